import { z } from 'zod'

/** Figures of the pools for other programs; nothing is sent or served unless it is asked for. */
export const metricsExportSchema = z.strictObject({
  /** Serves them to Prometheus at `http://127.0.0.1:PORT/metrics`; null: not at all. */
  prometheusPort: z.int().min(1).max(65_535).nullable().default(null),
  /** Sends them by OpenTelemetry's HTTP protocol, such as to `http://localhost:4318/v1/metrics`. */
  openTelemetryUrl: z
    .url({ protocol: /^https?$/, error: 'Give an address that begins with http:// or https://.' })
    .nullable()
    .default(null),
  openTelemetryEveryS: z.int().min(1).max(3_600).default(15),
})
export type MetricsExportSettings = z.output<typeof metricsExportSchema>
