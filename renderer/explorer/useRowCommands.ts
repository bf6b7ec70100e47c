import { useCallback, useMemo, useRef } from 'react'
import { useRegisterCommands } from '../app/commands.ts'
import { useText } from '../text/text.ts'
import type { MenuEntry } from '../ui/menuEntry.ts'
import { rowCommands } from './rowCommands.ts'
import type { TreeRow } from './treeNode.ts'

/** Offers the menu of the selected row as commands; the answer is to be told that row. */
export function useRowCommands(
  entriesOf: (row: TreeRow) => readonly MenuEntry[],
): (row: TreeRow | null) => void {
  const text = useText()
  const selected = useRef<TreeRow | null>(null)
  useRegisterCommands(
    useMemo(
      () =>
        rowCommands(text, () => {
          const row = selected.current
          return row && { subject: row.label, entries: entriesOf(row) }
        }),
      [text, entriesOf],
    ),
  )
  return useCallback((row) => {
    selected.current = row
  }, [])
}
