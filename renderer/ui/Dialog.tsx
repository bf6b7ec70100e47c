import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import { useState, type ReactNode } from 'react'
import { useText } from '../text/text.ts'
import styles from './Dialog.module.css'
import { rememberFocus } from './giveFocusBack.ts'
import { IconButton } from './IconButton.tsx'
import { useAsOpenDialog } from './openDialogs.ts'

export type DialogProps = {
  title: string
  /** Called by Esc and by the cross; the owner decides whether it closes. */
  onClose: () => void
  /** Buttons, at the bottom right. */
  footer?: ReactNode
  /** What just happened, above the buttons and always in sight. */
  notice?: ReactNode
  width?: 'small' | 'medium' | 'large'
  /** A form is sent by Enter. */
  onSubmit?: () => void
  children: ReactNode
}

/** A dialog over the window, open for as long as it is drawn. Focus stays inside and goes back. */
export function Dialog({
  title,
  onClose,
  footer,
  notice,
  width = 'medium',
  onSubmit,
  children,
}: DialogProps) {
  const text = useText()
  // Before the dialog takes it. Radix itself gives it back to a trigger only, which there is none of.
  const [giveFocusBack] = useState(rememberFocus)
  useAsOpenDialog()
  return (
    <Radix.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className={styles.scrim} />
        <Radix.Content
          className={styles.dialog}
          data-width={width}
          aria-describedby={undefined}
          onOpenAutoFocus={focusFirstControl}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            giveFocusBack()
          }}
          onEscapeKeyDown={keepForControl}
          onPointerDownOutside={(event) => event.preventDefault()}
        >
          <header className={styles.header}>
            <Radix.Title className={styles.title}>{title}</Radix.Title>
            <IconButton icon={X} label={text('common.close')} onClick={onClose} />
          </header>
          <form
            className={styles.form}
            noValidate
            onSubmit={(event) => {
              event.preventDefault()
              onSubmit?.()
            }}
          >
            <div className={styles.body}>{children}</div>
            {notice && <div className={styles.notice}>{notice}</div>}
            {footer && <footer className={styles.footer}>{footer}</footer>}
          </form>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

/** A control that has a use for Esc keeps it. */
function keepForControl(event: KeyboardEvent): void {
  if (event.target instanceof Element && event.target.closest('[data-keeps-escape]'))
    event.preventDefault()
}

/** One comes to read, type or choose, not to close: the cross is never the first to have the focus. */
function focusFirstControl(event: Event): void {
  const dialog = event.currentTarget as HTMLElement
  const control =
    dialog.querySelector<HTMLElement>('form [data-begin]') ??
    dialog.querySelector<HTMLElement>('form textarea') ??
    dialog.querySelector<HTMLElement>(
      'form :is(input, button):not(:disabled, [aria-selected=false])',
    )
  if (!control) return
  event.preventDefault()
  control.focus()
}
