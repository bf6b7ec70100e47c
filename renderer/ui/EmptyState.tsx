import type { ReactNode } from 'react'
import styles from './EmptyState.module.css'

export type EmptyStateProps = { title: string; children?: ReactNode; actions?: ReactNode }

/** What would stand here, and how to get it. */
export function EmptyState({ title, children, actions }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      <h2 className={styles.title}>{title}</h2>
      {children && <div className={styles.body}>{children}</div>}
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  )
}
