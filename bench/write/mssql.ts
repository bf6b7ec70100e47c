/**
 * Rows into the TDS server of the tests by bulk load: from columns, every decimal exact, beside the
 * client library's own load of arrays, whose decimals are doubles. Per second of the client's own
 * time, since the server's is that of SQLite.
 */
import { TYPES } from 'tedious'
import { mssql } from '../../main/drivers/mssql/index.ts'
import type { Batch } from '../../main/frame/Batch.ts'
import { BatchBuilder } from '../../main/frame/BatchBuilder.ts'
import type { BigIntBuilder, BytesBuilder, DecimalBuilder } from '../../main/frame/ColumnBuilder.ts'
import { openConnection } from '../drivers.ts'
import { isSmall, median, report } from '../report.ts'
import { cpuMs, openTedious } from '../tedious.ts'
import { startTdsServerProcess } from '../tdsServer.ts'

const ROWS = isSmall ? 20_000 : 1_000_000
const ROUNDS = isSmall ? 1 : 3
const BATCH_ROWS = 10_000
const FIRST_TIME_US = 1_700_000_000_000_000n

const server = await startTdsServerProcess()
const connection = await openConnection(mssql, server.url)
const signal = new AbortController().signal
const sink = { openResult: () => ({ write: () => {}, end: () => {} }), message: () => {} }
await connection.run(
  {
    sql: 'CREATE TABLE loaded (id bigint, price decimal(18,4), seen datetime2(6), note nvarchar(50))',
  },
  sink,
  signal,
)
const peer = await openTedious(server.url)

async function* batches(): AsyncGenerator<Batch> {
  const builder = new BatchBuilder([
    { kind: 'int64' },
    { kind: 'decimal', precision: 18, scale: 4 },
    { kind: 'timestamp', unit: 'us', zone: null },
    { kind: 'text' },
  ])
  for (let at = 0; at < ROWS; at++) {
    const [id, price, seen, note] = builder.columns
    ;(id as BigIntBuilder).append(BigInt(at))
    ;(price as DecimalBuilder).append(BigInt(at) * 1_234n)
    ;(seen as BigIntBuilder).append(FIRST_TIME_US + BigInt(at))
    ;(note as BytesBuilder).appendText(`row ${at}`)
    builder.endRow()
    if (builder.rowCount === BATCH_ROWS) yield builder.take()
  }
}

async function ours(): Promise<void> {
  const columns = ['id', 'price', 'seen', 'note']
  await connection.bulkInsert!({ schema: '', table: 'loaded', columns, batches: batches() }, signal)
}

function* arrays(): Generator<unknown[]> {
  for (let at = 0; at < ROWS; at++)
    yield [
      BigInt(at),
      (at * 1_234) / 10_000,
      new Date(Number(FIRST_TIME_US) / 1_000 + at / 1_000),
      `row ${at}`,
    ]
}

const theirs = () =>
  new Promise<void>((resolve, reject) => {
    const load = peer.newBulkLoad('loaded', { keepNulls: true }, (error) =>
      error ? reject(error) : resolve(),
    )
    load.addColumn('id', TYPES.BigInt, { nullable: true })
    load.addColumn('price', TYPES.Decimal, { precision: 18, scale: 4, nullable: true })
    load.addColumn('seen', TYPES.DateTime2, { scale: 6, nullable: true })
    load.addColumn('note', TYPES.NVarChar, { length: 50, nullable: true })
    peer.execBulkLoad(load, arrays())
  })

const oursMs: number[] = []
const theirsMs: number[] = []
for (let round = 0; round < ROUNDS; round++) {
  theirsMs.push(await cpuMs(theirs))
  oursMs.push(await cpuMs(ours))
}
const rate = (times: number[]) => Math.round(ROWS / (median(times) / 1_000))
const value = rate(oursMs)
const peerValue = rate(theirsMs)
report(
  {
    ...{ bench: 'write/mssql', case: `${ROWS} rows × 4`, value, unit: 'rows/s of CPU' },
    ...{ peer: 'bulk load of tedious', peerValue },
  },
  { isLessBetter: false },
)
peer.close()
connection.destroy()
server.stop()
