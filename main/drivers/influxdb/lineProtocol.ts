import { cellText } from '../../../contract/cellText.ts'
import { WorkbenchError } from '../../../contract/errors.ts'
import {
  NANOSECONDS,
  type PointColumn,
  type PointRole,
  type TimeUnit,
} from '../../../contract/pointColumns.ts'
import type { Batch, ColumnData } from '../../frame/Batch.ts'
import { readCell } from '../../frame/readCell.ts'

/** What a column is in line protocol. */
export type LineColumn = PointColumn & { readonly name: string }

const DAY_NS = 86_400n * NANOSECONDS.s
/** What the server keeps: years 1677 to 2262, without the two ends. */
const LAST_NS = 2n ** 63n - 2n

const escapeName = (name: string): string => name.replaceAll(/[ ,=\\]/g, '\\$&')
const escapeMeasurement = (name: string): string => name.replaceAll(/[ ,\\]/g, '\\$&')

type Written = (column: ColumnData, row: number) => string | null
type PlacedColumn = { readonly index: number; readonly key: string; readonly write: Written }

/** Writes rows as line protocol, a line a row (InfluxDB's manual, "Line protocol reference"). */
export class LineWriter {
  readonly #measurement: string
  readonly #tags: readonly PlacedColumn[]
  readonly #fields: readonly PlacedColumn[]
  readonly #time: { readonly index: number; readonly unit: TimeUnit } | null

  constructor(measurement: string, columns: readonly LineColumn[]) {
    const placed = (role: PointRole, write: Written): PlacedColumn[] =>
      columns.flatMap((column, index) =>
        column.role === role ? [{ index, key: escapeName(column.name), write }] : [],
      )
    this.#measurement = escapeMeasurement(measurement)
    this.#tags = placed('tag', tagText)
    this.#fields = placed('field', fieldText)
    const index = columns.findIndex(({ role }) => role === 'time')
    this.#time = index < 0 ? null : { index, unit: columns[index]!.unit ?? 'ns' }
  }

  /** Whether the times stand in a column, and need not be made up. */
  get hasTime(): boolean {
    return this.#time !== null
  }

  /**
   * Each row's line, up to the first that is no point: the fault is a `constraint-violation` with its
   * row. `timeOf` gives the times where there is no column of them.
   */
  lines(
    batch: Batch,
    firstRow: number,
    timeOf: (row: number) => bigint,
  ): { readonly lines: string[]; readonly fault: WorkbenchError | null } {
    const lines: string[] = []
    try {
      for (let row = 0; row < batch.rowCount; row++) lines.push(this.#line(batch, row, timeOf))
      return { lines, fault: null }
    } catch (error) {
      if (!(error instanceof WorkbenchError)) throw error
      return { lines, fault: atRow(error, firstRow + lines.length) }
    }
  }

  #line(batch: Batch, row: number, timeOf: (row: number) => bigint): string {
    const tags = joined(this.#tags, batch, row)
    const fields = joined(this.#fields, batch, row)
    if (fields === '') throw refusal('It has no field with a value, and a point needs one.')
    const time = this.#time ? timeText(batch, row, this.#time) : timeOf(row)
    return `${this.#measurement}${tags} ${fields.slice(1)} ${time}\n`
  }

  /** What a row becomes, with names of columns in the places of values. */
  example(columns: readonly LineColumn[]): string {
    const parts = (placed: readonly PlacedColumn[]): string =>
      placed.map(({ key, index }) => `,${key}=<${columns[index]!.name}>`).join('')
    const time = this.#time ? `<${columns[this.#time.index]!.name}>` : '<now>'
    return `${this.#measurement}${parts(this.#tags)} ${parts(this.#fields).slice(1)} ${time}`
  }
}

function joined(columns: readonly PlacedColumn[], batch: Batch, row: number): string {
  let text = ''
  for (const { index, key, write } of columns) {
    const value = write(batch.columns[index]!, row)
    if (value !== null) text += `,${key}=${value}`
  }
  return text
}

/** Tags are text, and none is empty. */
function tagText(column: ColumnData, row: number): string | null {
  const raw = readCell(column, row)
  const text = raw === null ? '' : cellText(column.type, raw)
  return text === '' ? null : escapeName(text).replaceAll('\n', '\\n')
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
      if (Number.isFinite(raw)) return String(raw)
      throw refusal(`InfluxDB keeps no ${String(raw)}: reals have to be finite.`)
    case 'bool':
      return raw ? 'true' : 'false'
    default:
      return `"${cellText(column.type, raw).replaceAll(/["\\]/g, '\\$&')}"`
  }
}

/** Nanoseconds since 1970, whatever the column has. */
function timeText(
  batch: Batch,
  row: number,
  { index, unit }: { readonly index: number; readonly unit: TimeUnit },
): bigint {
  const column = batch.columns[index]!
  const raw = readCell(column, row)
  if (raw === null) throw refusal('It has no time.')
  const { type } = column
  const nanoseconds =
    type.kind === 'timestamp'
      ? (raw as bigint) * NANOSECONDS[type.unit]
      : type.kind === 'date'
        ? BigInt(raw as number) * DAY_NS
        : type.kind.startsWith('int')
          ? BigInt(raw as number | bigint) * NANOSECONDS[unit]
          : null
  if (nanoseconds === null)
    throw refusal(
      `${cellText(type, raw)} is no time: it has to be a timestamp, a day, or a whole number.`,
    )
  if (nanoseconds > LAST_NS || nanoseconds < -LAST_NS)
    throw refusal(
      `The time ${cellText(type, raw)} is outside of the years 1677 to 2262, which InfluxDB keeps.`,
    )
  return nanoseconds
}

const refusal = (message: string): WorkbenchError =>
  new WorkbenchError('constraint-violation', message)

/** The error, which says that it was against this row of a load. */
export const atRow = (error: WorkbenchError, row: number): WorkbenchError =>
  new WorkbenchError(error.code, error.message, {
    details: { ...error.details, row },
    cause: error.cause,
  })
