import { CopyPlus, type LucideIcon, Pencil, Plus, Trash2, Undo2 } from 'lucide-react'
import type { RefObject } from 'react'
import { describeKeys, isMac } from '../app/keys.ts'
import { shortcutOf } from '../app/useShortcut.ts'
import type { Text, TextKey } from '../text/text.ts'
import type { DataGridHandle, EditCommand, GridEdits } from '../ui/dataGrid.ts'
import type { MenuEntry } from '../ui/menuEntry.ts'
import type { CellPlace } from '../ui/moveFocus.ts'
import { toast } from '../ui/toast.ts'
import { editCommandId } from './editCommands.ts'

type Place = { readonly focus: CellPlace; readonly grid: RefObject<DataGridHandle | null> }

/** What the menu of a cell offers where rows can be changed. */
export function editEntries(edits: GridEdits, { focus, grid }: Place, text: Text): MenuEntry[] {
  const entry = (command: EditCommand, label: TextKey, icon?: LucideIcon): MenuEntry => {
    const shortcut = shortcutOf(editCommandId(command))
    return {
      command: editCommandId(command),
      label: text(label),
      ...(icon && { icon }),
      ...(shortcut && { shortcut }),
      onSelect: () => edits.onCommand(command),
    }
  }
  const paste = (asNewRows: boolean) => (): void => {
    navigator.clipboard.readText().then(
      (pasted) => edits.onPaste(pasted, asNewRows),
      () => toast(text('edits.pressToPaste', { keys: describeKeys('Mod+V', isMac) })),
    )
  }
  // Nothing else is to be done with them.
  if (edits.areGoing()) return [entry('delete-rows', 'edits.undeleteRows', Undo2), 'separator']
  return [
    {
      command: 'grid.editCell',
      label: text('edits.editCell'),
      icon: Pencil,
      shortcut: 'Enter',
      isDisabled: edits.textAt(focus) === null,
      onSelect: () => grid.current?.edit(focus),
    },
    entry('set-null', 'edits.setNull'),
    entry('set-empty', 'edits.setEmpty'),
    entry('set-default', 'edits.setDefault'),
    {
      command: 'grid.paste',
      label: text('edits.paste'),
      shortcut: describeKeys('Mod+V', isMac),
      onSelect: paste(false),
    },
    { command: 'grid.pasteAsRows', label: text('edits.pasteAsRows'), onSelect: paste(true) },
    'separator',
    entry('add-row', 'edits.addRow', Plus),
    entry('duplicate-rows', 'edits.duplicateRows', CopyPlus),
    entry('delete-rows', 'edits.deleteRows', Trash2),
    'separator',
  ]
}
