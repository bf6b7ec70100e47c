import { Banner } from './Banner.tsx'
import { useIsDialogOpen } from './openDialogs.ts'
import { useToasts } from './toast.ts'
import styles from './Toaster.module.css'

/** Where toasts appear; once in the window. */
export function Toaster() {
  const { toasts, dismiss } = useToasts()
  const isDialogOpen = useIsDialogOpen()
  return (
    <div className={styles.toaster} data-beside-dialog={isDialogOpen || undefined}>
      {toasts.map(({ id, severity, message }) => (
        <Banner key={id} severity={severity} onDismiss={() => dismiss(id)}>
          {message}
        </Banner>
      ))}
    </div>
  )
}
