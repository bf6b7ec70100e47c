import {
  createTheme,
  InfiniteRowModelModule,
  ModuleRegistry,
  RenderApiModule,
  RowApiModule,
  ScrollApiModule,
  CellStyleModule,
  EventApiModule,
  type ColDef,
  type GridApi,
  type GridOptions,
  type IDatasource,
} from 'ag-grid-community'
import { CellView } from './CellView.ts'
import { ColumnHeading, type HeadingOptions } from './ColumnHeading.ts'
import type { SortMark } from './SortMark.ts'
import { moveFocus, type CellPlace } from './moveFocus.ts'
import { scrollByWheel } from './tallGrid.ts'

ModuleRegistry.registerModules([
  InfiniteRowModelModule,
  RenderApiModule,
  RowApiModule,
  ScrollApiModule,
  CellStyleModule,
  EventApiModule,
])

export type GridColumn = {
  readonly name: string
  /** Beside the name, dimmed. */
  readonly detail: string
  readonly width: number
  readonly isNumeric: boolean
  /** Null: the rows are not sorted by it. */
  readonly sort: SortMark | null
  readonly isFiltered: boolean
  /** Names the button that opens the column's filter. */
  readonly filterLabel: string
}

export type GridCell = {
  readonly text: string
  readonly state: 'value' | 'null' | 'empty' | 'loading'
  /** At the cell's end: the size of a value of which only the beginning is here. */
  readonly note: string | null
}

export type DataGridOptions = {
  /** The accessible name. */
  readonly label: string
  readonly rowCount: number
  readonly columns: readonly GridColumn[]
  readonly cellAt: (row: number, column: number) => GridCell
  /** Rows `from` up to `to` are on screen, with a few around them. */
  readonly onVisible: (from: number, to: number) => void
  readonly onOpen: (place: CellPlace) => void
  readonly onCopy: (place: CellPlace) => void
  /** A column's header was pressed; `isAdded`: with the key that keeps the other columns. */
  readonly onSort: (column: number, isAdded: boolean) => void
  readonly onFilter: (column: number) => void
}

export type DataGridHandle = {
  setRowCount(rowCount: number): void
  setColumns(columns: readonly GridColumn[]): void
  /** Cells of these rows have changed. */
  refresh(from: number, to: number): void
  focus(place?: CellPlace): void
}

/** What AG Grid is made with, and what steers it once it is there. */
type DataGridParts = {
  readonly gridOptions: GridOptions
  /** What is asked from now on; the grid itself does not change. */
  follow(options: DataGridOptions): void
  attach(gridApi: GridApi, gridHost: HTMLElement): { handle: DataGridHandle; detach: () => void }
}

const NUMBER_COLUMN = '#'
/** The token `--grid-row-height`. */
const ROW_HEIGHT = 24
const HEADER_HEIGHT = 28
/** The grid wants an object a row; ours have nothing in them, since cells are read by place. */
const ROW = {}

const theme = createTheme().withParams({
  backgroundColor: 'var(--surface)',
  foregroundColor: 'var(--text)',
  textColor: 'var(--text)',
  accentColor: 'var(--accent)',
  borderColor: 'var(--border)',
  browserColorScheme: 'inherit',
  fontFamily: 'var(--font-mono)',
  fontSize: 13,
  headerFontFamily: 'var(--font-ui)',
  headerFontSize: 12,
  headerFontWeight: 600,
  headerTextColor: 'var(--text)',
  headerBackgroundColor: 'var(--bg)',
  headerHeight: HEADER_HEIGHT,
  rowHeight: ROW_HEIGHT,
  headerColumnBorder: true,
  headerColumnResizeHandleColor: 'transparent',
  columnBorder: true,
  rowBorder: true,
  rowHoverColor: 'var(--hover)',
  oddRowBackgroundColor: 'var(--surface)',
  cellHorizontalPadding: 8,
  spacing: 4,
  wrapperBorder: false,
  wrapperBorderRadius: 0,
  rangeSelectionBorderColor: 'var(--focus)',
})

/** The one place that knows AG Grid: its infinite row model, over rows that hold no values. */
export function createDataGrid(initial: DataGridOptions): DataGridParts {
  let latest = initial
  const options = () => latest
  let api: GridApi
  let host: HTMLElement
  let { rowCount, columns: shownColumns } = initial
  let lastFocused: CellPlace = { row: 0, column: 0 }
  const datasource: IDatasource = {
    getRows: ({ startRow, endRow, successCallback }) => {
      const end = Math.min(endRow, rowCount)
      successCallback(
        Array.from({ length: Math.max(0, end - startRow) }, () => ROW),
        rowCount,
      )
    },
  }
  const gridOptions: GridOptions = {
    theme,
    rowModelType: 'infinite',
    datasource,
    infiniteInitialRowCount: Math.max(1, rowCount),
    cacheBlockSize: 200,
    maxBlocksInCache: 20,
    maxConcurrentDatasourceRequests: -1,
    columnDefs: columnDefs(options, rowCount),
    defaultColDef: {
      sortable: false,
      resizable: true,
      suppressMovable: true,
      cellDataType: false,
      cellRenderer: CellView,
      suppressKeyboardEvent: ({ event, node, column }) =>
        handleKey(event, { row: node.rowIndex ?? 0, column: Number(column.getColId()) }),
    },
    suppressAnimationFrame: true,
    suppressColumnMoveAnimation: true,
    suppressNoRowsOverlay: true,
    animateRows: false,
    rowBuffer: 10,
    tabToNextCell: () => false,
    // One comes back to the cell one left, not to the grid's last.
    focusGridInnerElement() {
      focusCell(api, lastFocused)
      return rowCount > 0
    },
    onCellFocused: () => {
      lastFocused = focusedPlace(api) ?? lastFocused
    },
    onViewportChanged: ({ firstRow, lastRow }) => options().onVisible(firstRow, lastRow + 1),
    onCellDoubleClicked: ({ rowIndex, column }) => {
      const place = { row: rowIndex ?? 0, column: Number(column.getColId()) }
      if (!Number.isNaN(place.column)) options().onOpen(place)
    },
  }

  function handleKey(event: KeyboardEvent, place: CellPlace): boolean {
    if (Number.isNaN(place.column)) return false
    const size = { rowCount, columnCount: options().columns.length }
    const target = moveFocus(event, place, size, pageRows(host))
    if (target) focusCell(api, target)
    else if (event.key === 'Enter') options().onOpen(place)
    else if (isCopy(event)) options().onCopy(place)
    else return false
    event.preventDefault()
    return true
  }

  const handle: DataGridHandle = {
    setRowCount(count) {
      const hadDigits = String(rowCount).length
      rowCount = count
      api.setRowCount(count, true)
      if (String(count).length !== hadDigits)
        api.setGridOption('columnDefs', columnDefs(options, count))
    },
    setColumns(columns) {
      api.setGridOption('columnDefs', columnDefs(options, rowCount))
      const isGiven = ({ width }: GridColumn, index: number): boolean =>
        width !== shownColumns[index]?.width
      const newWidths = columns.flatMap((column, index) =>
        isGiven(column, index) ? [{ key: String(index), newWidth: column.width }] : [],
      )
      api.setColumnWidths(newWidths)
      shownColumns = columns
    },
    refresh(from, to) {
      const rowNodes = api
        .getRenderedNodes()
        .filter(({ rowIndex }) => rowIndex !== null && rowIndex >= from && rowIndex < to)
      api.refreshCells({ rowNodes, force: true, suppressFlash: true })
    },
    focus: (place = lastFocused) => focusCell(api, place),
  }

  return {
    gridOptions,
    follow: (next) => void (latest = next),
    attach(gridApi, gridHost) {
      api = gridApi
      host = gridHost
      api.setGridAriaProperty('label', options().label)
      const viewport = host.querySelector<HTMLElement>('.ag-grid-viewport')
      const detach = viewport ? scrollByWheel(viewport, () => rowCount * ROW_HEIGHT) : () => {}
      return { handle, detach }
    },
  }
}

function columnDefs(options: () => DataGridOptions, rowCount: number): ColDef[] {
  const numbers: ColDef = {
    colId: NUMBER_COLUMN,
    headerName: '',
    pinned: 'left',
    lockPinned: true,
    resizable: false,
    width: 24 + 8 * String(rowCount).length,
    cellClass: 'row-number',
    suppressNavigable: true,
    valueGetter: ({ node }): GridCell => {
      return { text: String((node?.rowIndex ?? 0) + 1), state: 'value', note: null }
    },
  }
  return [numbers, ...options().columns.map((column, index) => columnDef(options, column, index))]
}

function columnDef(options: () => DataGridOptions, column: GridColumn, index: number): ColDef {
  const alignment = column.isNumeric ? 'numeric' : 'textual'
  return {
    colId: String(index),
    headerName: column.name,
    headerComponent: ColumnHeading,
    headerComponentParams: {
      detail: column.detail,
      sort: column.sort,
      isFiltered: column.isFiltered,
      filterLabel: column.filterLabel,
      onSort: (isAdded) => options().onSort(index, isAdded),
      onFilter: () => options().onFilter(index),
    } satisfies HeadingOptions,
    headerClass: alignment,
    cellClass: alignment,
    initialWidth: column.width,
    minWidth: 40,
    valueGetter: ({ node }) => options().cellAt(node?.rowIndex ?? 0, index),
  }
}

function focusCell(api: GridApi, { row, column }: CellPlace): void {
  if (row >= api.getDisplayedRowCount()) return
  api.ensureIndexVisible(row)
  api.ensureColumnVisible(String(column))
  api.setFocusedCell(row, String(column))
}

function focusedPlace(api: GridApi): CellPlace | null {
  const focused = api.getFocusedCell()
  const column = Number(focused?.column.getColId())
  return focused && !Number.isNaN(column) ? { row: focused.rowIndex, column } : null
}

const isCopy = ({ key, ctrlKey, metaKey }: KeyboardEvent): boolean =>
  (ctrlKey || metaKey) && key.toLowerCase() === 'c'

/** Rows of one page: those on screen but one, so that the eye finds its place. */
function pageRows(host: HTMLElement): number {
  const height = host.querySelector('.ag-grid-viewport')?.clientHeight ?? 0
  return Math.max(1, Math.floor((height - HEADER_HEIGHT) / ROW_HEIGHT) - 1)
}
