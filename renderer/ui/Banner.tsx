import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useText } from '../text/text.ts'
import styles from './Banner.module.css'
import { IconButton } from './IconButton.tsx'

export type BannerProps = {
  severity: 'info' | 'success' | 'warning' | 'error'
  children: ReactNode
  /** Buttons at the right. */
  actions?: ReactNode
  onDismiss?: () => void
}

const icons = { info: Info, success: CircleCheck, warning: TriangleAlert, error: CircleAlert }

/** What happened and what to do, in the place it concerns. Its text can be selected. */
export function Banner({ severity, children, actions, onDismiss }: BannerProps) {
  const text = useText()
  const Icon = icons[severity]
  return (
    <div
      className={styles.banner}
      data-severity={severity}
      data-has-actions={actions ? '' : undefined}
      role={severity === 'error' || severity === 'warning' ? 'alert' : 'status'}
    >
      <Icon size={16} className={styles.icon} aria-hidden />
      <div className={styles.text}>{children}</div>
      {actions}
      {onDismiss && (
        <IconButton icon={X} size="small" label={text('common.dismiss')} onClick={onDismiss} />
      )}
    </div>
  )
}
