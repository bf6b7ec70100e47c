import { useText } from '../text/text.ts'
import { Button } from '../ui/Button.tsx'
import { useTypedValue } from './useTypedValue.ts'
import styles from './ValueEditor.module.css'

type ValueEditorProps = {
  label: string
  initial: string
  /** Takes the text, or says what is wrong with it. */
  onCommit: (text: string) => string | null
  onClose: () => void
}

/** Changes a value that is too large for its cell. */
export function ValueEditor({ label, initial, onCommit, onClose }: ValueEditorProps) {
  const text = useText()
  const { typed, problem, type, commit } = useTypedValue({ initial, onCommit, onTaken: onClose })
  return (
    <div className={styles.editor}>
      <textarea
        // One came here to type.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        aria-label={label}
        aria-invalid={problem !== null}
        spellCheck={false}
        value={typed}
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => {
          event.stopPropagation()
          if (event.key === 'Escape') onClose()
          else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) commit()
          else return
          event.preventDefault()
        }}
      />
      {problem !== null && (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
      <div className={styles.actions}>
        <Button onClick={onClose}>{text('common.cancel')}</Button>
        <Button variant="primary" onClick={commit}>
          {text('edits.stageValue')}
        </Button>
      </div>
    </div>
  )
}
