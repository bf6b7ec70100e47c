import { AlertDialog } from 'radix-ui'
import { useText } from '../text/text.ts'
import { Button } from './Button.tsx'
import { useAsOpenDialog } from './openDialogs.ts'
import styles from './Dialog.module.css'

export type ConfirmDialogProps = {
  title: string
  explanation?: string
  /** The verb of what will be done. */
  confirmLabel: string
  cancelLabel?: string
  isDanger?: boolean
  onConfirm: () => void
  /** Another way to do it, beside the first. */
  other?: { readonly label: string; readonly isDisabled?: boolean; readonly onChoose: () => void }
  onCancel: () => void
}

/** Asks before something that cannot be taken back. */
export function ConfirmDialog({
  title,
  explanation,
  confirmLabel,
  cancelLabel,
  isDanger = false,
  onConfirm,
  other,
  onCancel,
}: ConfirmDialogProps) {
  const text = useText()
  useAsOpenDialog()
  return (
    <AlertDialog.Root open onOpenChange={(isOpen) => !isOpen && onCancel()}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className={styles.scrim} />
        <AlertDialog.Content className={styles.dialog} data-width={other ? undefined : 'small'}>
          <header className={styles.header}>
            <AlertDialog.Title className={styles.title}>{title}</AlertDialog.Title>
          </header>
          <AlertDialog.Description className={styles.body}>{explanation}</AlertDialog.Description>
          <footer className={styles.footer}>
            <AlertDialog.Cancel asChild>
              <Button>{cancelLabel ?? text('common.cancel')}</Button>
            </AlertDialog.Cancel>
            {other && (
              <Button disabled={other.isDisabled} onClick={other.onChoose}>
                {other.label}
              </Button>
            )}
            <Button variant={isDanger ? 'danger' : 'primary'} onClick={onConfirm}>
              {confirmLabel}
            </Button>
          </footer>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
