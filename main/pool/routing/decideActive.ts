import type { ServerState } from './ServerState.ts'

export type ActiveDecision = {
  /** Where writes go; null: nowhere. */
  active: string | null
  kind: 'kept' | 'failed-over' | 'failed-back' | 'writes-stopped' | 'writes-resumed'
  reason: string
}

/** The one that is to take the writes, the most wanted first. */
const RANK_BY_ROLE = { primary: 0, standby: 1, replica: 2, backup: 3 } as const

/**
 * Which server takes the writes. Whoever has them keeps them until it no longer can; a more wanted one
 * takes them back only after it has been fit for `failBackAfterMs`, so that one that comes and goes does
 * not drag the writes along.
 */
export function decideActive(
  servers: readonly ServerState[],
  before: string | null,
  { failBackAfterMs }: { failBackAfterMs: number },
  nowMs: number,
): ActiveDecision {
  const fit = servers.filter(isFit).sort((a, b) => RANK_BY_ROLE[a.role] - RANK_BY_ROLE[b.role])
  const current = fit.find(({ name }) => name === before)
  if (!current) return replace(servers, before, fit[0])

  const wanted = fit.find((server) => RANK_BY_ROLE[server.role] < RANK_BY_ROLE[current.role])
  if (!wanted) return { active: before, kind: 'kept', reason: `“${before}” takes writes` }
  const fitForMs = nowMs - wanted.sinceMs
  if (fitForMs < failBackAfterMs)
    return {
      active: before,
      kind: 'kept',
      reason: `“${wanted.name}” is back for ${Math.round(fitForMs)} of ${failBackAfterMs} ms`,
    }
  return {
    active: wanted.name,
    kind: 'failed-back',
    reason: `“${wanted.name}” has been back for ${Math.round(fitForMs)} ms`,
  }
}

function replace(
  servers: readonly ServerState[],
  before: string | null,
  next: ServerState | undefined,
): ActiveDecision {
  const lost = servers.find(({ name }) => name === before)
  const why = lost ? `“${lost.name}”: ${lost.reason}` : 'none was known to take writes'
  if (next && before === null)
    return { active: next.name, kind: 'writes-resumed', reason: `“${next.name}” takes writes` }
  if (next) return { active: next.name, kind: 'failed-over', reason: why }
  return { active: null, kind: before === null ? 'kept' : 'writes-stopped', reason: why }
}

const isFit = ({ health, isWritable }: ServerState) => health === 'up' && isWritable === true
