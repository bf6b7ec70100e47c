import type { Difference } from '../../contract/schemaCompare.ts'
import { useText } from '../text/text.ts'
import styles from './DifferenceDetail.module.css'

/** Both sides of a difference; lines that the other lacks are marked. */
export function DifferenceDetail({ difference }: { difference: Difference | null }) {
  const text = useText()
  if (!difference) return null
  const { left, right } = difference
  return (
    <div className={styles.detail}>
      <Side title={text('compare.left')} shown={left} other={right} mark="left" />
      <Side title={text('compare.right')} shown={right} other={left} mark="right" />
    </div>
  )
}

type SideProps = {
  readonly title: string
  readonly shown: string | null
  readonly other: string | null
  readonly mark: 'left' | 'right'
}

function Side({ title, shown, other, mark }: SideProps) {
  const text = useText()
  const others = new Set(other?.split('\n').map((line) => line.trim()))
  return (
    <section className={styles.side} aria-label={title}>
      <h2 className={styles.title}>{title}</h2>
      {shown === null ? (
        <p className={styles.none}>{text('compare.notThere')}</p>
      ) : (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- keys must reach what scrolls
        <pre className={styles.text} tabIndex={0}>
          {shown.split('\n').map((line, index) => (
            <span
              // oxlint-disable-next-line react/no-array-index-key -- lines have no other name
              key={index}
              className={styles.line}
              data-mark={others.has(line.trim()) ? undefined : mark}
            >
              {`${line}\n`}
            </span>
          ))}
        </pre>
      )}
    </section>
  )
}
