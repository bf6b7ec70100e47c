import { splitTail } from './splitTail.ts'
import styles from './MiddleEllipsis.module.css'

/** A text in one line that loses its middle where room is short: its beginning and end tell it apart. */
export function MiddleEllipsis({ text }: { text: string }) {
  const [head, tail] = splitTail(text)
  return (
    <span className={styles.text}>
      <span className={styles.head}>{head}</span>
      {tail && <span className={styles.tail}>{tail}</span>}
    </span>
  )
}
