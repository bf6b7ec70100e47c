import { Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { toWireError, type WireError } from '../../contract/errors.ts'
import { errorLine } from '../text/errorInLanguage.ts'
import { useText } from '../text/text.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorText } from '../ui/ErrorText.tsx'
import { Spinner } from '../ui/Spinner.tsx'
import { toast } from '../ui/toast.ts'
import { applyEdits, type EditedResult, previewEdits } from './applyEdits.ts'
import styles from './PreviewDialog.module.css'

/** Lines on screen, and characters of one. */
const MAX_ROWS = 20
const LINE_CHARACTERS = 80

const linesOf = (sql: string): number =>
  sql.split('\n').reduce((count, line) => count + Math.ceil(line.length / LINE_CHARACTERS), 0)

type PreviewDialogProps = { edited: EditedResult; onClose: () => void }

/** The very statements that applying runs. */
export function PreviewDialog({ edited, onClose }: PreviewDialogProps) {
  const text = useText()
  const [sql, setSql] = useState<string | null>(null)
  const [error, setError] = useState<WireError | null>(null)
  useEffect(() => {
    previewEdits(edited).then(setSql, (failure: unknown) => setError(toWireError(failure)))
  }, [edited])
  const copy = (): void => {
    navigator.clipboard.writeText(sql ?? '').then(
      () => toast(text('common.copied')),
      (failure: Error) => toast(errorLine(failure), 'error'),
    )
  }
  const apply = (): void => {
    onClose()
    void applyEdits(edited)
  }
  return (
    <Dialog
      title={text('edits.previewTitle')}
      width="large"
      onClose={onClose}
      onSubmit={apply}
      footer={
        <>
          <Button icon={Copy} disabled={sql === null} onClick={copy}>
            {text('common.copy')}
          </Button>
          <span className={styles.space} />
          <Button onClick={onClose}>{text('common.close')}</Button>
          <Button variant="primary" type="submit" disabled={sql === null}>
            {text('edits.apply')}
          </Button>
        </>
      }
    >
      <p className={styles.help}>{text('edits.previewHelp')}</p>
      {error && <ErrorText error={error} />}
      {!error && sql === null && <Spinner />}
      {sql !== null && (
        <textarea
          readOnly
          className={styles.sql}
          aria-label={text('edits.previewTitle')}
          spellCheck={false}
          rows={Math.min(MAX_ROWS, Math.max(4, linesOf(sql)))}
          value={sql}
        />
      )}
    </Dialog>
  )
}
