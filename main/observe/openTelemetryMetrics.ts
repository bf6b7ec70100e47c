import type { PoolStats } from '../../contract/pools.ts'
import { type ExportedMetric, exportedMetrics, poolLabels } from './exportedMetrics.ts'

/** Of the enumeration `AggregationTemporality`: counted from when the pool began. */
const CUMULATIVE = 2

/** The figures of all pools as a request of OpenTelemetry's OTLP/HTTP, in its JSON form. */
export function openTelemetryMetrics(
  pools: readonly PoolStats[],
  { version, atMs }: { version: string; atMs: number },
): object {
  return {
    resourceMetrics: [
      {
        resource: {
          attributes: attributesOf({ 'service.name': 'sluice', 'service.version': version }),
        },
        scopeMetrics: [
          {
            scope: { name: 'sluice.pools', version },
            metrics: exportedMetrics
              .map((metric) => metricOf(metric, pools, atMs))
              .filter((metric) => metric !== null),
          },
        ],
      },
    ],
  }
}

function metricOf(
  { name, help, kind, unit, samples }: ExportedMetric,
  pools: readonly PoolStats[],
  atMs: number,
): object | null {
  const dataPoints = pools.flatMap((pool) =>
    samples(pool).map(({ value, labels }) => ({
      attributes: attributesOf({ ...poolLabels(pool), ...labels }),
      ...(kind === 'counter' && { startTimeUnixNano: nanoseconds(pool.createdAtMs) }),
      timeUnixNano: nanoseconds(atMs),
      asDouble: value,
    })),
  )
  if (dataPoints.length === 0) return null
  const told = { name: name.replaceAll('_', '.'), description: help, unit }
  return kind === 'counter'
    ? { ...told, sum: { dataPoints, aggregationTemporality: CUMULATIVE, isMonotonic: true } }
    : { ...told, gauge: { dataPoints } }
}

/** A text, as 64-bit integers are in its JSON. */
const nanoseconds = (atMs: number): string => `${Math.round(atMs)}000000`

const attributesOf = (values: Readonly<Record<string, string>>) =>
  Object.entries(values).map(([key, stringValue]) => ({ key, value: { stringValue } }))
