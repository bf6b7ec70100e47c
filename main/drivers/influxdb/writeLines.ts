import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { WorkbenchError } from '../../../contract/errors.ts'
import type { BulkLoad, BulkOutcome } from '../bulkLoad.ts'
import type { HttpClient } from './HttpClient.ts'
import type { InfluxConnection } from './InfluxConnection.ts'
import { LineWriter, type LineColumn } from './lineProtocol.ts'
import type { Login } from './login.ts'
import { tagKeys } from './tagKeys.ts'

const compress = promisify(gzip)

/** Writes batches as line protocol, one request a batch, packed. */
export async function writeLines(
  client: HttpClient,
  connection: Pick<InfluxConnection, 'ask' | 'login'>,
  { schema, table, columns, batches }: BulkLoad,
  signal: AbortSignal,
): Promise<BulkOutcome> {
  const { login } = connection
  const database = schema || login.database
  if (database === '')
    throw new WorkbenchError('invalid-request', 'Name the database that the points go into.')
  const tags = await tagKeys(connection, { database, measurement: table }, signal)
  const roles = columns.map((name): LineColumn => ({ name, role: roleOf(name, tags) }))
  const writer = new LineWriter(table, roles)
  let writtenRows = 0
  for await (const batch of batches) {
    signal.throwIfAborted()
    const body = await compress(writer.lines(batch, writtenRows), { level: 1 })
    const headers = { 'content-encoding': 'gzip', 'content-type': 'text/plain; charset=utf-8' }
    await client.text(
      { method: 'POST', ...writePlace(login, database), headers, body: one(body) },
      signal,
    )
    writtenRows += batch.rowCount
  }
  return { writtenRows }
}

async function* one(piece: Uint8Array): AsyncGenerator<Uint8Array> {
  yield piece
}

/** What is a tag of the measurement so far stays one; the rest are fields. */
function roleOf(name: string, tags: ReadonlySet<string>): LineColumn['role'] {
  if (name === 'time' || name === '_time') return 'time'
  return tags.has(name) ? 'tag' : 'field'
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
