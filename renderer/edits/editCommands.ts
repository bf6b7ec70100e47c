import type { Command } from '../app/commands.ts'
import type { Text, TextKey } from '../text/text.ts'
import type { EditCommand } from '../ui/dataGrid.ts'

const COMMANDS: Record<EditCommand | 'discard', { title: TextKey; keys?: string }> = {
  'add-row': { title: 'edits.addRow', keys: 'Insert' },
  'duplicate-rows': { title: 'edits.duplicateRows', keys: 'Mod+D' },
  'delete-rows': { title: 'edits.deleteRows', keys: 'Mod+Delete' },
  'set-null': { title: 'edits.setNull', keys: 'Delete' },
  'set-empty': { title: 'edits.setEmpty', keys: 'Shift+Delete' },
  'set-default': { title: 'edits.setDefault', keys: 'Alt+Delete' },
  undo: { title: 'edits.undo', keys: 'Mod+Z' },
  redo: { title: 'edits.redo', keys: 'Mod+Shift+Z' },
  apply: { title: 'edits.apply', keys: 'Mod+S' },
  discard: { title: 'edits.discardAll' },
}

/** The names of the commands, as shortcuts are looked up by. */
export const editCommandId = (name: keyof typeof COMMANDS): string => `edits.${name}`

/** What can be done with the rows of the grid in front. */
export const editCommandsOf = (
  text: Text,
  { run, discard }: { run: (command: EditCommand) => void; discard: () => void },
): Command[] =>
  (Object.keys(COMMANDS) as (keyof typeof COMMANDS)[]).map((name) => {
    const { title, keys } = COMMANDS[name]
    return {
      id: editCommandId(name),
      title: text(title),
      category: text('edits.category'),
      ...(keys !== undefined && { keys, within: '[role="grid"]' }),
      run: () => (name === 'discard' ? discard() : run(name)),
    }
  })
