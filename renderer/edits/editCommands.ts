import type { Command } from '../app/commands.ts'
import type { Text, TextKey } from '../text/text.ts'
import type { EditCommand } from '../ui/dataGrid.ts'

type Offered = {
  readonly title: TextKey
  readonly keys?: string
  /** Its buttons stand beside the grid, and keep the focus when they are pressed. */
  readonly isOfBar?: boolean
  readonly isHidden?: boolean
}

const COMMANDS: Record<EditCommand | 'discard' | 'redoToo', Offered> = {
  'add-row': { title: 'edits.addRow', keys: 'Insert' },
  'duplicate-rows': { title: 'edits.duplicateRows', keys: 'Mod+D' },
  'delete-rows': { title: 'edits.deleteRows', keys: 'Mod+Delete' },
  'set-null': { title: 'edits.setNull', keys: 'Delete' },
  'set-empty': { title: 'edits.setEmpty', keys: 'Shift+Delete' },
  'set-default': { title: 'edits.setDefault', keys: 'Alt+Delete' },
  undo: { title: 'edits.undo', keys: 'Mod+Z', isOfBar: true },
  redo: { title: 'edits.redo', keys: 'Mod+Shift+Z', isOfBar: true },
  // As on Windows.
  redoToo: { title: 'edits.redo', keys: 'Mod+Y', isOfBar: true, isHidden: true },
  apply: { title: 'edits.apply', keys: 'Mod+S' },
  discard: { title: 'edits.discardAll' },
}

const GRID = '[role="grid"]'
const GRID_AND_BAR = '[role="grid"], [data-edit-bar]'

/** The names of the commands, as shortcuts are looked up by. */
export const editCommandId = (name: keyof typeof COMMANDS): string => `edits.${name}`

/** What can be done with the rows of the grid in front. */
export const editCommandsOf = (
  text: Text,
  { run, discard }: { run: (command: EditCommand) => void; discard: () => void },
): Command[] =>
  (Object.keys(COMMANDS) as (keyof typeof COMMANDS)[]).map((name) => {
    const { title, keys, isOfBar, isHidden = false } = COMMANDS[name]
    return {
      id: editCommandId(name),
      title: text(title),
      category: text('edits.category'),
      isHidden,
      ...(keys !== undefined && { keys, within: isOfBar ? GRID_AND_BAR : GRID }),
      run: () => (name === 'discard' ? discard() : run(name === 'redoToo' ? 'redo' : name)),
    }
  })
