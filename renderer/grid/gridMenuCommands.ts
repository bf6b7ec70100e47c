import type { Command } from '../app/commands.ts'
import { menuCommands, type MenuNow } from '../app/menuCommands.ts'
import type { Text, TextKey } from '../text/text.ts'
import { FORMAT_LABELS } from './cellMenu.ts'

const OF_COLUMN = {
  'grid.sortAscending': 'grid.sortAscending',
  'grid.sortDescending': 'grid.sortDescending',
  'grid.clearSort': 'grid.clearSort',
  'grid.filter': 'grid.filter',
  'grid.selectColumn': 'grid.selectColumn',
  'grid.pinLeft': 'grid.pinLeft',
  'grid.pinRight': 'grid.pinRight',
  'grid.unpinColumn': 'grid.unpinColumn',
  'grid.hideColumn': 'grid.hideColumn',
  'grid.fitColumn': 'grid.fitColumn',
  'grid.fitColumns': 'grid.fitColumns',
  'grid.fillWidth': 'grid.fillWidth',
} as const satisfies Record<string, TextKey>

const OF_CELL = {
  'grid.openValue': 'grid.openValue',
  'grid.editCell': 'edits.editCell',
  'grid.paste': 'edits.paste',
  'grid.pasteAsRows': 'edits.pasteAsRows',
  'grid.goToReferenced': 'grid.goToReferencedRow',
  'grid.goToReferring': 'grid.goToReferring',
  'grid.exportSelection': 'grid.exportSelection',
  'grid.filterEquals': 'grid.filterThisValue',
  'grid.filterExcludes': 'grid.filterOtherValues',
  'grid.filterNull': 'grid.filterNull',
  'grid.filterNotNull': 'grid.filterNotNull',
  'grid.removeFilter': 'results.removeFilter',
} as const satisfies Record<string, TextKey>

export type GridMenus = {
  /** Of the column that has the focus. */
  readonly column: () => MenuNow | null
  /** Of the cells that are selected. */
  readonly cell: () => MenuNow | null
}

/** What the menus of the grid in front offer; what is a command by itself is not among them. */
export function gridMenuCommands(text: Text, { column, cell }: GridMenus): Command[] {
  const titlesOf = (keys: Readonly<Record<string, TextKey>>) =>
    Object.fromEntries(Object.entries(keys).map(([id, key]) => [id, text(key)]))
  const copyAs = Object.entries(FORMAT_LABELS).map(([format, label]) => [
    `grid.copyAs.${format}`,
    `${text('grid.copyAs')}: ${text(label)}`,
  ])
  const category = text('results.results')
  return [
    ...menuCommands({ titles: titlesOf(OF_COLUMN), category, menu: column }),
    ...menuCommands({
      titles: { ...titlesOf(OF_CELL), ...Object.fromEntries(copyAs) },
      category,
      menu: cell,
    }),
  ]
}
