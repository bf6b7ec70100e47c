import type { SyntheticEvent } from 'react'
import { Banner } from './Banner.tsx'
import { useIsDialogOpen } from './openDialogs.ts'
import { holdToast, letToastGo, useToasts } from './toast.ts'
import styles from './Toaster.module.css'

/** Where toasts appear; once in the window. */
export function Toaster() {
  const { toasts, dismiss } = useToasts()
  const isDialogOpen = useIsDialogOpen()
  return (
    <div className={styles.toaster} data-beside-dialog={isDialogOpen || undefined}>
      {toasts.map(({ id, severity, message }) => {
        const hold = (): void => holdToast(id)
        const letGo = ({ currentTarget }: SyntheticEvent): void => {
          if (!currentTarget.matches(':hover, :focus-within')) letToastGo({ id, severity })
        }
        return (
          <div key={id} onMouseEnter={hold} onMouseLeave={letGo} onFocus={hold} onBlur={letGo}>
            <Banner severity={severity} onDismiss={() => dismiss(id)}>
              {message}
            </Banner>
          </div>
        )
      })}
    </div>
  )
}
