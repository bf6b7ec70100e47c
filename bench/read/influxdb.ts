/** Points of InfluxDB 1 from the response into columns, beside plain HTTP with `JSON.parse`. */
import { influxdb } from '../../main/drivers/influxdb/index.ts'
import { startInflux } from '../../main/testing/influxServer.ts'
import { countRows, elapsedMs, openConnection } from '../drivers.ts'
import { isSmall, median, report } from '../report.ts'

const POINTS = isSmall ? 20_000 : 1_000_000
const ROUNDS = isSmall ? 1 : 5
const FILL = 10_000
const QUERY = 'SELECT * FROM cpu'

const server = await startInflux()
await server.query('CREATE DATABASE bench')
for (let from = 0; from < POINTS; from += FILL)
  await server.write(
    'bench',
    Array.from({ length: FILL }, (_, index) => {
      const at = from + index
      return `cpu,host=h${at % 10} load=${at / 3},n=${at}i,note="point ${at}" ${1_700_000_000_000_000_000n + BigInt(at)}`
    }).join('\n'),
  )
const connection = await openConnection(influxdb, `${server.url}/bench`)

/** Whole chunks, as a client without columns reads them; times and integers lose digits. */
async function plain(): Promise<number> {
  const parameters = new URLSearchParams({
    ...{ q: QUERY, db: 'bench', epoch: 'ns', chunked: 'true', chunk_size: '5000' },
  })
  const response = await fetch(
    `http://${server.host}:${server.port}/query?${parameters.toString()}`,
  )
  let rowCount = 0
  let rest = ''
  const decoder = new TextDecoder()
  for await (const piece of response.body!) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const { results } = JSON.parse(line) as { results: { series: { values: unknown[] }[] }[] }
      rowCount += results[0]!.series[0]!.values.length
    }
  }
  return rowCount
}

const ours = () => countRows(connection, QUERY)
if ((await ours()) !== POINTS || (await plain()) !== POINTS) throw new Error('Not all points came')
const oursMs: number[] = []
const plainMs: number[] = []
for (let round = 0; round < ROUNDS; round++) {
  plainMs.push(await elapsedMs(plain))
  oursMs.push(await elapsedMs(ours))
}
const rate = (times: number[]) => Math.round(POINTS / (median(times) / 1_000))
const value = rate(oursMs)
const peerValue = rate(plainMs)
report(
  {
    ...{ bench: 'read/influxdb', case: `${POINTS} points × 5`, value, unit: 'points/s' },
    ...{ peer: 'HTTP and JSON.parse', peerValue },
  },
  { isLessBetter: false },
)
connection.destroy()
await server.stop()
