import type { Column } from '../../../contract/columns.ts'
import type { RunSink } from '../driver.ts'
import { InfluxTable, serverTypeOf, typeOf } from './InfluxTable.ts'
import type { Scalar } from './MsgpackReader.ts'
import { parseTime } from './parseTime.ts'

type Row = ReadonlyMap<string, Scalar>

/** Rows whose names are looked at for the columns: NULLs are left out of a line. */
const SAMPLE_ROWS = 1_000

/** Reads rows of `/api/v3/query_sql` as `jsonl`: an object a line, integers with all their digits. */
export async function readJsonLines(
  pieces: AsyncIterable<Uint8Array>,
  { sink }: { readonly sink: RunSink },
): Promise<void> {
  const sample: Row[] = []
  let table: OpenTable | null = null
  for await (const line of linesOf(pieces)) {
    const row = readRow(line)
    if (!table && sample.push(row) < SAMPLE_ROWS) continue
    if (!table) {
      table = await openTable(sink, sample)
      continue
    }
    // A column that no row so far had a value in.
    if ([...row.keys()].some((name) => !table!.names.includes(name))) {
      await table.rows.end()
      table = await openTable(sink, [row])
    } else await addRow(table, row)
  }
  table ??= sample.length > 0 ? await openTable(sink, sample) : null
  await table?.rows.end()
}

type OpenTable = {
  readonly names: readonly string[]
  readonly times: ReadonlySet<string>
  readonly rows: InfluxTable
}

async function openTable(sink: RunSink, sample: readonly Row[]): Promise<OpenTable> {
  const names = [...new Set(sample.flatMap((row) => [...row.keys()]))]
  const times = new Set<string>()
  const columns = names.map((name): Column => {
    const values = sample.flatMap((row) => row.get(name) ?? [])
    if (values.every((value) => typeof value === 'string' && parseTime(value) !== null)) {
      times.add(name)
      return {
        name,
        type: { kind: 'timestamp', unit: 'ns', zone: name === 'time' ? 'UTC' : null },
        serverType: 'timestamp',
      }
    }
    return { name, type: typeOf(values[0] ?? null), serverType: serverTypeOf(values[0] ?? null) }
  })
  const table = { names, times, rows: new InfluxTable(sink, columns) }
  for (const row of sample) await addRow(table, row)
  return table
}

async function addRow({ names, times, rows }: OpenTable, row: Row): Promise<void> {
  names.forEach((name, index) => {
    const value = row.get(name) ?? null
    const isTime = times.has(name) && typeof value === 'string'
    rows.append(index, isTime ? (parseTime(value) ?? value) : value)
  })
  await rows.endRow()
}

/** What Node's `JSON.parse` tells of a value beside the value: its text. */
type Source = { readonly source?: string }

/** Integers as bigint, reals as number; lists and objects within as JSON text. */
function readRow(line: string): Row {
  const exact = (_key: string, value: unknown, { source }: Source): unknown =>
    typeof value === 'number' && source !== undefined && /^-?\d+$/.test(source)
      ? BigInt(source)
      : value
  const parse = JSON.parse as (text: string, reviver: typeof exact) => Record<string, unknown>
  return new Map(Object.entries(parse(line, exact)).map(([name, value]) => [name, scalarOf(value)]))
}

const scalarOf = (value: unknown): Scalar =>
  typeof value === 'object' && value !== null
    ? JSON.stringify(value, (_key, inner: unknown) =>
        typeof inner === 'bigint' ? String(inner) : inner,
      )
    : (value as Scalar)

async function* linesOf(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const piece of pieces) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) if (line.trim() !== '') yield line
  }
  if (rest.trim() !== '') yield rest
}
