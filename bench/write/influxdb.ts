/** Rows into InfluxDB 1 as line protocol from columns, beside lines joined by hand and sent plain. */
import { influxdb } from '../../main/drivers/influxdb/index.ts'
import type { Batch } from '../../main/frame/Batch.ts'
import { BatchBuilder } from '../../main/frame/BatchBuilder.ts'
import type { BigIntBuilder, BytesBuilder, NumberBuilder } from '../../main/frame/ColumnBuilder.ts'
import { startInflux } from '../../main/testing/influxServer.ts'
import { elapsedMs, openConnection } from '../drivers.ts'
import { isSmall, median, report } from '../report.ts'

const ROWS = isSmall ? 20_000 : 1_000_000
const ROUNDS = isSmall ? 1 : 5
const BATCH_ROWS = 10_000
const FIRST_TIME = 1_700_000_000_000_000_000n

const server = await startInflux()
await server.query('CREATE DATABASE bench')
const connection = await openConnection(influxdb, `${server.url}/bench`)

async function* batches(): AsyncGenerator<Batch> {
  const builder = new BatchBuilder([
    { kind: 'timestamp', unit: 'ns', zone: 'UTC' },
    { kind: 'float64' },
    { kind: 'int64' },
    { kind: 'text' },
  ])
  for (let at = 0; at < ROWS; at++) {
    const [time, load, n, note] = builder.columns
    ;(time as BigIntBuilder).append(FIRST_TIME + BigInt(at))
    ;(load as NumberBuilder).append(at / 3)
    ;(n as BigIntBuilder).append(BigInt(at))
    ;(note as BytesBuilder).appendText(`point ${at}`)
    builder.endRow()
    if (builder.rowCount === BATCH_ROWS) yield builder.take()
  }
}

const ours = (table: string) =>
  connection.bulkInsert!(
    { schema: 'bench', table, columns: ['time', 'load', 'n', 'note'], batches: batches() },
    new AbortController().signal,
  )

async function plain(table: string): Promise<void> {
  for (let from = 0; from < ROWS; from += BATCH_ROWS) {
    const lines = Array.from({ length: BATCH_ROWS }, (_, index) => {
      const at = from + index
      return `${table} load=${at / 3},n=${at}i,note="point ${at}" ${FIRST_TIME + BigInt(at)}`
    })
    await server.write('bench', lines.join('\n'))
  }
}

const oursMs: number[] = []
const plainMs: number[] = []
for (let round = 0; round < ROUNDS; round++) {
  plainMs.push(await elapsedMs(() => plain(`plain${round}`)))
  oursMs.push(await elapsedMs(() => ours(`ours${round}`)))
}
const rate = (times: number[]) => Math.round(ROWS / (median(times) / 1_000))
const value = rate(oursMs)
const peerValue = rate(plainMs)
report(
  {
    ...{ bench: 'write/influxdb', case: `${ROWS} rows × 4`, value, unit: 'rows/s' },
    ...{ peer: 'lines by hand over HTTP', peerValue },
  },
  { isLessBetter: false },
)
connection.destroy()
await server.stop()
