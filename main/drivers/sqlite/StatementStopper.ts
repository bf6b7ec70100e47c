import { WorkbenchError } from '../../../contract/errors.ts'
import type { ProcessLink } from './ProcessLink.ts'

/** A statement that gives way between two rows does so within this time. */
export const STOP_GRACE_MS = 250

export type StopReason =
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'timeout'; readonly limitMs: number }
  /** The rows could not be stored. */
  | { readonly kind: 'refused'; readonly error: unknown }

/**
 * Stops the statement under way: asks first, and ends the process when there is no answer, since
 * SQLite is inside one long step then (a sort, a recursive query, a lock) and cannot hear.
 */
export class StatementStopper {
  readonly #link: ProcessLink
  readonly #graceMs: number
  #reason: StopReason | null = null
  #isForced = false
  #timer: NodeJS.Timeout | null = null

  constructor(link: ProcessLink, graceMs: number) {
    this.#link = link
    this.#graceMs = graceMs
  }

  get reason(): StopReason | null {
    return this.#reason
  }

  stop(reason: StopReason): void {
    if (this.#reason) return
    this.#reason = reason
    this.#link.stop()
    this.#timer = setTimeout(() => {
      this.#isForced = true
      this.#link.kill()
    }, this.#graceMs)
  }

  /** The statement has ended, one way or the other. */
  settle(): void {
    if (this.#timer) clearTimeout(this.#timer)
  }

  /** What the user is told of a stop. */
  describe(reason: StopReason, { hadTransaction }: { hadTransaction: boolean }): unknown {
    if (reason.kind === 'refused') return reason.error
    const how = this.#isForced
      ? ` It was inside a step that cannot be interrupted, so its process was ended after ` +
        `${this.#graceMs} ms${hadTransaction ? '; the open transaction is rolled back' : ''}.`
      : ''
    const details = { processEnded: this.#isForced }
    if (reason.kind === 'cancelled')
      return new WorkbenchError('statement-cancelled', `Cancelled.${how}`, { details })
    return new WorkbenchError(
      'statement-timeout',
      `Stopped after the connection’s statement timeout of ${reason.limitMs} ms.${how}`,
      { details: { ...details, limitMs: reason.limitMs } },
    )
  }
}
