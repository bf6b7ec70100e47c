import { quoteIdentifier } from './dialect.ts'
import type { InfluxConnection } from './InfluxConnection.ts'

/** Names of a measurement's tags so far; none where it is new. */
export async function tagKeys(
  influx: Pick<InfluxConnection, 'ask' | 'login'>,
  { database, measurement }: { readonly database: string; readonly measurement: string },
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  if (influx.login.language !== 'influxql') return new Set()
  const q = `SHOW TAG KEYS ON ${quoteIdentifier(database)} FROM ${quoteIdentifier(measurement)}`
  const { results } = JSON.parse(await influx.ask('/query', { q }, signal)) as {
    results: { series?: { values: string[][] }[] }[]
  }
  return new Set(results[0]?.series?.[0]?.values.flat())
}
