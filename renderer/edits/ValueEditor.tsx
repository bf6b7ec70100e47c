import { useState } from 'react'
import { useText } from '../text/text.ts'
import { Button } from '../ui/Button.tsx'
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
  const [typed, setTyped] = useState(initial)
  const [problem, setProblem] = useState<string | null>(null)
  const commit = (): void => {
    const found = onCommit(typed)
    setProblem(found)
    if (found === null) onClose()
  }
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
        onChange={(event) => {
          setTyped(event.target.value)
          setProblem(null)
        }}
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
