import { useText } from '../text/text.ts'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { useLeaveQuestion } from './leaveStore.ts'

/** The question before staged changes are lost. Once in the window. */
export function LeaveQuestion() {
  const text = useText()
  const { asked } = useLeaveQuestion()
  if (!asked) return null
  return (
    <ConfirmDialog
      title={text('edits.leaveTitle')}
      explanation={text('edits.leaveHelp')}
      confirmLabel={text('edits.leaveAnyway')}
      isDanger
      onCancel={() => asked.answer(false)}
      onConfirm={() => asked.answer(true)}
    />
  )
}
