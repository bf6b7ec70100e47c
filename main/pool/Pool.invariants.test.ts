import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FakeClock } from '../testing/fakeClock.ts'
import type { Lease } from './Lease.ts'
import type { Pool } from './Pool.ts'
import type { FakeServer } from './testing/FakeServer.ts'
import { poolOnFakeServer } from './testing/poolOnFakeServer.ts'

/** One thing that happens to a pool; `at` picks whom, among those there are. */
const step = fc.oneof(
  { weight: 8, arbitrary: fc.constant({ kind: 'acquire' as const }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('release' as const), at: fc.nat() }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('leave' as const),
      at: fc.nat(),
      session: fc.constantFrom('dirty' as const, 'in-transaction' as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('fail' as const), at: fc.nat() }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('abort' as const), at: fc.nat() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('lose' as const), at: fc.nat() }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('pass' as const),
      ms: fc.constantFrom(0, 1, 10, 200, 600, 5_000, 70_000),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('server' as const),
      mood: fc.constantFrom('accepts', 'refuses', 'drops'),
      delayMs: fc.constantFrom(0, 0, 50, 2_000),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('answer' as const),
      what: fc.constantFrom('ping' as const, 'reset' as const, 'close' as const),
      answer: fc.constantFrom('ok' as const, 'ok' as const, 'fails' as const, 'hangs' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('reload' as const),
      min: fc.nat({ max: 2 }),
      max: fc.integer({ min: 2, max: 5 }),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'evict' as const }) },
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

test('whatever happens in whatever order, the pool keeps its promises', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 60 }),
      fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })),
      async (steps, draws) => {
        const world = new World(() => draws.next().value as number)
        for (const happening of steps) {
          await world.apply(happening)
          world.check()
        }
        await world.recover()
        await world.end()
      },
    ),
    { numRuns: 150 },
  )
}, 120_000)

class World {
  readonly #pool: Pool
  readonly #server: FakeServer
  readonly #clock: FakeClock
  readonly #settingsWith
  readonly #held: Lease[] = []
  readonly #pending = new Map<number, AbortController>()
  #asked = 0
  #lastServed = -1
  /** The most connections there may be: max, or what was open when it was lowered. */
  #ceiling = 3

  constructor(random: () => number) {
    const settings = { max: 3, acquireTimeoutMs: 3_000, idleTimeoutMs: 60_000 }
    const setUp = poolOnFakeServer({ ...settings, leakThresholdMs: 500 }, { random })
    this.#pool = setUp.pool
    this.#server = setUp.server
    this.#clock = setUp.clock
    this.#settingsWith = setUp.settingsWith
  }

  async apply(happening: Step): Promise<void> {
    switch (happening.kind) {
      case 'acquire':
        return this.#acquire()
      case 'release':
        return this.#takeOne(happening.at)?.release()
      case 'leave': {
        const lease = this.#takeOne(happening.at)
        const session = lease && this.#sessionOf(lease)
        if (session?.isOpen) session.session = happening.session
        return lease?.release()
      }
      case 'fail': {
        const lease = this.#held[happening.at % this.#held.length]
        return lease?.recordStatement({ elapsedMs: 1, failedWith: 'server-error' })
      }
      case 'abort':
        return [...this.#pending.values()][happening.at % this.#pending.size]?.abort('gave up')
      case 'lose': {
        const open = this.#server.openSessions
        return open[happening.at % open.length]?.lose()
      }
      case 'pass':
        return this.#clock.advance(happening.ms)
      case 'server':
        this.#server.connectDelayMs = happening.delayMs
        if (happening.mood === 'accepts') return this.#server.acceptConnections()
        if (happening.mood === 'drops') return this.#server.dropTraffic()
        return this.#server.refuseConnections()
      case 'answer':
        this.#server.answers[happening.what] = happening.answer
        return
      case 'reload': {
        const { min, max } = happening
        this.#ceiling = Math.max(max, this.#pool.stats().total)
        return this.#pool.reload({ settings: this.#settingsWith({ min, max }) })
      }
      case 'evict':
        return this.#pool.evict()
    }
  }

  check(): void {
    const { total, active, idle, waiting, creating, max } = this.#pool.stats()
    this.#ceiling = Math.max(max, Math.min(this.#ceiling, total))
    expect(total).toBe(active + idle)
    expect(total).toBeLessThanOrEqual(this.#ceiling)
    expect(total + creating).toBeLessThanOrEqual(this.#ceiling)
    expect(waiting).toBeLessThanOrEqual(this.#pending.size)
    // What is lent is lent once, and is not idle as well.
    const lent = this.#held.map(({ connection }) => connection)
    expect(new Set(lent).size).toBe(lent.length)
    expect(active).toBeGreaterThanOrEqual(lent.length)
    expect(this.#pool.leases().length).toBeGreaterThanOrEqual(lent.length)
  }

  /** With a healthy server and every lease returned, whoever waits is served or told. */
  async recover(): Promise<void> {
    this.#server.acceptConnections()
    this.#server.connectDelayMs = 0
    Object.assign(this.#server.answers, { ping: 'ok', reset: 'ok', close: 'ok' })
    for (let round = 0; round < 100; round++) {
      for (const lease of this.#held.splice(0)) lease.release()
      await this.#clock.advance(1_000)
      this.check()
    }
    expect(this.#pending.size).toBe(0)
    expect(this.#pool.stats()).toMatchObject({ waiting: 0, active: 0, creating: 0 })
    await this.#acquire()
    await this.#clock.advance(1_000)
    expect(this.#held).toHaveLength(1)
  }

  /** Closed while one lease is out and one waits: everything ends, nothing stays. */
  async end(): Promise<void> {
    await this.#acquire()
    const closed = this.#pool.close({ deadlineMs: 1_000 })
    await this.#clock.advance(1_000)
    await closed
    expect(this.#pending.size).toBe(0)
    expect(this.#server.openSessions).toEqual([])
    expect(this.#clock.timerCount).toBe(0)
  }

  async #acquire(): Promise<void> {
    const order = this.#asked++
    const controller = new AbortController()
    this.#pending.set(order, controller)
    void this.#pool.acquire({ signal: controller.signal }).then(
      (lease) => {
        this.#pending.delete(order)
        expect(order).toBeGreaterThan(this.#lastServed)
        this.#lastServed = order
        this.#held.push(lease)
      },
      () => this.#pending.delete(order),
    )
    await Promise.resolve()
  }

  #takeOne(at: number): Lease | undefined {
    return this.#held.splice(at % Math.max(1, this.#held.length), 1)[0]
  }

  #sessionOf(lease: Lease) {
    return this.#server.sessions.find((session) => session === lease.connection)
  }
}
