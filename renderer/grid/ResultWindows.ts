import type { Column } from '../../contract/columns.ts'
import { toWireError, type WireError } from '../../contract/errors.ts'
import { api } from '../api/api.ts'
import { formatBytes } from '../results/formatAmounts.ts'
import type { GridCell } from '../ui/dataGrid.ts'
import { decodeWindow, type CellContent, type DecodedWindow } from './decodeWindow.ts'
import { WindowCache, type RowRange } from './WindowCache.ts'

/** Cells of one request: some 500 rows of 30 columns, 50 rows of 500. */
const WINDOW_CELLS = 16_384
const MAX_BLOCKS = 24
/** Rows that decide how wide columns are at first. */
const SAMPLED_ROWS = 100

const LOADING: GridCell = { text: '', state: 'loading', note: null }
const NULL: GridCell = { text: 'NULL', state: 'null', note: null }

export type WindowsState = {
  /** Texts of a column's first rows; null until they are here. */
  readonly sample: ((column: number) => string[]) | null
  /** Why rows are missing; null: none are. */
  readonly error: WireError | null
}

/** The part of one result that is looked at. */
export class ResultWindows {
  readonly #cache: WindowCache<DecodedWindow>
  readonly #stateListeners = new Set<() => void>()
  #resultId: string
  #columns: readonly Column[]
  #state: WindowsState = { sample: null, error: null }
  /** How many rows the sample has. */
  #sampledRows = -1
  #shown: RowRange = { from: 0, to: 0 }
  #onRows: (from: number, to: number) => void = () => {}

  constructor(resultId: string, columns: readonly Column[]) {
    this.#resultId = resultId
    this.#columns = columns
    this.#cache = new WindowCache({
      blockRows: blockRows(columns.length),
      maxBlocks: MAX_BLOCKS,
      load: (range, signal) => this.#load(range, signal),
      onLoaded: (range) => this.#loaded(range),
      onFailed: (failure) => this.#setState({ error: toWireError(failure) }),
    })
  }

  get state(): WindowsState {
    return this.#state
  }

  readonly onState = (listener: () => void): (() => void) => {
    this.#stateListeners.add(listener)
    return () => this.#stateListeners.delete(listener)
  }

  /** Follows a result that may grow, until the function that comes back is called. */
  open(onRows: (from: number, to: number) => void): () => void {
    this.#onRows = onRows
    this.#cache.show({ from: 0, to: SAMPLED_ROWS })
    return () => this.#cache.dispose()
  }

  setRowCount(rowCount: number): void {
    this.#cache.setRowCount(rowCount)
  }

  /** Goes on with other rows of the same columns: the result itself, or a view of it. */
  setResult(resultId: string, rowCount: number): void {
    if (resultId === this.#resultId) return
    this.#resultId = resultId
    this.#cache.setRowCount(rowCount)
    this.#cache.clear()
  }

  /** Columns whose type had to widen are encoded anew. */
  setColumns(columns: readonly Column[]): void {
    if (columns === this.#columns) return
    this.#columns = columns
    this.#cache.clear()
  }

  readonly show = (from: number, to: number): void => {
    // A grid without rows shows nothing; what is asked for until then is the sample.
    if (from >= to) return
    this.#shown = { from, to }
    this.#cache.show({ from, to })
  }

  /** Null while the row is not here. */
  readonly contentAt = (row: number, column: number, zone?: string): CellContent | null =>
    this.#cache.blockOf(row)?.cell(row, column, zone) ?? null

  /** The number a row has in the result, whatever view is on it; null while it is not here. */
  readonly sourceRow = (row: number): number | null =>
    this.#cache.blockOf(row)?.sourceRow(row) ?? null

  /** As it is shown: moments stand in `zone`. */
  cellAt(row: number, column: number, zone: string): GridCell {
    return gridCell(this.#cache.blockOf(row)?.cell(row, column, zone) ?? null)
  }

  /** Texts of a column in the rows on screen that are here. */
  shownTexts(column: number): string[] {
    const { from, to } = this.#shown
    return Array.from({ length: to - from }, (_, at) => this.contentAt(from + at, column)).flatMap(
      (content) => (content?.kind === 'text' ? [content.text] : []),
    )
  }

  readonly retry = (): void => {
    this.#setState({ error: null })
    this.#cache.clear()
  }

  async #load({ from, to }: RowRange, signal: AbortSignal) {
    const [window, arrow] = await Promise.all([
      api.call('results.window', { resultId: this.#resultId, from, to }, { signal }),
      import('apache-arrow'),
    ])
    return decodeWindow(window, this.#columns, arrow)
  }

  #loaded({ from, to }: RowRange): void {
    const first = from === 0 ? this.#cache.blockOf(0) : undefined
    const rowCount = Math.min(first?.rowCount ?? 0, SAMPLED_ROWS)
    // The first rows come alone where the others take long: then they are too few to go by.
    const isBetter = first !== undefined && rowCount > this.#sampledRows
    const sample = isBetter ? sampler(first) : this.#state.sample
    this.#sampledRows = Math.max(this.#sampledRows, rowCount)
    if (sample !== this.#state.sample || this.#state.error) this.#setState({ sample, error: null })
    this.#onRows(from, to)
  }

  #setState(change: Partial<WindowsState>): void {
    this.#state = { ...this.#state, ...change }
    for (const listener of this.#stateListeners) listener()
  }
}

const blockRows = (columnCount: number): number =>
  Math.min(500, Math.max(50, Math.floor(WINDOW_CELLS / Math.max(1, columnCount))))

function gridCell(content: CellContent | null): GridCell {
  if (content === null) return LOADING
  if (content.kind === 'null') return NULL
  const { text, sizeBytes } = content
  const note = sizeBytes === null ? null : formatBytes(sizeBytes)
  return { text, state: text === '' ? 'empty' : 'value', note }
}

const sampler =
  (window: DecodedWindow) =>
  (column: number): string[] => {
    const rowCount = Math.min(window.rowCount, SAMPLED_ROWS)
    return Array.from({ length: rowCount }, (_, row) => gridCell(window.cell(row, column)).text)
  }
