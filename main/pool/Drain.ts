import type { OpenConnections } from './OpenConnections.ts'
import type { Opener } from './Opener.ts'

type DrainOptions = {
  readonly connections: OpenConnections
  readonly opener: Opener
  /** Aborted at the end: whatever still asks a server then gives up. */
  readonly life: AbortController
  /** Nothing is looked after any more. */
  readonly stopTimers: () => void
  /** Nothing is left. */
  readonly onDrained: () => void
}

/** The end of a pool's connections: idle ones now, the others as they come back or are cut. */
export class Drain {
  readonly #options: DrainOptions
  #hasBegun = false

  constructor(options: DrainOptions) {
    this.#options = options
  }

  get hasBegun(): boolean {
    return this.#hasBegun
  }

  /** Opens no more, closes what is idle, and the rest as it comes back. */
  begin(): void {
    const { connections, opener, stopTimers } = this.#options
    this.#hasBegun = true
    stopTimers()
    opener.giveUp(opener.creating, 'the pool closes')
    opener.forgetOutage()
    connections.closeIdleAbove(0, 'the pool closes')
    this.look()
  }

  /** Ends when nothing is left. */
  look(): void {
    const { connections, opener, onDrained } = this.#options
    if (connections.total > 0 || connections.closing > 0 || !opener.isQuiet) return
    this.#end()
    onDrained()
  }

  /** Cuts whatever is left, in use or not; answers with how many were. */
  cut(): number {
    const { connections } = this.#options
    const { total } = connections
    for (const connection of connections) {
      // The server would go on with a statement whose connection is gone.
      connection.lease?.tellKilled('The pool was closed before the statement had ended.')
      connections.destroy(connection, 'cut: the pool closes and its deadline has passed')
    }
    this.#end()
    return total
  }

  #end(): void {
    this.#options.stopTimers()
    this.#options.life.abort(new Error('The pool is closed'))
  }
}
