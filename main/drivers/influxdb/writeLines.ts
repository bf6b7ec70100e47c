import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { WorkbenchError } from '../../../contract/errors.ts'
import type { PointRole } from '../../../contract/pointColumns.ts'
import type { BulkLoad, BulkOutcome } from '../bulkLoad.ts'
import type { Batch } from '../../frame/Batch.ts'
import type { HttpClient } from './HttpClient.ts'
import type { InfluxConnection } from './InfluxConnection.ts'
import { atRow, LineWriter, type LineColumn } from './lineProtocol.ts'
import type { Login } from './login.ts'
import { tagKeys } from './tagKeys.ts'
import { takeTimes } from './takeTimes.ts'

const compress = promisify(gzip)

/** Writes batches as line protocol, one request a batch, packed. */
export async function writeLines(
  client: HttpClient,
  connection: Pick<InfluxConnection, 'ask' | 'login'>,
  { schema, table, columns, points, batches }: BulkLoad,
  signal: AbortSignal,
): Promise<BulkOutcome> {
  const { login } = connection
  const database = schema || login.database
  if (database === '')
    throw new WorkbenchError('invalid-request', 'Name the database that the points go into.')
  const roles = points
    ? lineColumns(columns, points)
    : await usualColumns(connection, columns, { database, measurement: table }, signal)
  const writer = new LineWriter(table, roles)
  const post = async (lines: readonly string[]): Promise<void> => {
    const body = await compress(lines.join(''), { level: 1 })
    const headers = { 'content-encoding': 'gzip', 'content-type': 'text/plain; charset=utf-8' }
    await client.text(
      { method: 'POST', ...writePlace(login, database), headers, body: one(body) },
      signal,
    )
  }
  let writtenRows = 0
  for await (const batch of batches) {
    signal.throwIfAborted()
    const firstNs = writer.hasTime ? 0n : takeTimes(batch.rowCount)
    await writeUpToFault(writer, batch, { firstRow: writtenRows, firstNs, post })
    writtenRows += batch.rowCount
  }
  return { writtenRows }
}

type Post = (lines: readonly string[]) => Promise<void>

/** What stands before a row that is at fault is written, whoever finds the fault. */
async function writeUpToFault(
  writer: LineWriter,
  batch: Batch,
  { firstRow, firstNs, post }: { firstRow: number; firstNs: bigint; post: Post },
): Promise<void> {
  const { lines, fault } = writer.lines(batch, firstRow, (row) => firstNs + BigInt(row))
  if (lines.length > 0) {
    const error = await refusalOf(lines, post)
    if (error) throw (await findRefused(lines, firstRow, post)) ?? error
  }
  if (fault) throw fault
}

/** What the server has against the points; null: it took them. */
async function refusalOf(lines: readonly string[], post: Post): Promise<WorkbenchError | null> {
  try {
    await post(lines)
    return null
  } catch (error) {
    if (error instanceof WorkbenchError && error.code === 'constraint-violation') return error
    throw error
  }
}

/**
 * The first line that the server refuses, looked for by halves: it says that it dropped points, and not
 * which. A point written twice is the same point.
 */
async function findRefused(
  lines: readonly string[],
  firstRow: number,
  post: Post,
): Promise<WorkbenchError | null> {
  let from = 0
  let to = lines.length
  while (to - from > 1) {
    const middle = (from + to) >> 1
    if (await refusalOf(lines.slice(from, middle), post)) to = middle
    else from = middle
  }
  const error = await refusalOf(lines.slice(from, to), post)
  return error && atRow(error, firstRow + from)
}

async function* one(piece: Uint8Array): AsyncGenerator<Uint8Array> {
  yield piece
}

export const lineColumns = (
  columns: readonly string[],
  points: NonNullable<BulkLoad['points']>,
): LineColumn[] => columns.map((name, index) => ({ ...points[index]!, name }))

/** What is a tag of the measurement so far stays one; the rest are fields. */
async function usualColumns(
  connection: Pick<InfluxConnection, 'ask' | 'login'>,
  columns: readonly string[],
  place: { readonly database: string; readonly measurement: string },
  signal: AbortSignal,
): Promise<LineColumn[]> {
  const tags = await tagKeys(connection, place, signal)
  const roleOf = (name: string): PointRole => {
    if (name === 'time' || name === '_time') return 'time'
    return tags.has(name) ? 'tag' : 'field'
  }
  return columns.map((name) => ({ name, role: roleOf(name) }))
}

function writePlace({ language, organization }: Login, database: string) {
  switch (language) {
    case 'influxql':
      return { path: '/write', parameters: { db: database, precision: 'ns' } }
    case 'flux':
      return {
        path: '/api/v2/write',
        parameters: { org: organization, bucket: database, precision: 'ns' },
      }
    case 'sql':
      return { path: '/api/v3/write_lp', parameters: { db: database, precision: 'nanosecond' } }
  }
}
