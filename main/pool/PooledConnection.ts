import type { Connection } from '../drivers/driver.ts'
import type { Lease } from './Lease.ts'

/**
 * What an open connection is doing. `validating` and `resetting` belong to the pool, and count as
 * active. A `gone` one has left the pool: what still arrives for it is ignored.
 */
export type ConnectionState = 'idle' | 'leased' | 'validating' | 'resetting' | 'gone'

/** A connection with what the pool knows of it. */
export type PooledConnection = {
  /** Of the pool: a number of its own, from 1. */
  readonly id: number
  readonly connection: Connection
  readonly openedAtMs: number
  /** 0–1: which part of the jitter's range shortens this one's lifetime and check interval. */
  readonly jitter: number
  state: ConnectionState
  /** When its last user left, or it was opened. */
  idleSinceMs: number
  /** When the server was last heard on it, as far as the pool knows. */
  aliveAtMs: number
  lease: Lease | null
  /** To be pinged before it is lent again: a statement failed, or a neighbour was found dead. */
  isSuspect: boolean
  /** Why it is to leave the pool as soon as nobody uses it; null: it may stay. */
  evictReason: string | null
  /** The server or the network ended the session. */
  isLost: boolean
  /** Past its lifetime, kept until another one is open. */
  isBeingReplaced: boolean
}
