/** Our pool and its peers on connections that are only waited for, under one face. */
import { EventEmitter } from 'node:events'
import { createPool } from 'generic-pool'
import pg from 'pg'
import { Pool as TarnPool } from 'tarn'
import { poolSettingsSchema } from '../contract/pools.ts'
import { systemClock } from '../main/clock.ts'
import type { Connection } from '../main/drivers/driver.ts'
import type { Lease } from '../main/pool/Lease.ts'
import { Pool } from '../main/pool/Pool.ts'

export type Contender<T> = {
  readonly acquire: () => Promise<T>
  readonly release: (borrowed: T) => void
  /** Connections opened so far and not closed. */
  readonly total: () => number
  readonly end: () => Promise<void>
}

type Size = { min: number; max: number; connectMs: number }

const ACQUIRE_TIMEOUT_MS = 30_000
const IDLE_TIMEOUT_MS = 300_000

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

const connectIn = (ms: number) => (ms === 0 ? Promise.resolve() : pause(ms))

export function ourPool({ min, max, connectMs }: Size): Contender<Lease> {
  const pool = new Pool({
    poolId: 'bench',
    name: 'bench',
    driverId: 'none',
    settings: poolSettingsSchema.parse({ min, max, acquireTimeoutMs: ACQUIRE_TIMEOUT_MS }),
    connect: async () => {
      await connectIn(connectMs)
      return idleConnection()
    },
    clock: systemClock,
    random: Math.random,
  })
  return {
    acquire: () => pool.acquire(),
    release: (lease) => lease.release(),
    total: () => pool.stats().total,
    end: () => pool.close(),
  }
}

function idleConnection(): Connection {
  return {
    server: { product: 'none', version: '', sessionId: '' },
    session: 'clean',
    run: () => Promise.resolve({ affectedRows: null, command: null }),
    ping: () => Promise.resolve(),
    reset: () => Promise.resolve(),
    close: () => Promise.resolve(),
    destroy: () => {},
    onLost: () => {},
  }
}

function tarn({ min, max, connectMs }: Size): Contender<object> {
  const pool = new TarnPool<object>({
    create: async () => {
      await connectIn(connectMs)
      return {}
    },
    destroy: () => {},
    min,
    max,
    acquireTimeoutMillis: ACQUIRE_TIMEOUT_MS,
    idleTimeoutMillis: IDLE_TIMEOUT_MS,
  })
  return {
    acquire: () => pool.acquire().promise,
    release: (resource) => void pool.release(resource),
    total: () => pool.numUsed() + pool.numFree(),
    end: () => pool.destroy().then(() => {}),
  }
}

function genericPool({ min, max, connectMs }: Size): Contender<object> {
  const pool = createPool<object>(
    {
      create: async () => {
        await connectIn(connectMs)
        return {}
      },
      destroy: () => Promise.resolve(),
    },
    { min, max, acquireTimeoutMillis: ACQUIRE_TIMEOUT_MS, idleTimeoutMillis: IDLE_TIMEOUT_MS },
  )
  return {
    acquire: () => pool.acquire(),
    release: (resource) => void pool.release(resource),
    total: () => pool.size,
    end: async () => {
      await pool.drain()
      await pool.clear()
    },
  }
}

/** As much of `pg.Client` as `pg-pool` touches; it would not keep one that is not `_queryable`. */
const idleClient = (connectMs: number) =>
  class IdleClient extends EventEmitter {
    readonly _queryable = true
    readonly _ending = false
    connect(done: () => void): void {
      if (connectMs === 0) process.nextTick(done)
      else setTimeout(done, connectMs)
    }
    end(done: () => void): void {
      process.nextTick(done)
    }
    ref(): void {}
    unref(): void {}
  }

function pgPool({ max, connectMs }: Size): Contender<pg.PoolClient> {
  const pool = new pg.Pool({
    max,
    idleTimeoutMillis: IDLE_TIMEOUT_MS,
    connectionTimeoutMillis: ACQUIRE_TIMEOUT_MS,
    Client: idleClient(connectMs) as unknown as typeof pg.Client,
  })
  return {
    acquire: () => pool.connect(),
    release: (client) => client.release(),
    total: () => pool.totalCount,
    end: () => pool.end(),
  }
}

/** The peers, each with what makes one of them. */
export const peers = { tarn, 'generic-pool': genericPool, 'pg-pool': pgPool } as const
export type PeerName = keyof typeof peers
export const peerNames = Object.keys(peers) as PeerName[]

export const newPeer = (name: PeerName, size: Size) => peers[name](size) as Contender<unknown>
