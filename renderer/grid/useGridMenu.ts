import { type MouseEvent, type RefObject, useState } from 'react'
import type { Column } from '../../contract/columns.ts'
import type { CopyFormat } from '../../contract/copies.ts'
import type { Filter, SortKey } from '../../contract/filters.ts'
import type { ColumnLayout } from '../../contract/workspace.ts'
import { useDriver, useProfile } from '../app/profilesStore.ts'
import { setZoneOpen } from '../app/shellStore.ts'
import { arrange } from '../results/arrangementsStore.ts'
import type { Origin } from '../results/originsStore.ts'
import type { ResultState } from '../results/runState.ts'
import { useText } from '../text/text.ts'
import type { DataGridHandle, GridEdits } from '../ui/dataGrid.ts'
import type { MenuEntry } from '../ui/menuEntry.ts'
import type { CellPlace } from '../ui/moveFocus.ts'
import { pointedPart } from '../ui/selectByPointer.ts'
import { editEntries } from '../edits/editEntries.ts'
import { cellMenu } from './cellMenu.ts'
import {
  fittedWidths,
  pinnedSide,
  visibleKeys,
  widthOf,
  withHidden,
  withPinned,
  withWidths,
} from './columnLayout.ts'
import { changeLayout } from './columnLayoutsStore.ts'
import { headerMenu } from './headerMenu.ts'
import type { Opened } from './opened.ts'
import type { ResultWindows } from './ResultWindows.ts'
import { useLinks } from './useLinks.ts'
import type { GridMenus } from './gridMenuCommands.ts'
import { columnName, contentWidth, isZoned } from './useGridColumns.ts'

type GridMenuOptions = {
  readonly source: ResultState
  readonly grid: RefObject<DataGridHandle | null>
  readonly windows: ResultWindows
  readonly layout: ColumnLayout
  readonly sort: readonly SortKey[]
  readonly filters: readonly Filter[]
  readonly profileId: string
  readonly origin: Origin | undefined
  /** By their names in the table that they are of. */
  readonly tableColumns: readonly Column[]
  readonly columnEntries: ((column: number) => readonly MenuEntry[]) | undefined
  /** Given where rows can be changed. */
  readonly edits: GridEdits | null
  readonly onOpenValue: (place: CellPlace) => void
  readonly onCopy: (format: CopyFormat) => void
  readonly onExport: () => void
  readonly onOpen: (opened: Opened) => void
}

type Widths = readonly (readonly [key: number, width: number])[]

/** The menus of cells and headers, and what they do to the columns. */
export function useGridMenu(options: GridMenuOptions) {
  const { source, grid, windows, layout, profileId, onOpen } = options
  const text = useText()
  const driver = useDriver(useProfile(profileId)?.driverId)
  const linksFrom = useLinks({
    ...{ columns: options.tableColumns, windows, origin: options.origin },
    onChoose: (choice) => onOpen({ kind: 'referring', ...choice }),
  })
  const [entries, setEntries] = useState<readonly MenuEntry[]>([])
  const { columns, resultId } = source

  const change = (next: (known: ColumnLayout) => ColumnLayout): void => changeLayout(columns, next)
  const setWidths = (widths: Widths): void => change((known) => withWidths(known, widths))
  const shown = visibleKeys(layout, columns.length)
  const widthAt = (key: number): number => contentWidth(columns[key]!, windows.shownTexts(key))
  const fit = (keys: readonly number[]): void => setWidths(keys.map((key) => [key, widthAt(key)]))
  const fill = (): void => {
    const widths = shown.map((key) => [key, widthOf(layout, key) ?? widthAt(key)] as const)
    setWidths(fittedWidths(widths, (grid.current?.width() ?? 0) - NUMBERS_WIDTH))
  }

  const headerEntries = (column: number): MenuEntry[] =>
    headerMenu(
      {
        column,
        sort: options.sort,
        pinned: pinnedSide(layout, column),
        hasZone: isZoned(columns[column]!),
        added: options.columnEntries?.(column) ?? [],
        onSort: (sort) => void arrange(resultId, { sort }),
        onFilter: () => onOpen({ kind: 'filter', column }),
        onPin: (side) => change((known) => withPinned(known, column, side)),
        onHide: () => change((known) => withHidden(known, column, true, columns.length)),
        onFit: (which) => fit(which === 'one' ? [column] : shown),
        onFill: fill,
        onColumns: () => onOpen({ kind: 'columns' }),
        onSelect: () => grid.current?.selectColumn(column, false),
        onZone: () => setZoneOpen(true),
      },
      text,
    )
  const cellEntries = (): MenuEntry[] => {
    const focus = grid.current?.selected().focus
    if (!focus) return []
    const { edits } = options
    return cellMenu(
      {
        edits: edits ? editEntries(edits, { focus, grid }, text) : [],
        content: windows.contentAt(focus.row, focus.column),
        column: focus.column,
        filters: options.filters,
        hasSql: driver?.dialect.literals !== undefined,
        links: linksFrom(focus),
        onOpen: () => options.onOpenValue(focus),
        onCopy: options.onCopy,
        onExport: options.onExport,
        onFilter: (filters) => void arrange(resultId, { filters }),
      },
      text,
    )
  }
  const onContextMenu = ({ target }: MouseEvent): void => {
    const part = pointedPart(target as Element)
    if (part === null) setEntries([])
    else setEntries(part.kind === 'header' ? headerEntries(part.key) : cellEntries())
  }
  const focusNow = () => (columns.length > 0 ? grid.current?.selected().focus : undefined)
  /** The same entries, for where the focus is. */
  const menus: GridMenus = {
    column: () => {
      const focus = focusNow()
      if (!focus) return null
      const subject = columnName(columns[focus.column]!, focus.column, text)
      return { subject, entries: headerEntries(focus.column) }
    },
    cell: () => (focusNow() ? { subject: '', entries: cellEntries() } : null),
  }
  return { entries, menus, onContextMenu, fit, setWidths }
}

/** About what the row numbers and the scrollbar take. */
const NUMBERS_WIDTH = 88
