import { Banner } from './Banner.tsx'
import { useToasts } from './toast.ts'
import styles from './Toaster.module.css'

/** Where toasts appear; once in the window. */
export function Toaster() {
  const { toasts, dismiss } = useToasts()
  return (
    <div className={styles.toaster}>
      {toasts.map(({ id, severity, message }) => (
        <Banner key={id} severity={severity} onDismiss={() => dismiss(id)}>
          {message}
        </Banner>
      ))}
    </div>
  )
}
