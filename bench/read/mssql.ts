/**
 * Rows of ten types from the TDS server of the tests into columns, every decimal exact, beside the
 * arrays of the client library, whose decimals are doubles. Per second of the client's own time.
 */
import { Request } from 'tedious'
import { mssql } from '../../main/drivers/mssql/index.ts'
import { countRows, openConnection } from '../drivers.ts'
import { isSmall, median, report } from '../report.ts'
import { cpuMs, openTedious } from '../tedious.ts'
import { startTdsServerProcess } from '../tdsServer.ts'

const ROWS = isSmall ? 5_000 : 100_000
const ROUNDS = isSmall ? 1 : 3

const server = await startTdsServerProcess()
const connection = await openConnection(mssql, server.url)
const peer = await openTedious(server.url)

const SQL = `SELECT CAST(value AS int) AS id, CAST(value * 7919 AS bigint) AS large,
  CAST(value / 3.0 AS float) AS ratio, CAST(CONCAT(CAST(value AS int), '.1234') AS decimal(18,4)) AS amount,
  CAST(CONCAT(CAST(value AS int), '.25') AS money) AS price, CAST(value % 2 AS bit) AS flag,
  CAST('2024-02-29 12:34:56.123456' AS datetime2(6)) AS at, CAST('2024-02-29' AS date) AS day,
  CONCAT('name ', CAST(value AS int)) AS name, CAST('6F9619FF-8B86-D011-B42D-00C04FC964FF' AS uniqueidentifier) AS uuid
  FROM GENERATE_SERIES(1, ${ROWS})`

const ours = async () => {
  if ((await countRows(connection, SQL)) !== ROWS) throw new Error('Not all rows came')
}

const theirs = () =>
  new Promise<void>((resolve, reject) => {
    const rows: unknown[][] = []
    const request = new Request(SQL, (error) => {
      if (error) reject(error)
      else if (rows.length !== ROWS) reject(new Error('Not all rows came'))
      else resolve()
    })
    request.on('row', (columns: { value: unknown }[]) =>
      rows.push(columns.map(({ value }) => value)),
    )
    peer.execSqlBatch(request)
  })

const oursMs: number[] = []
const theirsMs: number[] = []
for (let round = 0; round <= ROUNDS; round++) {
  theirsMs.push(await cpuMs(theirs))
  oursMs.push(await cpuMs(ours))
}
// The first round warms up.
const rate = (times: number[]) => Math.round(ROWS / (median(times.slice(1)) / 1_000))
const value = rate(oursMs)
const peerValue = rate(theirsMs)
report(
  {
    ...{ bench: 'read/mssql', case: `${ROWS} rows × 10`, value, unit: 'rows/s of CPU' },
    ...{ peer: 'arrays of tedious', peerValue },
  },
  { isLessBetter: false },
)
peer.close()
connection.destroy()
server.stop()
