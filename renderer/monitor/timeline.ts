import type { PoolEvent } from '../../contract/pools.ts'
import type { RoutingEvent } from '../../contract/routing.ts'
import type { TextKey } from '../text/text.ts'

export type TimelineEntry = {
  readonly key: string
  readonly atMs: number
  readonly kindText: TextKey
  readonly reason: string
  readonly severity: 'none' | 'warning' | 'error' | 'success'
  /** Not what happens all the time, such as a connection that opens. */
  readonly isDecision: boolean
  /** Sums up what stands one by one where everything is shown. */
  readonly isSummary?: boolean
  readonly connectionId?: number
  readonly server?: string
}

type Kind = { text: TextKey; severity?: TimelineEntry['severity']; isRoutine?: boolean }

const POOL_KINDS: Record<PoolEvent['kind'], Kind> = {
  'pool-created': { text: 'monitor.kind_poolCreated' },
  'pool-reloaded': { text: 'monitor.kind_poolReloaded' },
  'pool-suspended': { text: 'monitor.kind_poolSuspended', severity: 'warning' },
  'pool-resumed': { text: 'monitor.kind_poolResumed', severity: 'success' },
  'pool-draining': { text: 'monitor.kind_poolDraining' },
  'pool-closed': { text: 'monitor.kind_poolClosed' },
  'connection-opening': { text: 'monitor.kind_connectionOpening', isRoutine: true },
  'connection-opened': { text: 'monitor.kind_connectionOpened', isRoutine: true },
  'connection-failed': { text: 'monitor.kind_connectionFailed', severity: 'error' },
  'connection-closed': { text: 'monitor.kind_connectionClosed', isRoutine: true },
  'connection-lost': { text: 'monitor.kind_connectionLost', severity: 'error' },
  'breaker-opened': { text: 'monitor.kind_breakerOpened', severity: 'error' },
  'breaker-half-opened': { text: 'monitor.kind_breakerHalfOpened', severity: 'warning' },
  'breaker-closed': { text: 'monitor.kind_breakerClosed', severity: 'success' },
  'scaled-up': { text: 'monitor.kind_scaledUp' },
  'scaled-down': { text: 'monitor.kind_scaledDown' },
  revalidated: { text: 'monitor.kind_revalidated' },
  'nested-acquire': { text: 'monitor.kind_nestedAcquire', severity: 'warning' },
  'acquire-timeout': { text: 'monitor.kind_acquireTimeout', severity: 'error' },
  'leak-suspected': { text: 'monitor.kind_leakSuspected', severity: 'warning' },
  'leak-returned': { text: 'monitor.kind_leakReturned' },
}

const ROUTING_KINDS: Record<RoutingEvent['kind'], Kind> = {
  'read-routed': { text: 'monitor.kind_readRouted', isRoutine: true },
  'write-routed': { text: 'monitor.kind_writeRouted', isRoutine: true },
  'write-refused': { text: 'monitor.kind_writeRefused', severity: 'error' },
  'server-up': { text: 'monitor.kind_serverUp', severity: 'success' },
  'server-down': { text: 'monitor.kind_serverDown', severity: 'error' },
  'server-changed': { text: 'monitor.kind_serverChanged' },
  'failed-over': { text: 'monitor.kind_failedOver', severity: 'warning' },
  'failed-back': { text: 'monitor.kind_failedBack', severity: 'success' },
  'writes-stopped': { text: 'monitor.kind_writesStopped', severity: 'error' },
  'writes-resumed': { text: 'monitor.kind_writesResumed', severity: 'success' },
}

const entryOf = (
  { text, severity = 'none', isRoutine = false }: Kind,
  event: Pick<TimelineEntry, 'key' | 'atMs' | 'reason'>,
): TimelineEntry => ({ ...event, kindText: text, severity, isDecision: !isRoutine })

export const poolEntry = ({
  kind,
  sequence,
  atMs,
  reason,
  connectionId,
}: PoolEvent): TimelineEntry => ({
  ...entryOf(POOL_KINDS[kind], { key: `pool ${sequence}`, atMs, reason }),
  ...(connectionId !== undefined && { connectionId }),
})

/** Connections opened at most this long after one another are one growth. */
const SAME_GROWTH_MS = 1_000

/**
 * How the pool grew, an entry for each group of connections that opened together: without it, one is
 * told that a pool was scaled down and not how it had come to be so large. Events come newest first.
 */
export function growthEntries(events: readonly PoolEvent[]): TimelineEntry[] {
  const whyById = new Map<number | undefined, string>()
  for (const { kind, connectionId, reason } of events)
    if (kind === 'connection-opening') whyById.set(connectionId, reason)
  const groups: PoolEvent[][] = []
  for (const event of events) {
    if (event.kind !== 'connection-opened') continue
    const last = groups.at(-1)
    if (last && last.at(-1)!.atMs - event.atMs <= SAME_GROWTH_MS) last.push(event)
    else groups.push([event])
  }
  return groups.map((group) => {
    const [latest] = group
    const why = whyById.get(group.at(-1)!.connectionId)
    const reason = `+${group.length}${why === undefined ? '' : `: ${why}`}`
    return {
      ...entryOf(
        { text: 'monitor.kind_grew' },
        { key: `growth ${latest!.sequence}`, atMs: latest!.atMs, reason },
      ),
      isSummary: true,
    }
  })
}

export const routingEntry = ({
  kind,
  sequence,
  atMs,
  reason,
  server,
}: RoutingEvent): TimelineEntry => ({
  ...entryOf(ROUTING_KINDS[kind], { key: `routing ${sequence}`, atMs, reason }),
  ...(server !== null && { server }),
})

/** What is shown of several lists, the newest first; within a millisecond, each list in its order. */
export function timelineOf(
  lists: readonly (readonly TimelineEntry[])[],
  { decisionsOnly }: { decisionsOnly: boolean },
): TimelineEntry[] {
  return lists
    .flat()
    .filter(({ isDecision, isSummary }) => (decisionsOnly ? isDecision : !isSummary))
    .sort((a, b) => b.atMs - a.atMs)
}
