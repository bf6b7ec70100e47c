import {
  CellStyleModule,
  ColumnApiModule,
  EventApiModule,
  InfiniteRowModelModule,
  ModuleRegistry,
  RenderApiModule,
  RowApiModule,
  ScrollApiModule,
  type GridApi,
  type GridOptions,
  type IDatasource,
} from 'ag-grid-community'
import { type AfterCommit, CellInput } from './CellInput.ts'
import { CellView } from './CellView.ts'
import type { DataGridHandle, DataGridOptions } from './dataGrid.ts'
import { dragSelection } from './dragSelection.ts'
import { GridCells } from './GridCells.ts'
import { columnDefs, NUMBER_COLUMN, shownKeys } from './gridColumns.ts'
import { gridAction, type GridAction } from './gridKeys.ts'
import { gridTheme, HEADER_HEIGHT } from './gridTheme.ts'
import type { CellPlace } from './moveFocus.ts'
import { pointedPart, selectByPointer } from './selectByPointer.ts'
import { SelectionModel } from './SelectionModel.ts'
import { scrollByWheel } from './tallGrid.ts'
import { rowHeight } from './textSize.ts'

ModuleRegistry.registerModules([
  InfiniteRowModelModule,
  RenderApiModule,
  RowApiModule,
  ScrollApiModule,
  CellStyleModule,
  EventApiModule,
  ColumnApiModule,
])

/** What AG Grid is made with, and what steers it once it is there. */
type DataGridParts = {
  readonly gridOptions: GridOptions
  /** What is asked from now on; the grid itself does not change. */
  follow(options: DataGridOptions): void
  attach(gridApi: GridApi, gridHost: HTMLElement): { handle: DataGridHandle; detach: () => void }
}

/** The grid wants an object a row; ours have nothing in them, since cells are read by place. */
const ROW = {}

/** The one place that knows AG Grid: its infinite row model, over rows that hold no values. */
export function createDataGrid(initial: DataGridOptions): DataGridParts {
  let latest = initial
  const options = () => latest
  let api: GridApi
  let host: HTMLElement
  let { rowCount } = initial
  let keys = shownKeys(initial.columns)
  let input: CellInput | null = null
  /** The cell that the field is over, its column by its key. */
  let inputPlace: CellPlace | null = null
  let isLeft = false
  let hasSigns = initial.edits !== null
  const size = () => ({ rowCount, columnCount: keys.length })
  const selection = new SelectionModel(size, () => {
    cells.showMarks()
    options().onSelect(selection.told(keys))
  })
  const positionOf = (columnId: string): number => keys.indexOf(Number(columnId))
  const cells = new GridCells((row, columnId) =>
    selection.markOf(row, columnId === NUMBER_COLUMN ? null : positionOf(columnId)),
  )
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
    theme: gridTheme,
    context: cells,
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
      cellDataType: false,
      cellRenderer: CellView,
      suppressKeyboardEvent: ({ event }) => handleKey(event),
    },
    suppressAnimationFrame: true,
    suppressColumnMoveAnimation: true,
    suppressDragLeaveHidesColumns: true,
    suppressNoRowsOverlay: true,
    animateRows: false,
    // Rows drawn out of sight cost as much as others: a stretched grid moves each of them at every turn.
    rowBuffer: 4,
    tabToNextCell: () => false,
    // One comes back to the cell one left, not to the grid's last.
    focusGridInnerElement() {
      showFocus()
      return rowCount > 0
    },
    onViewportChanged: ({ firstRow, lastRow }) => options().onVisible(firstRow, lastRow + 1),
    onCellDoubleClicked: ({ rowIndex, column }) => {
      const key = Number(column.getColId())
      if (!Number.isNaN(key)) edit({ row: rowIndex ?? 0, column: key }, null)
    },
    onColumnResized: ({ finished, source, column }) => {
      if (finished && column && source === 'uiColumnResized')
        options().onWidth(Number(column.getColId()), column.getActualWidth())
    },
    onColumnMoved: ({ finished, source }) => {
      if (finished && source === 'uiColumnMoved') options().onOrder(orderInGrid(api))
    },
  }

  function showFocus(): void {
    if (input) return returnToInput()
    const { row, column } = selection.focus
    const key = keys[column]
    if (key === undefined || row >= rowCount) return
    reveal({ row, column })
    api.setFocusedCell(row, String(key))
  }

  function reveal({ row, column }: CellPlace): void {
    if (row >= api.getDisplayedRowCount()) return
    api.ensureIndexVisible(row)
    api.ensureColumnVisible(String(keys[column]))
  }

  function refresh(from: number, to: number): void {
    const rowNodes = api
      .getRenderedNodes()
      .filter(({ rowIndex }) => rowIndex !== null && rowIndex >= from && rowIndex < to)
    api.refreshCells({ rowNodes, force: true, suppressFlash: true })
  }

  function handleKey(event: KeyboardEvent): boolean {
    if (keys.length === 0) return false
    const { focus, head } = selection
    const isEditable = options().edits !== null
    const at = { focus, head, size: size(), pageRows: pageRows(host), isEditable }
    const action = gridAction(event, at)
    if (!action || !act(action)) return false
    event.preventDefault()
    return true
  }

  function act(action: GridAction): boolean {
    if (action.kind === 'open') {
      const { row, column } = selection.focus
      options().onOpen({ row, column: keys[column]! })
      return true
    }
    if (action.kind === 'edit') {
      const { row, column } = selection.focus
      edit({ row, column: keys[column]! }, action.text)
      return true
    }
    if (action.kind === 'collapse' && !selection.isMany) {
      options().onEscape()
      return true
    }
    selection.act(action)
    if (action.kind === 'move' || action.kind === 'extend') showFocus()
    return true
  }

  /** Beside the grid where a cell cannot be changed in its place. */
  function edit(place: CellPlace, typed: string | null): void {
    const { edits, onOpen } = options()
    const text = edits?.textAt(place) ?? null
    if (!edits || text === null) {
      if (typed !== null && edits?.tellRefusal(place)) return
      return onOpen(place)
    }
    if (!settle()) return
    const { row, column } = place
    const at = { row, column: positionOf(String(column)) }
    selection.moveTo(at)
    reveal(at)
    inputPlace = place
    input = new CellInput(host, {
      cell: () =>
        host.querySelector<HTMLElement>(`[row-index="${row}"] .ag-cell[col-id="${column}"]`),
      label: edits.labelOf(place),
      text: typed ?? text,
      isTyping: typed !== null,
      isNumeric: options().columns.some(({ key, isNumeric }) => key === column && isNumeric),
      onCommit: (committed) => edits.onCommit(place, committed),
      onClosed: (after) => {
        input = null
        if (!isLeft) moveBy(at, after)
      },
    })
  }

  /** Takes what is being typed; false: it is no value, and one is back in its cell. */
  function settle(after: 'stay' | 'leave' = 'stay'): boolean {
    if (!input || input.commit(after)) return true
    returnToInput()
    return false
  }

  function returnToInput(): void {
    if (!input || !inputPlace) return
    const at = { row: inputPlace.row, column: positionOf(String(inputPlace.column)) }
    // Its column was hidden meanwhile.
    if (at.column < 0) return dropInput()
    selection.moveTo(at)
    reveal(at)
    input.focus()
  }

  /** A press on another cell or a header comes to nothing while what is typed is no value. */
  function holdPress(event: Event): void {
    if (!input || !pointedPart(event.target as Element) || settle('leave')) return
    event.preventDefault()
    event.stopPropagation()
  }

  function dropInput(): void {
    if (inputPlace) options().edits?.tellDropped(inputPlace)
    input?.cancel()
  }

  /** The grid goes: what was typed stays where it can be taken. */
  function leaveInput(): void {
    isLeft = true
    if (input && !input.commit('stay')) dropInput()
  }

  function moveBy({ row, column }: CellPlace, after: AfterCommit): void {
    if (after === 'leave') return
    if (after === 'stay') return focusIsFree() ? showFocus() : undefined
    const [down, right] = STEPS[after]
    const { rowCount: rows, columnCount } = size()
    selection.moveTo({
      row: Math.max(0, Math.min(rows - 1, row + down)),
      column: Math.max(0, Math.min(columnCount - 1, column + right)),
    })
    showFocus()
  }

  /** Where a field vanished, and not where one pressed beside it. */
  const focusIsFree = (): boolean =>
    document.activeElement === document.body || document.activeElement === null

  function onPaste(event: ClipboardEvent): void {
    const { edits } = options()
    if (!edits || input) return
    const pasted = event.clipboardData?.getData('text/plain') ?? ''
    if (pasted === '') return
    event.preventDefault()
    edits.onPaste(pasted)
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
      const shown = shownKeys(columns)
      const isSame = shown.length === keys.length && shown.every((key, at) => key === keys[at])
      keys = shown
      api.setGridOption('columnDefs', columnDefs(options, rowCount))
      if (!isSame) selection.reset()
    },
    setEditable(isEditable) {
      if (isEditable === hasSigns) return
      hasSigns = isEditable
      api.setGridOption('columnDefs', columnDefs(options, rowCount))
    },
    setCells(cellAt) {
      latest = { ...latest, cellAt }
      refresh(0, Infinity)
    },
    refresh,
    focus(place) {
      if (place) selection.moveTo({ row: place.row, column: positionOf(String(place.column)) })
      showFocus()
    },
    reveal(place) {
      const at = { row: place.row, column: positionOf(String(place.column)) }
      selection.moveTo(at)
      reveal(at)
    },
    selectAll: () => selection.all(),
    selectColumn: (key, isExtended) => selection.column(positionOf(String(key)), { isExtended }),
    resetSelection: () => selection.reset(),
    selected: () => selection.told(keys),
    keep: () => selection.kept,
    restore(kept) {
      if (!selection.restore(kept)) return false
      reveal(kept.focus)
      return true
    },
    edit: (place) => edit(place, null),
    settle: () => settle(),
    width: () => host.querySelector('.ag-grid-viewport')?.clientWidth ?? host.clientWidth,
  }

  return {
    gridOptions,
    follow: (next) => void (latest = next),
    attach(gridApi, gridHost) {
      api = gridApi
      host = gridHost
      isLeft = false
      api.setGridAriaProperty('label', options().label)
      api.setGridAriaProperty('multiselectable', 'true')
      // Whoever goes from pane to pane comes to the cell that one left.
      host.querySelector('.ag-tab-guard-top')?.setAttribute('data-pane-focus', '')
      const viewport = host.querySelector<HTMLElement>('.ag-grid-viewport')
      host.addEventListener('paste', onPaste)
      for (const kind of PRESSES) host.addEventListener(kind, holdPress, true)
      const stops = [
        () => PRESSES.forEach((kind) => host.removeEventListener(kind, holdPress, true)),
        () => host.removeEventListener('paste', onPaste),
        leaveInput,
        selectByPointer(host, dragSelection(selection, { positionOf, showFocus })),
        viewport ? scrollByWheel(viewport, () => rowCount * rowHeight()) : () => {},
      ]
      return { handle, detach: () => stops.forEach((stop) => stop()) }
    },
  }
}

/** All that a press is made of: cells take the focus with the second, headers act at the click. */
const PRESSES = ['pointerdown', 'mousedown', 'click', 'contextmenu'] as const

/** Rows down and columns to the right. */
const STEPS = { down: [1, 0], up: [-1, 0], right: [0, 1], left: [0, -1] } as const

/** Keys in the order in which columns stand after one was dragged. */
const orderInGrid = (api: GridApi): number[] =>
  api
    .getAllGridColumns()
    .map((column) => Number(column.getColId()))
    .filter((key) => !Number.isNaN(key))

/** Rows of one page: those on screen but one, so that the eye finds its place. */
function pageRows(host: HTMLElement): number {
  const height = host.querySelector('.ag-grid-viewport')?.clientHeight ?? 0
  return Math.max(1, Math.floor((height - HEADER_HEIGHT) / rowHeight()) - 1)
}
