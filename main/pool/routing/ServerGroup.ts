import { type ErrorCode, WorkbenchError } from '../../../contract/errors.ts'
import type { Routing, RoutingEvent, RoutingStatus } from '../../../contract/routing.ts'
import { PRIMARY, serverPoolId } from '../../../contract/servers.ts'
import type { Clock } from '../../clock.ts'
import type { Connection, ServerFacts } from '../../drivers/driver.ts'
import { RingBuffer } from '../../RingBuffer.ts'
import type { Lease } from '../Lease.ts'
import type { AcquireOptions, Pool } from '../Pool.ts'
import { messageOf } from '../poolErrors.ts'
import { withDeadline } from '../withDeadline.ts'
import { decideActive } from './decideActive.ts'
import { decideRoute, type RouteDecision, type RouteFacts, type Wish } from './decideRoute.ts'
import { type Observation, observe, type ServerState } from './ServerState.ts'

/** A look at a server that takes longer says that the server does not answer. */
const CHECK_LIMIT_MS = 3_000
/** A group that nobody uses for longer is left in peace. */
const AWAKE_MS = 60_000
const KEPT_EVENTS = 200

/** The server itself is out of reach; another may not be. */
const UNREACHABLE = new Set<ErrorCode>([
  'connection-refused',
  'connection-lost',
  'connect-timeout',
  'host-not-found',
  'authentication-failed',
  'database-not-found',
  'tls-failed',
  'server-busy',
  'breaker-open',
  'process-died',
])

export type RoutedProfile = {
  readonly name: string
  readonly routing: Routing
  /** Null where the driver has no word for it: a server that answers then takes writes. */
  readonly inspect: ((connection: Connection, signal: AbortSignal) => Promise<ServerFacts>) | null
}

export type ServerGroupOptions = RoutedProfile & {
  readonly profileId: string
  readonly poolFor: (poolId: string) => Pick<Pool, 'use' | 'stats'>
  readonly clock: Clock
  readonly onEvent: (event: RoutingEvent) => void
  /** By a history's id: which of its steps was seen last. Outlives a change of the profile. */
  readonly newestSteps: Map<string, number>
}

/** The servers of one profile: looks after them, and leads each request to one. */
export class ServerGroup {
  readonly newestSteps: Map<string, number>
  readonly #options: ServerGroupOptions
  readonly #events = new RingBuffer<RoutingEvent>(KEPT_EVENTS)
  readonly #life = new AbortController()
  #servers: readonly ServerState[]
  #active: string | null = null
  #sequence = 0
  #turn = 0
  #lastWriteAtMs: number | null = null
  #lastUsedAtMs = -Infinity
  #checkedAtMs = -Infinity
  /** By a server's name: how old what it shows may be, when it was last asked. */
  readonly #lagMs = new Map<string, number | null>()
  #cancelTick: (() => void) | null = null

  constructor(options: ServerGroupOptions) {
    this.#options = options
    this.newestSteps = options.newestSteps
    const { profileId, routing, clock } = options
    const own = { name: PRIMARY, role: 'primary' as const }
    this.#servers = [own, ...routing.servers].map(({ name, role }) => ({
      name,
      role,
      poolId: serverPoolId(profileId, name),
      health: 'unknown',
      isWritable: null,
      history: null,
      reason: 'not asked yet',
      sinceMs: clock.now(),
    }))
  }

  /**
   * Lends a connection of the server that the wish leads to; goes on to another when that one turns out
   * to be away. Throws `read-only` where the wish is to write and only standbys answer.
   */
  async use<T>(wish: Wish, terms: AcquireOptions, work: (lease: Lease) => Promise<T>): Promise<T> {
    await this.#becomeReady()
    const tried = new Set<string>()
    let lastError: unknown
    for (;;) {
      const decision = this.#decide(wish, tried)
      const server = this.#servers.find(({ name }) => name === decision.server)
      if (!server) throw this.#refusal(decision, lastError)
      let hasBegun = false
      try {
        return await this.#options.poolFor(server.poolId).use(terms, (lease) => {
          hasBegun = true
          return this.#watch(server, wish, lease, work)
        })
      } catch (error) {
        if (hasBegun || !isUnreachable(error)) throw error
        lastError = error
        tried.add(server.name)
        this.#learn(server.name, { failure: messageOf(error) })
      }
    }
  }

  status(): RoutingStatus {
    const { profileId, routing, clock } = this.#options
    const wallOffsetMs = clock.wallClockMs() - clock.now()
    const readers = this.#readers()
    return {
      profileId,
      mode: routing.mode,
      isReadOnly: this.#active === null && this.#servers.some(({ health }) => health === 'up'),
      servers: this.#servers.map(({ poolId, name, role, health, isWritable, reason, sinceMs }) => ({
        poolId,
        name,
        role,
        health,
        isWritable,
        isActive: name === this.#active,
        takesReads: readers.has(name),
        lagMs: health === 'up' ? (this.#lagMs.get(name) ?? null) : null,
        reason,
        sinceMs: sinceMs + wallOffsetMs,
      })),
      events: this.#events.latest(KEPT_EVENTS),
    }
  }

  stop(): void {
    this.#cancelTick?.()
    this.#life.abort(new WorkbenchError('aborted', 'The servers are looked after no more.'))
  }

  #decide(wish: Wish, tried: ReadonlySet<string>): RouteDecision {
    if (wish.intent === 'read') this.#turn++
    const decision = decideRoute(wish, this.#facts(tried))
    const isWrite = wish.intent === 'write'
    const kind = isWrite ? (decision.server ? 'write-routed' : 'write-refused') : 'read-routed'
    this.#record(kind, decision.server, decision.reason)
    return decision
  }

  #facts(tried: ReadonlySet<string>): RouteFacts {
    const { routing, clock } = this.#options
    return {
      mode: routing.mode,
      servers: this.#servers,
      active: this.#active,
      sinceWriteMs: this.#lastWriteAtMs === null ? null : clock.now() - this.#lastWriteAtMs,
      readYourWritesMs: routing.readYourWritesMs,
      turn: this.#turn,
      tried,
    }
  }

  /** The servers that answer and would be given a read now, whoever's turn it is. */
  #readers(): ReadonlySet<string | null> {
    const facts = this.#facts(new Set())
    const isUp = (server: string | null) =>
      this.#servers.some(({ name, health }) => name === server && health === 'up')
    const chosen = this.#servers.map(
      (_, turn) => decideRoute({ intent: 'read' }, { ...facts, turn }).server,
    )
    return new Set(chosen.filter(isUp))
  }

  async #watch<T>(
    server: ServerState,
    { intent }: Wish,
    lease: Lease,
    work: (lease: Lease) => Promise<T>,
  ): Promise<T> {
    const { clock } = this.#options
    const noteWrite = () => {
      if (intent === 'write') this.#lastWriteAtMs = clock.now()
    }
    noteWrite()
    try {
      return await work(lease)
    } finally {
      noteWrite()
      if (lease.connection.session === 'lost') void this.#check(server)
    }
  }

  #refusal({ reason }: RouteDecision, cause: unknown): unknown {
    const canBeRead = this.#servers.some(({ health }) => health === 'up')
    if (cause !== undefined && !canBeRead) return cause
    const { name } = this.#options
    return new WorkbenchError(
      'read-only',
      `“${name}” can only be read: ${reason}. The statement was not run. Bring the primary back, ` +
        'promote a standby, or mark a statement that only reads with /* sluice: replica */.',
      { cause },
    )
  }

  /** Sees to it that the servers are known well enough to choose among them. */
  async #becomeReady(): Promise<void> {
    const { clock, routing } = this.#options
    this.#lastUsedAtMs = clock.now()
    const isFresh = clock.now() - this.#checkedAtMs <= 2 * routing.checkIntervalMs
    this.#tickLater()
    if (isFresh) return
    const [own, ...others] = this.#servers.map((server) => this.#check(server))
    const all = Promise.all([own, ...others])
    // One standby that is out of reach must not hold up who can go to the primary.
    await Promise.race([all, own!.then(() => (this.#active === null ? all : null))])
    this.#checkedAtMs = clock.now()
  }

  #tickLater(): void {
    const { clock, routing } = this.#options
    if (this.#cancelTick || this.#life.signal.aborted) return
    this.#cancelTick = clock.setTimer(() => void this.#tick(), routing.checkIntervalMs)
  }

  async #tick(): Promise<void> {
    const { clock } = this.#options
    if (clock.now() - this.#lastUsedAtMs <= AWAKE_MS) {
      await Promise.all(this.#servers.map((server) => this.#check(server)))
      this.#checkedAtMs = clock.now()
      this.#cancelTick = null
      this.#tickLater()
    } else this.#cancelTick = null
  }

  async #check({ name, poolId }: ServerState): Promise<void> {
    const { clock, poolFor, inspect } = this.#options
    const { signal } = this.#life
    try {
      const facts = await withDeadline({
        clock,
        limitMs: CHECK_LIMIT_MS,
        signal,
        onLimit: () => this.#silence(poolId),
        work: (limited) =>
          poolFor(poolId).use({ label: 'Server check', signal: limited }, async (lease) => {
            if (inspect) return inspect(lease.connection, limited)
            await lease.connection.ping(limited)
            return { isWritable: true, history: null, lagMs: null }
          }),
      })
      this.#lagMs.set(name, facts.lagMs)
      this.#learn(name, { facts })
    } catch (error) {
      if (isUnreachable(error)) this.#learn(name, { failure: messageOf(error) })
    }
  }

  /** A pool whose connections are all lent has no word about its server. */
  #silence(poolId: string): WorkbenchError {
    const { state, active, max } = this.#options.poolFor(poolId).stats()
    if (state === 'suspended')
      return new WorkbenchError('acquire-timeout', 'The pool is suspended.')
    return active >= max
      ? new WorkbenchError('acquire-timeout', 'All connections are in use.')
      : new WorkbenchError('connect-timeout', `It did not answer within ${CHECK_LIMIT_MS} ms.`)
  }

  #learn(name: string, observation: Observation): void {
    if (this.#life.signal.aborted) return
    const nowMs = this.#options.clock.now()
    const history = 'facts' in observation ? observation.facts.history : null
    const newest = history ? (this.newestSteps.get(history.id) ?? 0) : 0
    if (history) this.newestSteps.set(history.id, Math.max(newest, history.step))
    const before = this.#servers
    this.#servers = before.map((server) => {
      const news = server.name === name ? observation : factsOf(server)
      return news ? observe(server, news, this.newestSteps, nowMs) : server
    })
    for (const [index, server] of this.#servers.entries())
      if (server !== before[index]) this.#tellChange(before[index]!, server)
    this.#electActive(nowMs)
  }

  #tellChange(before: ServerState, { name, health, reason }: ServerState): void {
    if (before.health === health) this.#record('server-changed', name, reason)
    else this.#record(health === 'up' ? 'server-up' : 'server-down', name, reason)
  }

  #electActive(nowMs: number): void {
    const decision = decideActive(this.#servers, this.#active, this.#options.routing, nowMs)
    this.#active = decision.active
    if (decision.kind !== 'kept') this.#record(decision.kind, decision.active, decision.reason)
  }

  #record(kind: RoutingEvent['kind'], server: string | null, reason: string): void {
    const atMs = this.#options.clock.wallClockMs()
    const event = { sequence: ++this.#sequence, atMs, kind, server, reason }
    this.#events.push(event)
    this.#options.onEvent(event)
  }
}

/** What was last seen of a server that answered. */
function factsOf({ health, isWritable, history }: ServerState): Observation | null {
  if ((health !== 'up' && health !== 'behind') || isWritable === null) return null
  return { facts: { isWritable, history } }
}

const isUnreachable = (error: unknown): boolean =>
  error instanceof WorkbenchError && UNREACHABLE.has(error.code)
