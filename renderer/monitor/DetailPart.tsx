import type { ReactNode } from 'react'
import { Skeleton } from '../ui/Skeleton.tsx'
import styles from './PoolDetails.module.css'

export type DetailPartProps = {
  title: string
  /** Undefined: it has not come yet; 0: `noneText` stands there. */
  count: number | undefined
  noneText: string
  actions?: ReactNode
  children: ReactNode
}

/** A list about a pool, with what stands there while it is empty or on its way. */
export function DetailPart({ title, count, noneText, actions, children }: DetailPartProps) {
  return (
    <section className={styles.part} aria-label={title}>
      <header className={styles.partHeader}>
        <h3 className={styles.heading}>
          {title}
          {count ? <span className={styles.count}>{count}</span> : null}
        </h3>
        {actions}
      </header>
      {count === undefined ? (
        <Skeleton lines={2} />
      ) : count === 0 ? (
        <p className={styles.none}>{noneText}</p>
      ) : (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- keys must reach what scrolls
        <div className={styles.scroller} tabIndex={0} role="group" aria-label={title}>
          {children}
        </div>
      )}
    </section>
  )
}
