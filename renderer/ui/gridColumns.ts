import type { ColDef } from 'ag-grid-community'
import { ColumnHeading, type HeadingOptions } from './ColumnHeading.ts'
import type { DataGridOptions, GridCell, GridColumn } from './dataGrid.ts'

/** The id of the column of row numbers. */
export const NUMBER_COLUMN = '#'

/** Keys of the columns in sight, from the left: pinned ones stand at the sides. */
export function shownKeys(columns: readonly GridColumn[]): number[] {
  const shown = columns.filter(({ isHidden }) => !isHidden)
  const at = (pinned: GridColumn['pinned']) => shown.filter((column) => column.pinned === pinned)
  return [...at('left'), ...at(null), ...at('right')].map(({ key }) => key)
}

/** The columns as AG Grid takes them: row numbers first, then the given order. */
export function columnDefs(options: () => DataGridOptions, rowCount: number): ColDef[] {
  const numbers: ColDef = {
    colId: NUMBER_COLUMN,
    headerName: '#',
    pinned: 'left',
    lockPinned: true,
    lockPosition: 'left',
    resizable: false,
    suppressMovable: true,
    width: 24 + (options().edits ? 14 : 0) + 8 * String(rowCount).length,
    headerClass: 'row-number',
    cellClass: 'row-number',
    cellAriaRole: 'rowheader',
    suppressNavigable: true,
    valueGetter: ({ node }): GridCell => {
      const row = node?.rowIndex ?? 0
      const mark = options().edits?.rowMarkAt(row)
      return { text: String(row + 1), state: 'value', note: null, ...(mark && { mark }) }
    },
  }
  return [numbers, ...options().columns.map((column) => columnDef(options, column))]
}

function columnDef(options: () => DataGridOptions, column: GridColumn): ColDef {
  const alignment = column.isNumeric ? 'numeric' : 'textual'
  const { key } = column
  return {
    colId: String(key),
    headerName: column.name,
    headerComponent: ColumnHeading,
    headerComponentParams: {
      detail: column.detail,
      sort: column.sort,
      isFiltered: column.isFiltered,
      filterLabel: column.filterLabel,
      onSort: (isAdded) => options().onSort(key, isAdded),
      onFilter: () => options().onFilter(key),
      onSelect: (isExtended) => options().onSelectColumn(key, isExtended),
      onFit: () => options().onFitColumn(key),
    } satisfies HeadingOptions,
    headerClass: alignment,
    cellClass: alignment,
    width: column.width,
    minWidth: 40,
    hide: column.isHidden,
    pinned: column.pinned,
    lockPinned: true,
    valueGetter: ({ node }) => options().cellAt(node?.rowIndex ?? 0, key),
  }
}
