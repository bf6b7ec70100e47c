import { isRetryable, WorkbenchError } from '../../contract/errors.ts'
import type { Clock } from '../clock.ts'
import type { Connection } from '../drivers/driver.ts'
import { decideOpening, type OpeningFacts, restMs } from './decideOpening.ts'
import type { EventFacts } from './PoolEventLog.ts'
import { connectTimeout, formatted, messageOf } from './poolErrors.ts'
import { withDeadline } from './withDeadline.ts'

export type OpenerOptions = {
  readonly name: () => string
  readonly connect: (signal: AbortSignal) => Promise<Connection>
  readonly connectLimitMs: () => number
  readonly opensFile: () => boolean
  readonly clock: Clock
  readonly random: () => number
  readonly record: (event: EventFacts) => void
  readonly onOpened: (opened: Opened) => void
  readonly onFailed: (outage: Outage) => void
  /** Something changed for which another attempt may be worth it, or the last one has ended. */
  readonly onFree: () => void
}

export type Opened = {
  readonly id: number
  readonly connection: Connection
  readonly elapsedMs: number
}

/** The server cannot be reached, as far as the last attempt tells. */
export type Outage = {
  readonly error: Error
  /** Attempts that failed since the last that succeeded. */
  readonly failureCount: number
  /** When the first of them failed. */
  readonly sinceMs: number
  /** Resting until then; no attempt is made before. */
  readonly retryAtMs: number
  /** Trying again cannot help: a wrong password, an unknown host. */
  readonly isPermanent: boolean
  /** The last attempt met no answer at all, not even a refusal. */
  readonly isSilent: boolean
}

type Attempt = {
  readonly id: number
  readonly controller: AbortController
  readonly outage: Outage | null
}

/**
 * Opens connections for the pool, never for one waiter: an attempt goes on when its waiter is gone,
 * and who waits longest gets what it brings. After a failure it rests, longer each time.
 */
export class Opener {
  readonly #options: OpenerOptions
  readonly #attempts = new Set<Attempt>()
  #nextId = 1
  /** Calls to the driver that have not ended, those given up among them. */
  #unsettled = 0
  #outage: Outage | null = null
  #cancelRest: (() => void) | null = null

  constructor(options: OpenerOptions) {
    this.#options = options
  }

  /** Attempts whose connection is still wanted. */
  get creating(): number {
    return this.#attempts.size
  }

  get isQuiet(): boolean {
    return this.#unsettled === 0
  }

  /** Whether the last attempt failed, and whether it is too early for another. */
  get situation(): { outage: Outage | null; isResting: boolean } {
    return { outage: this.#outage, isResting: this.#cancelRest !== null }
  }

  /** Starts as many attempts as are wanted now. */
  openAsNeeded(facts: Omit<OpeningFacts, 'creating' | 'outage'>): void {
    const { outage, isResting } = this.situation
    const { count, reason } = decideOpening({
      ...facts,
      creating: this.creating,
      outage: outage && { isResting, isPermanent: outage.isPermanent },
    })
    for (let started = 0; started < count; started++) this.#open(reason)
  }

  #open(reason: string): void {
    const attempt: Attempt = {
      id: this.#nextId++,
      controller: new AbortController(),
      outage: this.#outage,
    }
    this.#attempts.add(attempt)
    this.#options.record({ kind: 'connection-opening', connectionId: attempt.id, reason })
    void this.#run(attempt)
  }

  /** Gives up the newest attempts; what they still bring is destroyed. */
  giveUp(count: number, reason: string): void {
    const newestFirst = [...this.#attempts].reverse()
    for (const attempt of newestFirst.slice(0, Math.max(0, count))) {
      this.#attempts.delete(attempt)
      attempt.controller.abort(new WorkbenchError('aborted', reason))
    }
  }

  /** Forgets that the server was down, for the next attempt to be made at once. */
  forgetOutage(): void {
    this.#cancelRest?.()
    this.#cancelRest = null
    this.#outage = null
  }

  async #run(attempt: Attempt): Promise<void> {
    const { clock, record, onOpened, onFree } = this.#options
    const { id } = attempt
    const startedAtMs = clock.now()
    let connection: Connection
    try {
      connection = await this.#connect(attempt)
    } catch (error) {
      this.#attempts.delete(attempt)
      this.#fail(attempt, error)
      onFree()
      return
    }
    if (!this.#attempts.delete(attempt)) {
      // Given up in the moment between its success and our hearing of it.
      connection.destroy()
      this.#fail(attempt, attempt.controller.signal.reason)
      onFree()
      return
    }
    this.forgetOutage()
    const elapsedMs = clock.now() - startedAtMs
    record({
      kind: 'connection-opened',
      connectionId: id,
      reason: `in ${formatted(elapsedMs)} ms`,
    })
    onOpened({ id, connection, elapsedMs })
  }

  #connect({ controller }: Attempt): Promise<Connection> {
    const { clock, connect, connectLimitMs, name, opensFile, onFree } = this.#options
    const limitMs = connectLimitMs()
    this.#unsettled++
    return withDeadline({
      clock,
      limitMs,
      signal: controller.signal,
      onLimit: () => connectTimeout(name(), limitMs, { opensFile: opensFile() }),
      work: connect,
      discard: (late) => late.destroy(),
      onSettled: () => {
        this.#unsettled--
        onFree()
      },
    })
  }

  #fail(attempt: Attempt, thrown: unknown): void {
    const { clock, random, record, onFailed, onFree } = this.#options
    const error = thrown instanceof Error ? thrown : new Error(String(thrown))
    const failed = (reason: string) =>
      record({ kind: 'connection-failed', connectionId: attempt.id, reason })
    if (attempt.controller.signal.aborted) return failed(messageOf(error))

    // Attempts that began together fail together: that is one failure, not three.
    const isNews = attempt.outage === this.#outage
    const failureCount = (this.#outage?.failureCount ?? 0) + (isNews ? 1 : 0)
    const delayMs = restMs(failureCount, random)
    this.#outage = {
      error,
      failureCount,
      sinceMs: this.#outage?.sinceMs ?? clock.now(),
      retryAtMs: clock.now() + delayMs,
      isPermanent: !(error instanceof WorkbenchError && isRetryable(error.code)),
      isSilent: error instanceof WorkbenchError && error.code === 'connect-timeout',
    }
    this.#cancelRest?.()
    this.#cancelRest = clock.setTimer(() => {
      this.#cancelRest = null
      onFree()
    }, delayMs)
    const outlook = this.#outage.isPermanent
      ? 'Not tried again until it is asked for.'
      : `Next attempt in ${formatted(delayMs)} ms.`
    failed(`${error.message} ${outlook}`)
    onFailed(this.#outage)
  }
}
