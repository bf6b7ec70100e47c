/**
 * Acquire and release without a server behind: what a pool itself costs, one user at a time and with
 * 200 users on 10 connections.
 */
import { EventEmitter } from 'node:events'
import pg from 'pg'
import { poolSettingsSchema } from '../../contract/pools.ts'
import { systemClock } from '../../main/clock.ts'
import type { Connection } from '../../main/drivers/driver.ts'
import { Pool } from '../../main/pool/Pool.ts'
import { isSmall, median, report } from '../report.ts'

const MAX = 10
const ROUNDS = 7
const count = isSmall ? 2_000 : 200_000

type Contender = { turn: () => Promise<void>; end: () => Promise<void> }

const cases = [
  { name: 'uncontended', users: 1 },
  { name: '200 users on 10 connections', users: 200 },
]

/** Nanoseconds a turn of acquire and release, the users taking turns. */
async function measure({ turn }: Contender, users: number): Promise<number> {
  const turns = Math.ceil(count / users)
  const run = async () => {
    for (let done = 0; done < turns; done++) await turn()
  }
  const startedAtMs = performance.now()
  await Promise.all(Array.from({ length: users }, run))
  return ((performance.now() - startedAtMs) * 1e6) / (turns * users)
}

function ourPool(): Contender {
  const pool = new Pool({
    poolId: 'bench',
    name: 'bench',
    driverId: 'none',
    settings: poolSettingsSchema.parse({ max: MAX }),
    connect: async () => idleConnection(),
    clock: systemClock,
    random: Math.random,
  })
  return {
    turn: async () => {
      const lease = await pool.acquire()
      lease.release()
    },
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

/** As much of `pg.Client` as `pg-pool` touches. */
class IdleClient extends EventEmitter {
  connect(done: () => void): void {
    process.nextTick(done)
  }
  end(done: () => void): void {
    process.nextTick(done)
  }
  ref(): void {}
  unref(): void {}
}

function pgPool(): Contender {
  const pool = new pg.Pool({
    max: MAX,
    idleTimeoutMillis: 300_000,
    connectionTimeoutMillis: 30_000,
    Client: IdleClient as unknown as typeof pg.Client,
  })
  return {
    turn: async () => {
      const client = await pool.connect()
      client.release()
    },
    end: () => pool.end(),
  }
}

for (const { name, users } of cases) {
  const ours = ourPool()
  const peer = pgPool()
  const nanoseconds: Record<'ours' | 'peer', number[]> = { ours: [], peer: [] }
  await measure(ours, users)
  await measure(peer, users)
  for (let round = 0; round < ROUNDS; round++) {
    nanoseconds.ours.push(await measure(ours, users))
    nanoseconds.peer.push(await measure(peer, users))
  }
  await Promise.all([ours.end(), peer.end()])
  report(
    {
      bench: 'pool/acquire',
      case: name,
      value: Math.round(median(nanoseconds.ours)),
      unit: 'ns',
      peer: 'pg-pool',
      peerValue: Math.round(median(nanoseconds.peer)),
    },
    { isLessBetter: true },
  )
}
