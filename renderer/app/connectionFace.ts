import type { RoutingStatus } from '../../contract/routing.ts'
import { PRIMARY } from '../../contract/servers.ts'
import type { PoolHealth } from './poolsStore.ts'

/** How it goes with a connection in a word; `server` is the one that stands in for its own. */
export type ConnectionFace = {
  readonly kind: 'closed' | 'unreachable' | 'read-only' | 'stands-in' | 'running'
  readonly server: string
}

/** Of a connection with several servers, they tell it together: its own may be away. */
export function faceOf(
  own: PoolHealth,
  routing: Pick<RoutingStatus, 'isReadOnly' | 'servers'> | null,
): ConnectionFace {
  if (!routing) return { kind: own === 'waiting' ? 'running' : own, server: '' }
  if (routing.isReadOnly) return { kind: 'read-only', server: '' }
  const active = routing.servers.find(({ isActive }) => isActive)
  if (active)
    return { kind: active.name === PRIMARY ? 'running' : 'stands-in', server: active.name }
  const isAway = routing.servers.some(({ health }) => health === 'down')
  return { kind: isAway ? 'unreachable' : 'closed', server: '' }
}
