import type { LucideIcon } from 'lucide-react'
import type { ComponentPropsWithRef } from 'react'
import styles from './IconButton.module.css'
import { Tooltip } from './Tooltip.tsx'

export type IconButtonProps = Omit<ComponentPropsWithRef<'button'>, 'children'> & {
  icon: LucideIcon
  /** Its name for screen readers and in the tooltip. */
  label: string
  /** Keys that do the same, shown in the tooltip. */
  shortcut?: string | undefined
  size?: 'small' | 'default'
}

/** A button that is only an icon, always with a name. */
export function IconButton({
  icon: Icon,
  label,
  shortcut,
  size = 'default',
  className = '',
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip label={label} shortcut={shortcut}>
      <button
        type="button"
        {...rest}
        aria-label={label}
        data-size={size}
        className={`${styles.button} ${className}`}
      >
        <Icon size={size === 'small' ? 14 : 16} aria-hidden />
      </button>
    </Tooltip>
  )
}
