import { useMemo } from 'react'
import { isNumeric, type Column } from '../../contract/columns.ts'
import type { EditableRows } from '../../contract/edits.ts'
import type { Filter, SortKey } from '../../contract/filters.ts'
import type { ColumnLayout } from '../../contract/workspace.ts'
import { sortMark } from '../results/sortKeys.ts'
import { useText, type Text } from '../text/text.ts'
import type { GridColumn } from '../ui/dataGrid.ts'
import { orderedKeys, pinnedSide, widthOf } from './columnLayout.ts'
import { columnWidth } from './columnWidths.ts'

/** Advance of the data font at 13 px: 600 of 1,000 units in JetBrains Mono. */
const CHARACTER_WIDTH = 7.8

type GridColumnsOptions = {
  readonly columns: readonly Column[]
  /** The table that they are of, where that is known. */
  readonly rows: EditableRows | null
  readonly layout: ColumnLayout
  readonly sort: readonly SortKey[]
  readonly filters: readonly Filter[]
  /** Texts of a column's first rows; null until they are here. */
  readonly sample: ((column: number) => string[]) | null
  /** Where moments are shown. */
  readonly zone: string
}

/** The columns of a result as the grid shows them. */
export function useGridColumns(options: GridColumnsOptions): GridColumn[] {
  const { columns: shown, rows, layout, sort, filters, sample, zone } = options
  const text = useText()
  const columns = useMemo(() => declaredColumns(shown, rows), [shown, rows])
  return useMemo(
    () =>
      orderedKeys(layout, columns.length).map((key): GridColumn => {
        const column = columns[key]!
        const detail = columnDetail(column, zone)
        return {
          key,
          name: column.name,
          detail,
          width: widthOf(layout, key) ?? contentWidth(column, sample?.(key) ?? []),
          isNumeric: isNumeric(column.type),
          isHidden: layout.hidden.includes(key),
          pinned: pinnedSide(layout, key),
          sort: sortMark(sort, key),
          isFiltered: filters.some((filter) => filter.column === key),
          filterLabel: text('results.filterColumn', { column: columnName(column, key, text) }),
        }
      }),
    [columns, layout, sort, filters, sample, zone, text],
  )
}

/** With the types that their table gives them. */
const declaredColumns = (
  columns: readonly Column[],
  rows: EditableRows | null,
): readonly Column[] =>
  columns.map((column, at) => {
    const serverType = rows?.columns[at]?.declaredType
    return serverType ? { ...column, serverType } : column
  })

/** The width that shows the name and the given texts. */
export const contentWidth = ({ name, serverType }: Column, texts: readonly string[]): number =>
  columnWidth({ name, detail: serverType, texts }, CHARACTER_WIDTH)

export const columnName = ({ name }: Column, key: number, text: Text): string =>
  name || text('results.unnamedColumn', { number: key + 1 })

export const isZoned = ({ type }: Column): boolean =>
  type.kind === 'timestamp' && type.zone !== null

const columnDetail = (column: Column, zone: string): string =>
  isZoned(column) ? `${column.serverType} · ${zone}` : column.serverType
