import type { LucideIcon } from 'lucide-react'
import type { ComponentPropsWithRef } from 'react'
import styles from './Button.module.css'

export type ButtonProps = ComponentPropsWithRef<'button'> & {
  /** `primary`: the one thing to do here. `quiet`: without a frame. `danger`: destroys. */
  variant?: 'default' | 'primary' | 'quiet' | 'danger'
  icon?: LucideIcon
}

/** A verb to press. */
export function Button({
  variant = 'default',
  icon: Icon,
  type = 'button',
  className = '',
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={`${styles.button} ${className}`}
      data-variant={variant}
    >
      {Icon && <Icon size={16} aria-hidden />}
      {children}
    </button>
  )
}
