import { Redo2, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { useShortcut } from '../app/useShortcut.ts'
import { useText } from '../text/text.ts'
import { Button } from '../ui/Button.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Spinner } from '../ui/Spinner.tsx'
import { applyEdits, type EditedResult } from './applyEdits.ts'
import styles from './EditBar.module.css'
import { editCommandId } from './editCommands.ts'
import { discardStage, redoStage, undoStage, useResultEdits } from './editsStore.ts'
import { PreviewDialog } from './PreviewDialog.tsx'
import { countsOf, isEmptyStage } from './stage.ts'
import { summaryOf } from './summaryOf.ts'

type EditBarProps = {
  edited: EditedResult
  /** Back to the cells, where keys go on: a button that can do no more loses the focus. */
  onBack: () => void
  /** Takes what is being typed into a cell; false: it is no value, and is to be mended first. */
  onSettle: () => boolean
}

/** What is staged and what can be done with it; nothing where nothing is. */
export function EditBar({ edited, onBack, onSettle }: EditBarProps) {
  const text = useText()
  const { resultId } = edited
  const { history, isApplying } = useResultEdits(resultId)
  const [isPreviewed, setIsPreviewed] = useState(false)
  const isEmpty = isEmptyStage(history.present)
  const undoKeys = useShortcut(editCommandId('undo'))
  const redoKeys = useShortcut(editCommandId('redo'))
  const applyKeys = useShortcut(editCommandId('apply'))
  // What was undone can come back, so the bar stays.
  if (isEmpty && history.future.length === 0) return null
  return (
    <div className={styles.bar} role="toolbar" data-edit-bar aria-label={text('edits.staged')}>
      <strong role="status" aria-label={text('edits.staged')}>
        {isEmpty ? text('edits.nothingStaged') : summaryOf(countsOf(history.present))}
      </strong>
      <IconButton
        size="small"
        icon={Undo2}
        label={text('edits.undo')}
        {...(undoKeys && { shortcut: undoKeys })}
        disabled={history.past.length === 0 || isApplying}
        onClick={() => {
          undoStage(resultId)
          onBack()
        }}
      />
      <IconButton
        size="small"
        icon={Redo2}
        label={text('edits.redo')}
        {...(redoKeys && { shortcut: redoKeys })}
        disabled={history.future.length === 0 || isApplying}
        onClick={() => {
          redoStage(resultId)
          onBack()
        }}
      />
      <span className={styles.space} />
      {isApplying && <Spinner />}
      <Button
        variant="quiet"
        disabled={isEmpty || isApplying}
        onClick={() => discardStage(resultId)}
      >
        {text('edits.discardAll')}
      </Button>
      <Button disabled={isEmpty || isApplying} onClick={() => onSettle() && setIsPreviewed(true)}>
        {text('edits.preview')}
      </Button>
      <Button
        variant="primary"
        disabled={isEmpty || isApplying}
        title={applyKeys}
        onClick={() => void (onSettle() && applyEdits(edited))}
      >
        {text('edits.apply')}
      </Button>
      {isPreviewed && <PreviewDialog edited={edited} onClose={() => setIsPreviewed(false)} />}
    </div>
  )
}
