import { type Column, type ColumnType, isNumeric, widen } from '../../contract/columns.ts'
import type { EditedValue, RowChange } from '../../contract/edits.ts'
import type { Batch, ColumnData } from '../frame/Batch.ts'
import { BytesBuilder, createColumnBuilder } from '../frame/ColumnBuilder.ts'
import { type BatchRange, copyColumns } from '../frame/copyColumns.ts'
import type { ReadableResult } from '../frame/ReadableResult.ts'
import { ResultView } from '../frame/ResultView.ts'
import { asciiOf, cellParser } from './import/cellParsers.ts'

type Source = Pick<ReadableResult, 'columns' | 'rowCount' | 'ranges'>
/** A column of one row for each that is staged. */
type StagedRow = ReadonlyMap<number, ColumnData>

/**
 * A result or a view as it is seen where changes of its rows are staged: new values lie over the
 * stored ones, added rows stand behind the others, and rows that are to go are still there.
 */
export class StagedRows implements Source {
  readonly columns: readonly Column[]
  readonly rowCount: number
  readonly #source: ReadableResult
  /** By the number of the row as it is shown. */
  readonly #updates: ReadonlyMap<number, StagedRow>
  readonly #added: readonly StagedRow[]
  /** Those with changes, from the first on. */
  readonly #rows: readonly number[]

  constructor(source: ReadableResult, changes: readonly RowChange[]) {
    const { columns } = source
    const updates = new Map<number, StagedRow>()
    const added: StagedRow[] = []
    const shownRow = shownRowsOf(source)
    for (const change of changes) {
      if (change.kind === 'insert') added.push(stagedRow(change.values, columns))
      if (change.kind !== 'update') continue
      const row = shownRow(change.row)
      if (row !== undefined) updates.set(row, stagedRow(change.values, columns))
    }
    this.#source = source
    this.#updates = updates
    this.#added = added
    this.#rows = [...updates.keys()].toSorted((a, b) => a - b)
    this.columns = widened(columns, [...updates.values(), ...added])
    this.rowCount = source.rowCount + added.length
  }

  async *ranges(from: number, to: number): AsyncGenerator<BatchRange[], void, void> {
    let at = from
    let next = this.#rows.findIndex((row) => row >= from)
    if (next < 0) next = this.#rows.length
    for await (const ranges of this.#source.ranges(from, to)) {
      const staged: BatchRange[] = []
      for (const range of ranges) {
        let start = range.from
        for (; (this.#rows[next] ?? Infinity) < at + range.to - range.from; next++) {
          const row = range.from + this.#rows[next]! - at
          if (row > start) staged.push({ ...range, from: start, to: row })
          staged.push(await this.#changed(range.batch, row, this.#rows[next]!))
          start = row + 1
        }
        if (start < range.to) staged.push({ ...range, from: start })
        at += range.to - range.from
      }
      yield staged
    }
    const { rowCount } = this.#source
    const added = this.#added.slice(Math.max(0, from - rowCount), Math.max(0, to - rowCount))
    if (added.length > 0) yield added.map((row) => this.#addedRange(row))
  }

  async #changed(batch: Batch, row: number, shownRow: number): Promise<BatchRange> {
    const { columns } = await copyColumns({
      ranges: [{ batch, from: row, to: row + 1 }],
      indexes: batch.columns.map((_, index) => index),
      types: batch.columns.map(({ type }) => type),
      cellLimitBytes: Infinity,
    })
    const staged = this.#updates.get(shownRow)!
    return oneRow(columns.map((column, index) => staged.get(index) ?? column))
  }

  #addedRange(row: StagedRow): BatchRange {
    return oneRow(this.columns.map(({ type }, index) => row.get(index) ?? nullColumn(type)))
  }
}

/** The rows as they are seen with these changes staged. */
export const asStaged = (source: ReadableResult, changes: readonly RowChange[]): Source =>
  changes.length === 0 ? source : new StagedRows(source, changes)

const oneRow = (columns: ColumnData[]): BatchRange => ({
  batch: { rowCount: 1, columns },
  from: 0,
  to: 1,
})

/** Where rows of the result are shown; undefined: the view leaves them out. */
function shownRowsOf(source: ReadableResult): (row: number) => number | undefined {
  if (!(source instanceof ResultView)) return (row) => (row < source.rowCount ? row : undefined)
  const places = source.places()
  return (row) => (places[row]! >= 0 ? places[row] : undefined)
}

const stagedRow = (
  values: Extract<RowChange, { kind: 'insert' }>['values'],
  columns: readonly Column[],
): StagedRow =>
  new Map(
    values.flatMap(({ column, value }): [number, ColumnData][] => {
      const known = columns[column]
      return known ? [[column, valueColumn(known.type, value)]] : []
    }),
  )

const nullColumn = (type: ColumnType): ColumnData => {
  const builder = createColumnBuilder(type)
  builder.appendNull()
  return builder.finish()
}

/** In the type of its column where it is a value of that, else as text; a default is not known yet. */
function valueColumn(type: ColumnType, value: EditedValue): ColumnData {
  if (value.kind !== 'text') return nullColumn(type)
  const bytes = Buffer.from(value.text)
  const builder = createColumnBuilder(type)
  if (type.kind === 'any') (builder as BytesBuilder).appendText(tagOf(value.text) + value.text)
  else {
    const parse = cellParser(type, builder, { bytes, asciiAt: asciiOf(bytes), decimalMark: '.' })
    if (!parse(0, bytes.length)) return textColumn(type, value.text)
  }
  return builder.finish()
}

function textColumn(type: ColumnType, text: string): ColumnData {
  const isNumber = isNumeric(type) && Number.isFinite(Number(text))
  const builder = createColumnBuilder({ kind: 'text', ...(isNumber && { mark: 'decimal' }) })
  ;(builder as BytesBuilder).appendText(text)
  return builder.finish()
}

/** The class that SQLite would give it in a column without a type of its own. */
const tagOf = (text: string): 'i' | 'r' | 't' =>
  /^[+-]?\d+$/.test(text) ? 'i' : text.trim() !== '' && Number.isFinite(Number(text)) ? 'r' : 't'

function widened(columns: readonly Column[], rows: readonly StagedRow[]): readonly Column[] {
  return columns.map((column, index) => {
    const type = rows.reduce((known, row) => {
      const staged = row.get(index)
      return staged ? widen(known, staged.type) : known
    }, column.type)
    return type === column.type ? column : { ...column, type }
  })
}
