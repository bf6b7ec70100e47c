import type { BreakerInfo } from '../../contract/pools.ts'
import type { Clock } from '../clock.ts'
import { decideBreaker } from './decideBreaker.ts'
import type { Outage } from './Opener.ts'
import { breakerOpen, formatted } from './poolErrors.ts'
import type { EventFacts } from './PoolEventLog.ts'

type BreakerOptions = {
  readonly name: () => string
  readonly clock: Clock
  readonly record: (event: EventFacts) => void
  readonly facts: () => {
    answering: number
    creating: number
    isResting: boolean
    outage: Outage | null
  }
}

const EVENT_BY_STATE = {
  open: 'breaker-opened',
  'half-open': 'breaker-half-opened',
  closed: 'breaker-closed',
} as const

/** Turns new requests away while the server is out of reach, instead of letting each wait in vain. */
export class Breaker {
  readonly #options: BreakerOptions
  #state: BreakerInfo['state'] = 'closed'

  constructor(options: BreakerOptions) {
    this.#options = options
  }

  /** Tells a change of state; called whenever an attempt to connect may have changed it. */
  look(): void {
    const { clock, record, facts } = this.#options
    const { outage, ...now } = facts()
    const nowMs = clock.now()
    const { state, reason } = decideBreaker({ ...now, outage, nowMs })
    // Who waits since before has the server tried by itself: no trial before the breaker has opened.
    const isEarly = this.#state === 'closed' && state === 'half-open'
    if (state === this.#state || isEarly) return
    this.#state = state
    const outlook =
      state === 'open' && outage
        ? `. Next attempt in ${formatted(Math.max(0, outage.retryAtMs - nowMs))} ms`
        : ''
    record({ kind: EVENT_BY_STATE[state], reason: `${reason}${outlook}` })
  }

  /** What a new request is told instead of waiting; null: it may wait. */
  refusal(): Error | null {
    this.look()
    const { name, clock, facts } = this.#options
    const { outage, isResting, answering, creating } = facts()
    if (!outage) return null
    if (outage.isPermanent && isResting && answering === 0) return outage.error
    // A trial that meets silence takes as long as an attempt may: one request waits for it, not all.
    const isTrying = this.#state === 'half-open' && outage.isSilent && creating > 0
    if (this.#state !== 'open' && !isTrying) return null
    const retryInMs = Math.max(0, outage.retryAtMs - clock.now())
    return breakerOpen({
      name: name(),
      failureCount: outage.failureCount,
      retryInMs,
      isTrying,
      nextRetryAtMs: Math.round(clock.wallClockMs() + retryInMs),
      connectError: outage.error,
    })
  }

  /** Not closed: the server is out of reach. */
  get isTurningAway(): boolean {
    return this.#state !== 'closed'
  }

  info(): BreakerInfo {
    const { clock, facts } = this.#options
    const { outage, isResting } = facts()
    const putOffMs = outage && isResting ? outage.retryAtMs - clock.now() : null
    return {
      state: this.#state,
      failureCount: outage?.failureCount ?? 0,
      nextRetryAtMs: putOffMs === null ? null : Math.round(clock.wallClockMs() + putOffMs),
    }
  }
}
