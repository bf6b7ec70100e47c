import type { Exchange } from './Exchange.ts'
import type { StatementExchange } from './StatementExchange.ts'
import { BACKEND, type ReportFields } from './wire/backend.ts'
import { sync } from './wire/frontend.ts'
import type { MessageBytes, Wire } from './wire/Wire.ts'

/** A prepared read and who waits for its end. */
export type PendingRead = {
  readonly exchange: StatementExchange
  readonly ended: PromiseWithResolvers<'answered' | 'skipped'>
}

/**
 * Prepared reads that are sent in one piece and share one Sync: the server begins and ends one
 * transaction for all of them, and answers with one system call. After an error it skips the others,
 * which are then to be asked anew.
 */
export class ReadBatch implements Exchange {
  readonly #wire: Wire
  readonly #reads: readonly PendingRead[]
  #at = 0

  constructor(wire: Wire, reads: readonly PendingRead[]) {
    this.#wire = wire
    this.#reads = reads
  }

  /** Those without an answer: skipped by the server, or waiting when the session was lost. */
  get unanswered(): readonly PendingRead[] {
    return this.#reads.slice(this.#at)
  }

  start(): void {
    for (const { exchange } of this.#reads) exchange.start()
    this.#wire.sendSoon(sync())
  }

  receive(code: number, message: MessageBytes, start: number): void {
    this.#current?.exchange.receive(code, message, start)
    if (code === BACKEND.commandComplete) this.#endCurrent()
  }

  fail(fields: ReportFields): void {
    this.#current?.exchange.fail(fields)
    this.#endCurrent()
  }

  notice(fields: ReportFields): void {
    this.#current?.exchange.notice(fields)
  }

  isDone(): boolean {
    return true
  }

  discard(): void {}

  get #current(): PendingRead | undefined {
    return this.#reads[this.#at]
  }

  #endCurrent(): void {
    const current = this.#current
    if (!current) return
    this.#at++
    current.exchange.isDone()
    current.ended.resolve('answered')
  }
}
