import type { Column } from '../../../contract/columns.ts'
import { TimeSlice } from '../../frame/TimeSlice.ts'
import { BytesBuilder } from '../../frame/ColumnBuilder.ts'
import type { RunSink } from '../driver.ts'
import { InfluxTable, serverTypeOf, typeOf } from './InfluxTable.ts'
import { MsgpackReader, type Scalar } from './MsgpackReader.ts'
import { serverError } from './responseError.ts'
import { type StatementKind, statementKinds } from './statements.ts'

/** What stands in front of the rows of a series. */
type SeriesHead = {
  readonly name: string
  readonly tags: readonly (readonly [name: string, value: string])[]
  readonly columns: readonly string[]
}

export type InfluxqlResponse = {
  readonly sql: string
  readonly sink: RunSink
}

/** Rows looked at for the types of columns, whose first values may be NULL. */
const SAMPLE_ROWS = 1_000

/**
 * Reads the chunks of a response to InfluxQL: in each, results; in each, series; in each, rows
 * (InfluxDB's manual, "API reference", /query). Series that differ by tags alone make one table.
 */
export async function readInfluxql(
  pieces: AsyncIterable<Uint8Array>,
  response: InfluxqlResponse,
): Promise<void> {
  const reading = new InfluxqlReading(new MsgpackReader(pieces), response)
  await reading.run()
}

class InfluxqlReading {
  readonly #reader: MsgpackReader
  readonly #response: InfluxqlResponse
  readonly #slice = new TimeSlice()
  readonly #kinds: readonly StatementKind[]
  #statement = 0
  #table: {
    readonly statement: number
    readonly shape: string
    readonly rows: InfluxTable
  } | null = null

  constructor(reader: MsgpackReader, response: InfluxqlResponse) {
    this.#reader = reader
    this.#response = response
    this.#kinds = statementKinds(response.sql)
  }

  async run(): Promise<void> {
    const reader = this.#reader
    while (!reader.isAtEnd || (await reader.more()))
      await this.#map({
        error: () => this.#fail(),
        results: () => this.#list(() => this.#result()),
      })
    await this.#table?.rows.end()
  }

  async #fail(): Promise<never> {
    const text = await this.#reader.whole(() => this.#reader.text())
    throw serverError(text, { sql: this.#response.sql })
  }

  get #kind(): StatementKind {
    return this.#kinds[this.#statement] ?? { isSelect: false, namesMeasurements: false }
  }

  async #result(): Promise<void> {
    let hasSeries = false
    await this.#map({
      statement_id: async () =>
        void (this.#statement = Number(await this.#reader.whole(() => this.#reader.scalar()))),
      error: () => this.#fail(),
      messages: () => this.#list(() => this.#message()),
      series: () =>
        this.#list(async () => {
          hasSeries = true
          await this.#series()
        }),
    })
    // Nothing was found, of which only the time is known.
    if (!hasSeries && this.#kind.isSelect && this.#table?.statement !== this.#statement)
      await this.#open({ name: '', tags: [], columns: ['time'] }, [])
  }

  async #message(): Promise<void> {
    let severity = 'NOTICE'
    let text = ''
    const word = () => this.#reader.whole(() => this.#reader.text())
    await this.#map({
      level: async () => void (severity = (await word()).toUpperCase()),
      text: async () => void (text = await word()),
    })
    this.#response.sink.message({ severity, text })
  }

  async #series(): Promise<void> {
    const reader = this.#reader
    let name = ''
    let tags: [string, string][] = []
    let columns: string[] = []
    await this.#map({
      name: async () => void (name = await reader.whole(() => reader.text())),
      tags: async () => void (tags = await reader.whole(() => this.#tags())),
      columns: async () => void (columns = await reader.whole(() => this.#texts())),
      values: () => this.#rows({ name, tags, columns }),
    })
    // There may be many series of few rows.
    await this.#slice.breathe()
  }

  async #rows(head: SeriesHead): Promise<void> {
    const reader = this.#reader
    let left = await reader.whole(() => reader.arrayLength())
    const sample: Scalar[][] = []
    const leading = this.#leadingCells(head)
    if (!this.#table || this.#table.shape !== this.#shapeOf(head)) {
      for (; left > 0 && sample.length < SAMPLE_ROWS; left--)
        sample.push(await reader.whole(() => this.#row()))
      await this.#open(head, sample)
    }
    const { rows } = this.#table!
    for (const cells of sample) {
      leading.forEach(([, value], index) => rows.append(index, value))
      cells.forEach((cell, index) => rows.append(leading.length + index, cell))
      await rows.endRow()
    }
    await this.#stream(left, leading, rows)
  }

  #shapeOf(head: SeriesHead): string {
    const { name, columns } = head
    const leading = this.#leadingCells(head).map(([tag]) => tag)
    return JSON.stringify([this.#statement, this.#kind.isSelect ? name : '', leading, columns])
  }

  /** The types of columns are those of the first values in the sample. */
  async #open(head: SeriesHead, sample: readonly Scalar[][]): Promise<void> {
    await this.#table?.rows.end()
    const columns = columnsOf(this.#leadingCells(head), head.columns, sample)
    this.#table = {
      statement: this.#statement,
      shape: this.#shapeOf(head),
      rows: new InfluxTable(this.#response.sink, columns),
    }
  }

  /** The road that millions of rows take: from the bytes of the response into columns. */
  async #stream(
    rowCount: number,
    leading: readonly (readonly [string, string])[],
    rows: InfluxTable,
  ): Promise<void> {
    const reader = this.#reader
    for (let left = rowCount; left > 0; left--) {
      while (!reader.hasValue())
        if (!(await reader.more())) throw new Error('The response ends in the midst of a row')
      for (let index = 0; index < leading.length; index++) rows.append(index, leading[index]![1])
      const count = reader.arrayLength()
      for (let index = leading.length; index < leading.length + count; index++) {
        const column = rows.columns[index]!
        const isPlainText = column instanceof BytesBuilder && column.type.kind === 'text'
        if (!isPlainText || !reader.appendText(column)) rows.append(index, reader.scalar())
      }
      const written = rows.endRow()
      if (written) await written
      if ((left & 0x3ff) === 0) await this.#slice.breathe()
    }
  }

  /** What tells a row's series: its tags, and where it is no SELECT its measurement. */
  #leadingCells({ name, tags }: SeriesHead): readonly (readonly [string, string])[] {
    if (!this.#kind.namesMeasurements) return tags
    return [['measurement', name], ...tags]
  }

  #row(): Scalar[] {
    return Array.from({ length: this.#reader.arrayLength() }, () => this.#reader.scalar())
  }

  #texts(): string[] {
    return Array.from({ length: this.#reader.arrayLength() }, () => this.#reader.text())
  }

  /** The server gives them in any order. */
  #tags(): [string, string][] {
    const tags = Array.from({ length: this.#reader.mapLength() }, (): [string, string] => [
      this.#reader.text(),
      this.#reader.text(),
    ])
    return tags.sort(([a], [b]) => (a < b ? -1 : 1))
  }

  /** Reads what is known of a map, and passes over the rest. */
  async #map(known: Readonly<Record<string, () => Promise<void>>>): Promise<void> {
    const reader = this.#reader
    const length = await reader.whole(() => reader.mapLength())
    for (let entry = 0; entry < length; entry++) {
      const read = known[await reader.whole(() => reader.text())]
      if (read) await read()
      else await reader.whole(() => reader.skip())
    }
  }

  async #list(read: () => Promise<void>): Promise<void> {
    const length = await this.#reader.whole(() => this.#reader.arrayLength())
    for (let index = 0; index < length; index++) await read()
  }
}

function columnsOf(
  leading: readonly (readonly [string, string])[],
  names: readonly string[],
  sample: readonly Scalar[][],
): Column[] {
  return [
    ...leading.map(([name]): Column => ({ name, type: { kind: 'text' }, serverType: 'tag' })),
    ...names.map((name, index): Column => {
      const first = sample.find((cells) => cells[index] !== null)?.[index] ?? null
      // Asked for in nanoseconds.
      if (name === 'time' && typeof first === 'bigint')
        return { name, type: { kind: 'timestamp', unit: 'ns', zone: 'UTC' }, serverType: 'time' }
      return { name, type: typeOf(first), serverType: serverTypeOf(first) }
    }),
  ]
}
