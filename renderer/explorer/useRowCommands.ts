import { useMemo } from 'react'
import { useRegisterCommands } from '../app/commands.ts'
import { useText } from '../text/text.ts'
import type { MenuEntry } from '../ui/menuEntry.ts'
import { rowCommands } from './rowCommands.ts'
import type { TreeRow } from './treeNode.ts'

/** Kept beside React: it changes with every arrow key, and is asked for by commands only. */
let selected: TreeRow | null = null

export function noteSelectedRow(row: TreeRow | null): void {
  selected = row
}

/** Offers the menu of the selected row as commands. */
export function useRowCommands(entriesOf: (row: TreeRow) => readonly MenuEntry[]): void {
  const text = useText()
  useRegisterCommands(
    useMemo(
      () =>
        rowCommands(text, () =>
          selected ? { subject: selected.label, entries: entriesOf(selected) } : null,
        ),
      [text, entriesOf],
    ),
  )
}
