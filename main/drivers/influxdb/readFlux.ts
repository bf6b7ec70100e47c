import { Readable } from 'node:stream'
import { parse } from 'csv-parse'
import type { Column, ColumnType } from '../../../contract/columns.ts'
import type { RunSink } from '../driver.ts'
import { InfluxTable } from './InfluxTable.ts'
import { parseTime } from './parseTime.ts'
import type { Scalar } from './MsgpackReader.ts'
import { serverError } from './responseError.ts'

type Cell = { readonly type: ColumnType; read(text: string): Scalar }

/** By the type that the annotation names (InfluxDB's manual, "Annotated CSV"). */
const CELLS: Readonly<Record<string, Cell>> = {
  boolean: { type: { kind: 'bool' }, read: (text) => text === 'true' },
  long: { type: { kind: 'int64' }, read: BigInt },
  unsignedLong: { type: { kind: 'text', mark: 'decimal' }, read: BigInt },
  double: { type: { kind: 'float64' }, read: readReal },
  'dateTime:RFC3339': { type: { kind: 'timestamp', unit: 'ns', zone: 'UTC' }, read: parseTime },
  'dateTime:RFC3339Nano': { type: { kind: 'timestamp', unit: 'ns', zone: 'UTC' }, read: parseTime },
  duration: { type: { kind: 'text', mark: 'interval' }, read: (text) => text },
}
const TEXT: Cell = { type: { kind: 'text' }, read: (text) => text }

/** Reads annotated CSV: each table begins with its annotations and its header. */
export async function readFlux(
  pieces: AsyncIterable<Uint8Array>,
  { sink }: { readonly sink: RunSink },
): Promise<void> {
  const reading = new FluxReading(sink)
  const records = Readable.from(pieces, { objectMode: false }).pipe(
    parse({ relax_column_count: true, skip_empty_lines: true }),
  )
  for await (const record of records) await reading.record(record as string[])
  await reading.end()
}

class FluxReading {
  readonly #sink: RunSink
  #types: readonly string[] = []
  #defaults: readonly string[] = []
  #isHeaderNext = false
  /** The table tells why the server breaks off. */
  #isErrorNext = false
  #cells: readonly Cell[] = []
  #table: { readonly shape: string; readonly rows: InfluxTable } | null = null

  constructor(sink: RunSink) {
    this.#sink = sink
  }

  async record([annotation = '', ...values]: string[]): Promise<void> {
    if (annotation === '#datatype') this.#types = values
    if (annotation === '#default') this.#defaults = values
    if (annotation.startsWith('#')) this.#isHeaderNext = true
    else if (this.#isErrorNext) throw serverError(values[0] || 'The server broke the query off')
    else if (this.#isHeaderNext || !this.#table) await this.#open(values)
    else await this.#row(values)
  }

  async end(): Promise<void> {
    await this.#table?.rows.end()
  }

  /** Tables with the same columns make one. */
  async #open(names: readonly string[]): Promise<void> {
    this.#isHeaderNext = false
    this.#isErrorNext = names[0] === 'error'
    if (this.#isErrorNext) return
    const shape = JSON.stringify([names, this.#types])
    if (this.#table?.shape === shape) return
    await this.#table?.rows.end()
    this.#cells = names.map((_, index) => CELLS[this.#types[index] ?? ''] ?? TEXT)
    const columns = names.map((name, index): Column => ({
      name,
      type: this.#cells[index]!.type,
      serverType: this.#types[index] ?? 'string',
    }))
    this.#table = { shape, rows: new InfluxTable(this.#sink, columns) }
  }

  async #row(values: readonly string[]): Promise<void> {
    const { rows } = this.#table!
    this.#cells.forEach((cell, index) => {
      const text = values[index] || this.#defaults[index] || ''
      rows.append(index, text === '' && cell !== TEXT ? null : cell.read(text))
    })
    const written = rows.endRow()
    if (written) await written
  }
}

function readReal(text: string): number {
  if (text === '+Inf') return Infinity
  return text === '-Inf' ? -Infinity : Number(text)
}
