import { cellText } from '../../../contract/cellText.ts'
import { WorkbenchError } from '../../../contract/errors.ts'
import type { Batch, ColumnData } from '../../frame/Batch.ts'
import { readCell } from '../../frame/readCell.ts'

/** What a column is in line protocol. */
export type LineColumn = { readonly name: string; readonly role: 'time' | 'tag' | 'field' }

const escapeName = (name: string): string => name.replaceAll(/[ ,=\\]/g, '\\$&')
const escapeMeasurement = (name: string): string => name.replaceAll(/[ ,\\]/g, '\\$&')

/** Writes rows as line protocol, a line a row (InfluxDB's manual, "Line protocol reference"). */
export class LineWriter {
  readonly #measurement: string
  readonly #columns: readonly (LineColumn & { readonly key: string; readonly index: number })[]

  constructor(measurement: string, columns: readonly LineColumn[]) {
    this.#measurement = escapeMeasurement(measurement)
    this.#columns = columns.map((column, index) => ({
      ...column,
      key: escapeName(column.name),
      index,
    }))
  }

  /** Throws `constraint-violation`, with the row, for one that has no field. */
  lines(batch: Batch, firstRow: number): string {
    let text = ''
    for (let row = 0; row < batch.rowCount; row++) {
      const tags = this.#write(batch, row, 'tag', tagText)
      const fields = this.#write(batch, row, 'field', fieldText)
      const time = this.#write(batch, row, 'time', timeText).slice(1)
      if (fields === '') throw withoutField(firstRow + row)
      text += `${this.#measurement}${tags} ${fields.slice(1)}${time && ` ${time}`}\n`
    }
    return text
  }

  #write(
    batch: Batch,
    row: number,
    role: LineColumn['role'],
    write: (column: ColumnData, row: number) => string | null,
  ): string {
    let text = ''
    for (const column of this.#columns) {
      if (column.role !== role) continue
      const value = write(batch.columns[column.index]!, row)
      if (value === null) continue
      text += role === 'time' ? `,${value}` : `,${column.key}=${value}`
    }
    return text
  }
}

const textOf = (column: ColumnData, row: number): string | null => {
  const raw = readCell(column, row)
  return raw === null ? null : cellText(column.type, raw)
}

/** Tags are text, and none is empty. */
function tagText(column: ColumnData, row: number): string | null {
  const text = textOf(column, row)
  return text === null || text === '' ? null : escapeName(text).replaceAll('\n', '\\n')
}

function fieldText(column: ColumnData, row: number): string | null {
  const raw = readCell(column, row)
  if (raw === null) return null
  switch (column.type.kind) {
    case 'int16':
    case 'int32':
    case 'int64':
      return `${String(raw)}i`
    case 'float32':
    case 'float64':
      return Number.isFinite(raw) ? String(raw) : notWritable(String(raw))
    case 'bool':
      return raw ? 'true' : 'false'
    default:
      return `"${cellText(column.type, raw).replaceAll(/["\\]/g, '\\$&')}"`
  }
}

/** Nanoseconds, whatever unit the column has; a plain integer is taken for them. */
function timeText(column: ColumnData, row: number): string | null {
  const raw = readCell(column, row)
  if (raw === null) return null
  const { type } = column
  if (type.kind === 'timestamp') return String((raw as bigint) * (type.unit === 'us' ? 1_000n : 1n))
  if (type.kind === 'int64') return String(raw)
  return notWritable(cellText(type, raw))
}

function notWritable(text: string): never {
  throw new WorkbenchError(
    'constraint-violation',
    `InfluxDB cannot keep the value ${text}: reals have to be finite, and times timestamps or nanoseconds.`,
  )
}

const withoutField = (row: number): WorkbenchError =>
  new WorkbenchError(
    'constraint-violation',
    `Row ${row + 1} has no field with a value, and a point needs one.`,
    { details: { row } },
  )
