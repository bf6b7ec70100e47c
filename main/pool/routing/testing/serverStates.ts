import type { ServerState } from '../ServerState.ts'

const base: Omit<ServerState, 'name' | 'poolId' | 'role'> = {
  health: 'up',
  isWritable: false,
  history: null,
  reason: 'can be read',
  sinceMs: 0,
}

/** A server that answers and can be read, unless told otherwise. */
export const server = (
  name: string,
  role: ServerState['role'],
  changes: Partial<ServerState> = {},
): ServerState => ({ ...base, name, role, poolId: name, ...changes })

export const writable = { isWritable: true, reason: 'takes writes' } as const
export const down = { health: 'down', isWritable: null, reason: 'refused' } as const
