import type { CopyFormat } from '../../contract/copies.ts'
import type { Command } from '../app/commands.ts'
import type { Text } from '../text/text.ts'
import type { SidePanel } from './GridActions.tsx'
import type { Opened } from './opened.ts'

type GridVerbs = {
  readonly open: (opened: Opened) => void
  readonly copy: (format: CopyFormat) => void
  readonly show: (panel: SidePanel) => void
}

/** Where the keys of a grid work: find and copy are others elsewhere. */
const GRID = '[role="grid"]'

/** What can be done with the grid in front. */
export function gridCommands(text: Text, { open, copy, show }: GridVerbs): Command[] {
  const category = text('results.results')
  return [
    {
      id: 'grid.find',
      title: text('grid.find'),
      category,
      keys: 'Mod+F',
      within: GRID,
      run: () => open({ kind: 'find' }),
    },
    {
      id: 'grid.goToRow',
      title: text('grid.goToRow'),
      category,
      keys: 'Mod+G',
      within: GRID,
      run: () => open({ kind: 'go-to' }),
    },
    {
      id: 'grid.copy',
      title: text('grid.copySelection'),
      category,
      keys: 'Mod+C',
      within: GRID,
      run: () => copy('tsv'),
    },
    {
      id: 'grid.copyWithHeaders',
      title: text('grid.copyWithHeaders'),
      category,
      keys: 'Mod+Shift+C',
      within: GRID,
      run: () => copy('tsv-headers'),
    },
    {
      id: 'grid.columns',
      title: text('grid.columnsTitle'),
      category,
      run: () => open({ kind: 'columns' }),
    },
    { id: 'grid.record', title: text('grid.record'), category, run: () => show('record') },
    { id: 'grid.value', title: text('grid.valuePanel'), category, run: () => show('value') },
  ]
}
