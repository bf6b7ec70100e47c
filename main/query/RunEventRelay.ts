import { WorkbenchError } from '../../contract/errors.ts'
import type { RunEvent } from '../../contract/query.ts'
import type { Clock } from '../clock.ts'

type RunListener = (event: RunEvent) => void

type Relay = {
  readonly listeners: Set<RunListener>
  /** What happened while nobody listened. */
  missed: RunEvent[]
  isRunning: boolean
  cancelForgetting: (() => void) | null
}

/** How long the events of a run that has ended wait for somebody to take them. */
const KEPT_AFTER_END_MS = 30_000

/**
 * Brings the events of runs to who subscribed. What happens while nobody does is kept and given to
 * the next subscriber: one that comes a moment late, or is back after its socket dropped, misses
 * nothing and hears nothing twice.
 */
export class RunEventRelay {
  readonly #clock: Clock
  readonly #relays = new Map<string, Relay>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Begins a run. Throws `invalid-request` when one of that id is under way. */
  open(runId: string): { emit: RunListener; end(): void } {
    const relay = this.#relayOf(runId)
    if (relay.isRunning)
      throw new WorkbenchError(
        'invalid-request',
        `The run “${runId}” is under way already. Give each run an id of its own.`,
      )
    relay.isRunning = true
    relay.missed = []
    relay.cancelForgetting?.()
    return {
      emit: (event) => deliver(relay, event),
      end: () => this.#end(runId, relay),
    }
  }

  subscribe(runId: string, listener: RunListener): () => void {
    const relay = this.#relayOf(runId)
    const entry: RunListener = (event) => listener(event)
    relay.listeners.add(entry)
    const { missed } = relay
    relay.missed = []
    for (const event of missed) entry(event)
    return () => {
      relay.listeners.delete(entry)
      this.#forgetIfUnused(runId, relay)
    }
  }

  #end(runId: string, relay: Relay): void {
    relay.isRunning = false
    if (relay.missed.length === 0) return this.#forgetIfUnused(runId, relay)
    relay.cancelForgetting = this.#clock.setTimer(() => {
      relay.missed = []
      this.#forgetIfUnused(runId, relay)
    }, KEPT_AFTER_END_MS)
  }

  #forgetIfUnused(runId: string, relay: Relay): void {
    if (relay.isRunning || relay.listeners.size > 0 || relay.missed.length > 0) return
    relay.cancelForgetting?.()
    this.#relays.delete(runId)
  }

  #relayOf(runId: string): Relay {
    const known = this.#relays.get(runId)
    if (known) return known
    const relay: Relay = {
      listeners: new Set(),
      missed: [],
      isRunning: false,
      cancelForgetting: null,
    }
    this.#relays.set(runId, relay)
    return relay
  }
}

function deliver(relay: Relay, event: RunEvent): void {
  if (relay.listeners.size === 0) keep(relay.missed, event)
  else for (const listener of [...relay.listeners]) listener(event)
}

/** Counts of rows replace each other, so that what is kept stays small however long the run. */
function keep(missed: RunEvent[], event: RunEvent): void {
  const last = missed.at(-1)
  if (event.kind === 'rows' && last?.kind === 'rows' && last.resultId === event.resultId)
    missed[missed.length - 1] = { ...last, ...event }
  else missed.push(event)
}
