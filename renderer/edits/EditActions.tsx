import { CopyPlus, Lock, type LucideIcon, Plus, Trash2 } from 'lucide-react'
import { useShortcut } from '../app/useShortcut.ts'
import { useText } from '../text/text.ts'
import type { EditCommand, GridEdits } from '../ui/dataGrid.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { toast } from '../ui/toast.ts'
import { editCommandId } from './editCommands.ts'
import { type Edits, refusalText } from './useEdits.ts'

/** What can be done with rows, or why nothing can. */
export function EditActions({ edits: { refusal, gridEdits } }: { edits: Edits }) {
  const text = useText()
  if (refusal) {
    const reason = refusalText(refusal, text)
    return <IconButton size="small" icon={Lock} label={reason} onClick={() => toast(reason)} />
  }
  if (!gridEdits) return null
  return (
    <>
      <RowButton edits={gridEdits} command="add-row" icon={Plus} label={text('edits.addRow')} />
      <RowButton
        edits={gridEdits}
        command="duplicate-rows"
        icon={CopyPlus}
        label={text('edits.duplicateRows')}
      />
      <RowButton
        edits={gridEdits}
        command="delete-rows"
        icon={Trash2}
        label={text('edits.deleteRows')}
      />
    </>
  )
}

type RowButtonProps = {
  edits: GridEdits
  command: EditCommand
  icon: LucideIcon
  label: string
}

function RowButton({ edits, command, icon, label }: RowButtonProps) {
  const shortcut = useShortcut(editCommandId(command))
  return (
    <IconButton
      size="small"
      icon={icon}
      label={label}
      {...(shortcut && { shortcut })}
      onClick={() => edits.onCommand(command)}
    />
  )
}
