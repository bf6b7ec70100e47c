import fc, { type Scheduler } from 'fast-check'
import { expect, test } from 'vitest'
import { WorkbenchError } from '../../contract/errors.ts'
import type { Lease } from './Lease.ts'
import type { Pool } from './Pool.ts'
import type { FakeConnection } from './testing/FakeConnection.ts'
import type { FakeServer } from './testing/FakeServer.ts'
import { poolOnFakeServer } from './testing/poolOnFakeServer.ts'
import type { Priority } from './WaitQueue.ts'

const MAX = 3

/** What one user does: asks, perhaps gives up, works, and leaves the session in some state. */
const userPlan = fc.record({
  priority: fc.constantFrom<Priority>('interactive', 'interactive', 'background'),
  givesUp: fc.constantFrom(false, false, false, true),
  leaves: fc.constantFrom('clean', 'clean', 'dirty', 'lost'),
})
type UserPlan = typeof userPlan extends fc.Arbitrary<infer T> ? T : never

const answers = fc.infiniteStream(fc.constantFrom('ok', 'ok', 'ok', 'ok', 'fails'))

test('in whatever order users, answers and losses come, no promise of the pool is broken', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(userPlan, { minLength: 1, maxLength: 24 }),
      fc.nat({ max: 2 }),
      answers,
      async (scheduler, plans, min, stream) => {
        const rush = new Rush(scheduler, min, () => stream.next().value as string)
        await rush.run(plans)
        await rush.drain()
      },
    ),
    { numRuns: 200 },
  )
}, 120_000)

test('closed in the midst of whatever goes on, the pool leaves nothing behind', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(userPlan, { minLength: 1, maxLength: 12 }),
      fc.nat({ max: 12 }),
      answers,
      async (scheduler, plans, stepsBefore, stream) => {
        const rush = new Rush(scheduler, 1, () => stream.next().value as string)
        await rush.run(plans, { stepsBefore })
        await rush.drain()
      },
    ),
    { numRuns: 200 },
  )
}, 120_000)

/** Users who ask a pool all at once, while the scheduler says which answer comes next. */
class Rush {
  readonly #scheduler: Scheduler
  readonly #pool: Pool
  readonly #server: FakeServer
  readonly #clock
  readonly #answer: () => string
  readonly #held = new Set<unknown>()
  readonly #lastServed: Record<Priority, number> = { interactive: -1, background: -1 }
  #asked = 0
  #finished = 0

  constructor(scheduler: Scheduler, min: number, answer: () => string) {
    this.#scheduler = scheduler
    this.#answer = answer
    const { pool, server, clock } = poolOnFakeServer(
      // Every connection is pinged before it is lent again, so that pings interleave as well.
      { min, max: MAX, acquireTimeoutMs: 5_000, validateAfterIdleMs: 0, leakThresholdMs: 1_000 },
      { connect: (signal) => this.#connect(signal) },
    )
    this.#pool = pool
    this.#server = server
    this.#clock = clock
  }

  /** Lets all users end; with `stepsBefore`, answers when so many things have happened. */
  async run(plans: UserPlan[], { stepsBefore = Infinity } = {}): Promise<void> {
    const users = plans.map((plan) => this.#user(plan))
    for (let step = 0; step < stepsBefore && this.#finished < plans.length; step++) {
      if (this.#scheduler.count() > 0) await this.#scheduler.waitNext(1)
      // What is not in the scheduler's hands waits for time to pass.
      else await this.#clock.advance(1_000)
      this.#check()
    }
    if (stepsBefore === Infinity) await Promise.all(users)
  }

  async drain(): Promise<void> {
    void this.#pool.close({ deadlineMs: 2_000 })
    const isClosed = () => this.#pool.stats().state === 'closed'
    for (let step = 0; step < 1_000 && (!isClosed() || this.#scheduler.count() > 0); step++) {
      if (this.#scheduler.count() > 0) await this.#scheduler.waitNext(1)
      else await this.#clock.advance(1_000)
    }
    expect(isClosed()).toBe(true)
    await this.#clock.settle()
    expect(this.#finished).toBe(this.#asked)
    expect(this.#pool.stats()).toMatchObject({ waiting: 0, total: 0, creating: 0 })
    expect(this.#server.openSessions).toEqual([])
    expect(this.#clock.timerCount).toBe(0)
  }

  async #user({ priority, givesUp, leaves }: UserPlan): Promise<void> {
    const order = this.#asked++
    const controller = new AbortController()
    const asked = this.#pool.acquire({ priority, signal: controller.signal }).then(
      (lease) => this.#noteServed(lease, priority, order),
      () => null,
    )
    if (givesUp)
      void this.#scheduler.schedule(Promise.resolve(), 'gives up').then(() => controller.abort())
    const lease = await asked
    if (lease) {
      await this.#scheduler.schedule(Promise.resolve(), 'works')
      this.#leave(lease, leaves)
    }
    this.#finished++
  }

  #noteServed(lease: Lease, priority: Priority, order: number): Lease {
    expect(order).toBeGreaterThan(this.#lastServed[priority])
    this.#lastServed[priority] = order
    expect(this.#held).not.toContain(lease.connection)
    this.#held.add(lease.connection)
    return lease
  }

  #leave(lease: Lease, session: UserPlan['leaves']): void {
    const connection = lease.connection as FakeConnection
    this.#held.delete(connection)
    if (session === 'lost') connection.lose()
    else if (connection.isOpen) connection.session = session
    lease.release()
  }

  async #connect(signal: AbortSignal): Promise<FakeConnection> {
    await this.#scheduler.schedule(Promise.resolve(), 'connects')
    if (this.#answer() === 'fails')
      throw new WorkbenchError('connection-refused', 'The server refused.')
    const connection = await this.#server.connect(signal)
    for (const what of ['ping', 'reset', 'close'] as const) {
      const answered = connection[what].bind(connection)
      connection[what] = async () => {
        await this.#scheduler.schedule(Promise.resolve(), what)
        if (this.#answer() === 'fails') throw new WorkbenchError('connection-lost', 'Silence.')
        await answered()
      }
    }
    return connection
  }

  #check(): void {
    const { total, active, idle, creating, waiting } = this.#pool.stats()
    expect(total).toBe(active + idle)
    expect(total + creating).toBeLessThanOrEqual(MAX)
    expect(this.#server.peakSessions).toBeLessThanOrEqual(MAX)
    expect(active).toBeGreaterThanOrEqual(this.#held.size)
    expect(waiting).toBeLessThanOrEqual(this.#asked - this.#finished)
  }
}
