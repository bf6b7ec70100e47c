import type { PoolCheck, PoolOverview } from '../../../contract/pools.ts'
import { toWireError, type WireError } from '../../../contract/errors.ts'
import type { Services } from '../../rpc/buildServices.ts'
import type { PoolsCommand } from '../parsePools.ts'

type PoolLine = PoolOverview & { check?: PoolCheck; error?: WireError }

/** Servers asked at a time, by one connection each: a check must not be what exhausts a server. */
const CHECKED_AT_ONCE = 2

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
  const lines = checks ? await checkAll(pools, services, signal) : pools
  write(json ? `${JSON.stringify(lines, null, 2)}\n` : tableOf(lines, checks))
  return lines.every((line) => !('error' in line))
}

async function checkAll(
  pools: readonly PoolOverview[],
  services: Pick<Services, 'call'>,
  signal: AbortSignal,
): Promise<PoolLine[]> {
  const lines: PoolLine[] = [...pools]
  const left = pools.entries()
  const checkOn = async () => {
    for (const [index, pool] of left) lines[index] = await checkOne(pool, services, signal)
  }
  await Promise.all(Array.from({ length: CHECKED_AT_ONCE }, checkOn))
  return lines
}

async function checkOne(
  pool: PoolOverview,
  { call }: Pick<Services, 'call'>,
  signal: AbortSignal,
): Promise<PoolLine> {
  const { poolId } = pool
  try {
    return { ...pool, check: await call('pools.check', { poolId, isApart: true }, { signal }) }
  } catch (error) {
    return { ...pool, error: toWireError(error) }
  }
}

function tableOf(lines: readonly PoolLine[], checks: boolean): string {
  if (lines.length === 0) return 'There are no connections yet.\n'
  const heads = ['NAME', 'DRIVER', 'MIN', 'MAX', 'STATE']
  const rows = lines.map(({ name, driverId, settings, check, error }) => [
    name,
    driverId,
    String(settings.min),
    String(settings.max),
    error?.message ?? (check ? answerOf(check) : ''),
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
