import { useMemo } from 'react'
import { type Command, useRegisterCommands } from '../app/commands.ts'
import { useText } from '../text/text.ts'
import { showPanel } from './displayStore.ts'
import type { Opened } from './opened.ts'

/** Offers what a grid can do to the command palette; its keys work where the grid has the focus. */
export function useGridCommands(open: (opened: Opened) => void): void {
  const text = useText()
  useRegisterCommands(
    useMemo((): Command[] => {
      const category = text('results.results')
      return [
        { id: 'grid.find', title: text('grid.find'), category, run: () => open({ kind: 'find' }) },
        {
          id: 'grid.goToRow',
          title: text('grid.goToRow'),
          category,
          run: () => open({ kind: 'go-to' }),
        },
        {
          id: 'grid.columns',
          title: text('grid.columnsTitle'),
          category,
          run: () => open({ kind: 'columns' }),
        },
        {
          id: 'grid.record',
          title: text('grid.record'),
          category,
          run: () => showPanel('record'),
        },
        {
          id: 'grid.value',
          title: text('grid.valuePanel'),
          category,
          run: () => showPanel('value'),
        },
      ]
    }, [text, open]),
  )
}
