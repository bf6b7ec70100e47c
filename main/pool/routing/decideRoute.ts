import type { Routing } from '../../../contract/routing.ts'
import type { ServerState } from './ServerState.ts'

/**
 * What is asked for. `catalog`: the program's own reads, which should see what was just made, and yet
 * work where only a standby is left.
 */
export type Wish = {
  intent: 'read' | 'write' | 'catalog'
  hint?: 'primary' | 'replica' | null
}

export type RouteFacts = {
  mode: Routing['mode']
  servers: readonly ServerState[]
  /** Takes the writes; null: none does. */
  active: string | null
  /** Since the last write; null: none of late. */
  sinceWriteMs: number | null
  readYourWritesMs: number
  /** Rises with each read, so that replicas take turns. */
  turn: number
  /** Were tried for this very request, and did not answer. */
  tried: ReadonlySet<string>
}

/** `server` null: refused, since there is nowhere to go. */
export type RouteDecision = { server: string | null; reason: string }

/** Where a request goes, and why. */
export function decideRoute({ intent, hint = null }: Wish, facts: RouteFacts): RouteDecision {
  const usable = facts.servers.filter(
    ({ health, name }) => health === 'up' && !facts.tried.has(name),
  )
  const active = usable.find(({ name }) => name === facts.active)
  if (intent === 'write') return routeWrite(active, usable, facts)
  if (hint === 'primary' && active) return to(active, 'a comment asks for the primary')

  const replicas = usable.filter(({ role, name }) => role !== 'backup' && name !== facts.active)
  const sharesReads = intent === 'read' && facts.mode === 'load-balanced'
  if (hint === 'replica' && replicas.length > 0)
    return inTurn(replicas, facts.turn, 'a comment asks for a replica')
  if (active && isSticky(facts))
    return to(
      active,
      `a write ran ${Math.round(facts.sinceWriteMs!)} ms ago, and reads must see it`,
    )
  if (sharesReads && replicas.length > 0 && hint !== 'primary')
    return inTurn(replicas, facts.turn, 'reads are shared')
  if (active) return to(active, sharesReads ? 'no replica answers' : 'it takes the writes, too')
  if (usable.length > 0)
    return inTurn(usable, facts.turn, 'no server takes writes; this one can be read')
  return lastResort(facts)
}

function routeWrite(
  active: ServerState | undefined,
  usable: readonly ServerState[],
  facts: RouteFacts,
): RouteDecision {
  if (active) return to(active, 'it takes the writes')
  if (usable.length === 0) return lastResort(facts)
  const names = usable.map(({ name }) => `“${name}”`).join(', ')
  const isPlural = usable.length > 1
  return {
    server: null,
    reason: `no server takes writes now; ${names} ${isPlural ? 'answer' : 'answers'}, for reading only`,
  }
}

/** Nobody is known to answer: whoever tries gets the server's own error, which says most. */
function lastResort({ servers, tried }: RouteFacts): RouteDecision {
  const untried = servers.find(({ name, health }) => !tried.has(name) && health !== 'behind')
  return { server: untried?.name ?? null, reason: 'no server is known to answer' }
}

function inTurn(servers: readonly ServerState[], turn: number, why: string): RouteDecision {
  const index = turn % servers.length
  return to(servers[index]!, `${why}; ${index + 1} of ${servers.length}`)
}

const to = ({ name }: ServerState, reason: string): RouteDecision => ({ server: name, reason })

const isSticky = ({ sinceWriteMs, readYourWritesMs }: RouteFacts) =>
  sinceWriteMs !== null && sinceWriteMs < readYourWritesMs
