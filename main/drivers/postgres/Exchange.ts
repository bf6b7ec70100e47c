import type { ReportFields } from './wire/backend.ts'
import type { MessageBytes } from './wire/Wire.ts'

/** A question to the server and its answer, up to ReadyForQuery. The connection does one at a time. */
export interface Exchange {
  /** Sends what opens the exchange. */
  start(): void
  receive(code: number, message: MessageBytes, start: number): void
  fail(fields: ReportFields): void
  notice(fields: ReportFields): void
  /** Asked at each ReadyForQuery. */
  isDone(): boolean
  /** What comes from now on is of no interest; nothing more is to be started. */
  discard(): void
}

/** Messages of the program's own whose rows do not matter: settings, BEGIN and COMMIT, a ping. */
export class ControlExchange implements Exchange {
  readonly #send: () => void
  #answersLeft: number
  error: ReportFields | null = null

  /** `answers`: how many ReadyForQuery will come. */
  constructor(send: () => void, answers = 1) {
    this.#send = send
    this.#answersLeft = answers
  }

  start(): void {
    this.#send()
  }

  receive(): void {}

  fail(fields: ReportFields): void {
    this.error ??= fields
  }

  notice(): void {}

  isDone(): boolean {
    return --this.#answersLeft === 0
  }

  discard(): void {}
}
