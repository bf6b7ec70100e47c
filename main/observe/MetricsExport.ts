import { createServer, type Server } from 'node:http'
import type { MetricsExportSettings } from '../../contract/metricsExport.ts'
import type { PoolStats } from '../../contract/pools.ts'
import type { Clock } from '../clock.ts'
import type { Logger } from '../logger.ts'
import { openTelemetryMetrics } from './openTelemetryMetrics.ts'
import { prometheusText } from './prometheusText.ts'

const HOST = '127.0.0.1'
const SEND_TIMEOUT_MS = 5_000

export type MetricsExportOptions = {
  readonly stats: () => PoolStats[]
  readonly version: string
  readonly clock: Clock
  readonly logger: Logger
}

/** Tells other programs the figures of the pools, as far as it is switched on. */
export class MetricsExport {
  readonly #options: MetricsExportOptions
  #settings = ''
  #server: Server | null = null
  #cancelSend: (() => void) | null = null
  /** So that a collector that is away is not told every time. */
  #hasFailed = false

  constructor(options: MetricsExportOptions) {
    this.#options = options
  }

  /** Serves and sends as asked from now on; what was asked before ends. */
  apply({ prometheusPort, openTelemetryUrl, openTelemetryEveryS }: MetricsExportSettings): void {
    const settings = JSON.stringify([prometheusPort, openTelemetryUrl, openTelemetryEveryS])
    if (settings === this.#settings) return
    this.stop()
    this.#settings = settings
    if (prometheusPort !== null) this.#serve(prometheusPort)
    if (openTelemetryUrl !== null) this.#sendEvery(openTelemetryUrl, openTelemetryEveryS * 1_000)
  }

  stop(): void {
    this.#settings = ''
    this.#server?.close()
    this.#server?.closeAllConnections()
    this.#server = null
    this.#cancelSend?.()
    this.#cancelSend = null
    this.#hasFailed = false
  }

  #serve(port: number): void {
    const { stats, logger } = this.#options
    const server = createServer((request, response) => {
      // A page of the web that has its name led here must not read them.
      const isOurs = ['127.0.0.1', 'localhost'].includes(hostOf(request.headers.host))
      if (!isOurs || request.method !== 'GET' || request.url !== '/metrics')
        return void response.writeHead(404).end()
      response.writeHead(200, { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' })
      response.end(prometheusText(stats()))
    })
    server.on('error', (error) =>
      logger.error({ err: error, port }, 'Metrics cannot be served to Prometheus at this port.'),
    )
    server.listen(port, HOST).unref()
    this.#server = server
  }

  #sendEvery(url: string, everyMs: number): void {
    const { clock } = this.#options
    this.#cancelSend = clock.setTimer(() => {
      this.#sendEvery(url, everyMs)
      void this.#send(url)
    }, everyMs)
  }

  async #send(url: string): Promise<void> {
    const { stats, version, clock, logger } = this.#options
    try {
      const body = openTelemetryMetrics(stats(), { version, atMs: clock.wallClockMs() })
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(SEND_TIMEOUT_MS),
      })
      await response.body?.cancel()
      if (!response.ok) throw new Error(`It answered ${response.status}.`)
      this.#hasFailed = false
    } catch (error) {
      if (this.#hasFailed) return
      this.#hasFailed = true
      logger.warn(
        { err: error, url },
        'Metrics could not be sent to OpenTelemetry; it is tried on.',
      )
    }
  }
}

const hostOf = (header = ''): string => header.replace(/:\d+$/, '')
