import { useId, type ReactNode } from 'react'
import styles from './Figure.module.css'

export type FigureProps = {
  label: string
  value: ReactNode
  /** Smaller, after the value. */
  note?: string | undefined
  /** Something to look at, said by colour besides the number. */
  state?: 'warning' | 'error' | undefined
  isLarge?: boolean
  /** Name and value on one line. */
  isInline?: boolean
}

/** A number with its name: the name labels the number for screen readers. */
export function Figure({
  label,
  value,
  note,
  state,
  isLarge = false,
  isInline = false,
}: FigureProps) {
  const id = useId()
  return (
    <div
      className={styles.figure}
      data-state={state}
      data-large={isLarge || undefined}
      data-inline={isInline || undefined}
    >
      <dt id={id} className={styles.label}>
        {label}
      </dt>
      <dd className={styles.row}>
        <span role="group" aria-labelledby={id} className={styles.value}>
          {value}
        </span>
        {note && <span className={styles.note}>{note}</span>}
      </dd>
    </div>
  )
}
