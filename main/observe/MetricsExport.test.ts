import { createServer, type IncomingMessage, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, expect, test } from 'vitest'
import { metricsExportSchema } from '../../contract/metricsExport.ts'
import { silentLogger } from '../logger.ts'
import { FakeClock } from '../testing/fakeClock.ts'
import { statsOf } from '../testing/statsOf.ts'
import { MetricsExport } from './MetricsExport.ts'
import { openTelemetryMetrics } from './openTelemetryMetrics.ts'
import { prometheusText } from './prometheusText.ts'

const latency = { count: 4, p50Ms: 1, p95Ms: 20, p99Ms: 300, maxMs: 400 }
const orders = statsOf('orders', {
  name: 'or"ders\n',
  waiting: 7,
  queryCount: 12,
  queryLatency: latency,
  errorsByCode: { 'acquire-timeout': 2 },
  createdAtMs: 5,
})

const clock = new FakeClock()
const metrics = new MetricsExport({
  stats: () => [orders],
  version: '1.2.3',
  clock,
  logger: silentLogger,
})
afterEach(() => metrics.stop())

const settings = (changes: object) => metricsExportSchema.parse(changes)

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

const ask = (port: number, headers: Record<string, string> = {}): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path: '/metrics', headers }, resolve)
      .on('error', reject)
      .end()
  })

test('Prometheus’ text has each figure of each pool, with names that may hold anything', () => {
  const lines = prometheusText([orders, statsOf('books')]).split('\n')
  expect(lines).toContain('# TYPE sluice_pool_queries_total counter')
  expect(lines).toContain(String.raw`sluice_pool_waiting{pool="or\"ders\n",driver="fake"} 7`)
  expect(lines).toContain('sluice_pool_waiting{pool="books",driver="fake"} 0')
  expect(lines).toContain(
    String.raw`sluice_pool_query_seconds{pool="or\"ders\n",driver="fake",quantile="0.99"} 0.3`,
  )
  expect(lines).toContain(
    String.raw`sluice_pool_errors_total{pool="or\"ders\n",driver="fake",code="acquire-timeout"} 2`,
  )
  // Each line is a comment or a sample of the format.
  const sample = /^[a-z_]+\{([a-z]+="([^"\\\n]|\\.)*",?)+\} [\d.e+-]+$/
  for (const line of lines.slice(0, -1)) expect(line).toMatch(line.startsWith('#') ? /^# / : sample)
})

test('OpenTelemetry is told counters with their beginning, and gauges', () => {
  const message = openTelemetryMetrics([orders], { version: '1.2.3', atMs: 7 }) as {
    resourceMetrics: { scopeMetrics: { metrics: { name: string }[] }[] }[]
  }
  const found = message.resourceMetrics[0]!.scopeMetrics[0]!.metrics
  expect(found.find(({ name }) => name === 'sluice.pool.queries.total')).toMatchObject({
    sum: {
      isMonotonic: true,
      aggregationTemporality: 2,
      dataPoints: [{ asDouble: 12, startTimeUnixNano: '5000000', timeUnixNano: '7000000' }],
    },
  })
  expect(found.find(({ name }) => name === 'sluice.pool.waiting')).toMatchObject({
    gauge: { dataPoints: [{ asDouble: 7 }] },
  })
})

test('nothing listens until it is switched on, and nothing any more once it is off', async () => {
  const port = await freePort()
  metrics.apply(settings({}))
  await expect(ask(port)).rejects.toThrow('ECONNREFUSED')

  metrics.apply(settings({ prometheusPort: port }))
  await expect.poll(async () => (await ask(port)).statusCode).toBe(200)
  expect(await text(await ask(port))).toContain('sluice_pool_waiting')
  // A name of the web that was led to this computer.
  expect((await ask(port, { host: `evil.example:${port}` })).statusCode).toBe(404)

  metrics.apply(settings({}))
  await expect(ask(port)).rejects.toThrow('ECONNREFUSED')
})

test('is sent to OpenTelemetry as often as asked, also after the collector was away', async () => {
  const bodies: string[] = []
  const collector = createServer((asked, response) => {
    void text(asked).then((body) => {
      bodies.push(body)
      response.writeHead(bodies.length === 1 ? 503 : 200).end('{}')
    })
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => collector.once('listening', resolve))
  const { port } = collector.address() as AddressInfo
  const openTelemetryUrl = `http://127.0.0.1:${port}/v1/metrics`
  metrics.apply(settings({ openTelemetryUrl, openTelemetryEveryS: 10 }))
  await clock.advance(10_000)
  await expect.poll(() => bodies).toHaveLength(1)
  await clock.advance(10_000)
  await expect.poll(() => bodies).toHaveLength(2)
  expect(bodies[1]).toContain('sluice.pool.waiting')
  metrics.stop()
  await clock.advance(60_000)
  expect(bodies).toHaveLength(2)
  await new Promise((resolve) => collector.close(resolve))
})
