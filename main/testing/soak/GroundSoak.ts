import { setTimeout as sleep } from 'node:timers/promises'
import { type ErrorCode, toWireError, WorkbenchError } from '../../../contract/errors.ts'
import { type PoolEvent, poolSettingsSchema } from '../../../contract/pools.ts'
import { systemClock } from '../../clock.ts'
import type { Connection } from '../../drivers/driver.ts'
import { Pool } from '../../pool/Pool.ts'
import { SeededRandom } from '../../sample/SeededRandom.ts'
import type { SoakGround } from './SoakGround.ts'

const MAX_CONNECTIONS = 10
const ACQUIRE_TIMEOUT_MS = 10_000
/** Both ends included. */
const FAULT_PAUSE_MS = [6_000, 15_000] as const
/** How long after a fault the server may still count sessions that the pool has given up. */
const AFTERMATH_MS = 5_000
const COUNT_INTERVAL_MS = 1_000
/** Pool and server are asked one after the other; they are given this long to agree. */
const AGREEMENT_MS = 3_000
const END_MS = 60_000
const KEPT_COMPLAINTS = 10
/** Of the pool's happenings before a complaint. */
const TOLD_EVENTS = 15

export type GroundSoakOptions = { clients: number; thinkMs: number; seed: number }

/** Clients on one pool over one database, and the faults that befall it. */
export class GroundSoak {
  readonly ground: SoakGround
  readonly pool: Pool
  /** What should not have been; empty: all is well. */
  readonly complaints: string[] = []
  readonly #options: GroundSoakOptions
  readonly #random: SeededRandom
  readonly #ending = new AbortController()
  readonly #failures = new Map<string, number>()
  readonly #faults = new Map<string, number>()
  #loops: Promise<unknown>[] = []
  #taken = 0
  #returned = 0
  #counts = 0
  /** Connections that are saying goodbye: the server may know them still, the pool does no more. */
  #closing = 0
  /** Until then the server's count proves nothing; null: a fault is at work. */
  #quietFromMs: number | null = 0
  #worstP99Ms = 0

  constructor(ground: SoakGround, options: GroundSoakOptions) {
    this.ground = ground
    this.#options = options
    this.#random = new SeededRandom(options.seed)
    this.pool = new Pool({
      poolId: `soak-${ground.name}`,
      name: ground.name,
      driverId: 'soak',
      settings: poolSettingsSchema.parse({
        min: 2,
        max: MAX_CONNECTIONS,
        acquireTimeoutMs: ACQUIRE_TIMEOUT_MS,
        idleTimeoutMs: 5_000,
        maxLifetimeMs: 30_000,
      }),
      connectTimeoutMs: 3_000,
      connect: async (signal) => this.#countingGoodbye(await ground.connect(signal)),
      clock: systemClock,
      random: Math.random,
    })
  }

  begin(): void {
    const clients = Array.from({ length: this.#options.clients }, () => this.#client())
    this.#loops = [...clients, this.#strikeNowAndThen(), this.#compareCounts()]
  }

  /** One line for the moment. */
  report(): string {
    const { total, creating, active, waiting, queriesPerSecond, acquireWait } = this.pool.stats()
    this.#worstP99Ms = Math.max(this.#worstP99Ms, acquireWait?.p99Ms ?? 0)
    return (
      `${this.ground.name}: ${total} open, ${creating} opening, ${active} active, ${waiting} waiting, ` +
      `${this.#taken} leases, ${queriesPerSecond.toFixed(0)} statements/s, ` +
      `wait p99 ${(acquireWait?.p99Ms ?? 0).toFixed(0)} ms`
    )
  }

  /** Lets the clients finish, looks at what is left, and closes the pool and the ground. */
  async end(): Promise<void> {
    this.#ending.abort()
    const ended = Promise.all(this.#loops).then(() => true)
    if (!(await Promise.race([ended, sleep(END_MS, false)])))
      this.complaints.push(`clients did not come to an end within ${END_MS} ms`)
    const { active, waiting } = this.pool.stats()
    if (waiting > 0) this.complaints.push(`${waiting} still wait at the end`)
    if (active > 0) this.complaints.push(`${active} leases are still out at the end`)
    if (this.#taken !== this.#returned)
      this.complaints.push(`${this.#taken} leases taken, ${this.#returned} returned`)
    await this.pool.close({ deadlineMs: 5_000 })
    const left = await this.#sessionsOnce((count) => count === 0)
    if (this.ground.sessions && left?.length !== 0)
      this.complaints.push(`the server still has sessions at the end: ${left?.join('; ')}`)
    await this.ground.stop()
  }

  summary(): string {
    const list = (counts: ReadonlyMap<string, number>) =>
      [...counts].map(([name, count]) => `${count} × ${name}`).join(', ') || 'none'
    return [
      `${this.ground.name}: ${this.#taken} leases taken, ${this.#returned} returned, ` +
        `worst wait p99 of a minute ${this.#worstP99Ms.toFixed(0)} ms, ` +
        `server and pool compared ${this.#counts} times`,
      `  faults: ${list(this.#faults)}`,
      `  statements and leases that failed: ${list(this.#failures)}`,
    ].join('\n')
  }

  async #client(): Promise<void> {
    const random = new SeededRandom(this.#random.between(1, 2 ** 30))
    while (!this.#ending.signal.aborted) {
      try {
        await this.#useOnce(random)
      } catch (error) {
        this.#note(error)
      }
      await sleep(random.next() * 2 * this.#options.thinkMs)
    }
  }

  async #useOnce(random: SeededRandom): Promise<void> {
    // A few lose patience while they wait.
    const signal = random.chance(0.02) ? AbortSignal.timeout(20) : new AbortController().signal
    await this.pool.use({ label: 'soak', signal }, async (lease) => {
      this.#taken++
      const startedAtMs = performance.now()
      let failedWith: ErrorCode | null = null
      try {
        await this.ground.work(lease.connection, random, signal)
      } catch (error) {
        failedWith = toWireError(error).code
        throw error
      } finally {
        lease.recordStatement({ elapsedMs: performance.now() - startedAtMs, failedWith })
        this.#returned++
      }
    })
  }

  #note(error: unknown): void {
    const isExpected = error instanceof WorkbenchError && error.code !== 'internal'
    const name = isExpected ? error.code : 'bug'
    this.#failures.set(name, (this.#failures.get(name) ?? 0) + 1)
    if (!isExpected)
      this.#complain(`not an error of ours: ${String((error as Error).stack ?? error)}`)
  }

  async #strikeNowAndThen(): Promise<void> {
    const { signal } = this.#ending
    while (await this.#pause(this.#random.between(...FAULT_PAUSE_MS))) {
      const fault = this.#random.pick(this.ground.faults)
      this.#faults.set(fault.name, (this.#faults.get(fault.name) ?? 0) + 1)
      this.#quietFromMs = null
      try {
        await fault.strike(this.#random, this.pool)
      } catch (error) {
        if (!signal.aborted) this.#complain(`“${fault.name}” could not strike: ${String(error)}`)
      }
      this.#quietFromMs = performance.now() + AFTERMATH_MS
    }
  }

  async #compareCounts(): Promise<void> {
    while (await this.#pause(COUNT_INTERVAL_MS)) {
      if (!this.#isQuiet || !this.ground.sessions) continue
      const agrees = (count: number) => {
        const { total, creating } = this.pool.stats()
        return Math.abs(count - total) <= creating + this.#closing
      }
      const sessions = await this.#sessionsOnce((count) => !this.#isQuiet || agrees(count))
      this.#counts++
      if (sessions === null || !this.#isQuiet || agrees(sessions.length)) continue
      const { total, creating } = this.pool.stats()
      this.#complain(
        `the server has ${sessions.length} sessions for ${AGREEMENT_MS} ms, the pool ${total}, ` +
          `${creating} opening and ${this.#closing} closing:\n  ${sessions.join('\n  ')}\n` +
          `  The pool's latest: ${this.#latestEvents()}`,
      )
    }
  }

  #countingGoodbye(connection: Connection): Connection {
    const close = connection.close.bind(connection)
    connection.close = async () => {
      this.#closing++
      await close().finally(() => this.#closing--)
    }
    return connection
  }

  #latestEvents(): string {
    const line = ({ kind, reason, connectionId }: PoolEvent) =>
      `${kind} ${connectionId ?? ''} ${reason}`
    return this.pool.events(TOLD_EVENTS).map(line).join('; ')
  }

  get #isQuiet(): boolean {
    return this.#quietFromMs !== null && performance.now() >= this.#quietFromMs
  }

  /** The server's sessions as soon as their number is good, or as they are in the end. */
  async #sessionsOnce(isGood: (count: number) => boolean): Promise<readonly string[] | null> {
    const { sessions: list } = this.ground
    if (!list) return null
    const giveUpAtMs = performance.now() + AGREEMENT_MS
    for (;;) {
      const sessions = await list()
      const isLate = performance.now() >= giveUpAtMs
      if (isLate || (sessions !== null && isGood(sessions.length))) return sessions
      await sleep(100)
    }
  }

  /** False when the soak ends meanwhile. */
  async #pause(forMs: number): Promise<boolean> {
    const { signal } = this.#ending
    await sleep(forMs, undefined, { signal }).catch(() => {})
    return !signal.aborted
  }

  #complain(complaint: string): void {
    if (this.complaints.length < KEPT_COMPLAINTS) this.complaints.push(complaint)
  }
}
