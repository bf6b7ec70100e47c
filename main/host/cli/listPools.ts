import type { PoolCheck, PoolOverview } from '../../../contract/pools.ts'
import { toWireError, type WireError } from '../../../contract/errors.ts'
import type { Services } from '../../rpc/buildServices.ts'
import type { PoolsCommand } from '../parsePools.ts'

type PoolLine = PoolOverview & { check?: PoolCheck; error?: WireError }

/**
 * Writes the pools of all connections, as a table or as one JSON array; gives false where a server was
 * asked and did not answer.
 */
export async function listPools(
  { checks, json }: Pick<PoolsCommand, 'checks' | 'json'>,
  services: Pick<Services, 'call'>,
  write: (text: string) => void,
  signal: AbortSignal,
): Promise<boolean> {
  const pools = await services.call('pools.overview', {})
  const lines = checks
    ? await Promise.all(pools.map((pool) => checkOne(pool, services, signal)))
    : pools
  write(json ? `${JSON.stringify(lines, null, 2)}\n` : tableOf(lines, checks))
  return lines.every((line) => !('error' in line))
}

async function checkOne(
  pool: PoolOverview,
  { call }: Pick<Services, 'call'>,
  signal: AbortSignal,
): Promise<PoolLine> {
  const { poolId } = pool
  try {
    const check = await call('pools.check', { poolId }, { signal })
    return { ...pool, stats: await call('pools.open', { poolId }), check }
  } catch (error) {
    return { ...pool, error: toWireError(error) }
  }
}

function tableOf(lines: readonly PoolLine[], checks: boolean): string {
  if (lines.length === 0) return 'There are no connections yet.\n'
  const heads = ['NAME', 'DRIVER', 'MIN', 'MAX', 'OPEN', 'STATE']
  const rows = lines.map(({ name, driverId, settings, stats, check, error }) => [
    name,
    driverId,
    String(settings.min),
    String(settings.max),
    String(stats?.total ?? 0),
    error?.message ?? (check ? answerOf(check) : (stats?.health.state ?? 'not open')),
  ])
  const shown = checks ? [heads, ...rows] : [heads, ...rows].map((row) => row.slice(0, 4))
  const widths = shown[0]!.map((_, column) => Math.max(...shown.map((row) => row[column]!.length)))
  return shown
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
    .concat('\n')
}

const answerOf = ({ product, version, latencyMs }: PoolCheck) =>
  `${product} ${version} answered in ${latencyMs.toFixed(1)} ms`
