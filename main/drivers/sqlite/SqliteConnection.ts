import { WorkbenchError } from '../../../contract/errors.ts'
import type { BulkLoad, BulkOutcome } from '../bulkLoad.ts'
import type {
  Connection,
  RunSink,
  ServerInfo,
  SessionState,
  Statement,
  StatementOutcome,
} from '../driver.ts'
import { bulkInsert } from './bulkInsert.ts'
import { translateFailure } from './classifyError.ts'
import { type FinalReply, NO_OUTCOME, type Reply, type Request } from './protocol.ts'
import { ResultDelivery } from './ResultDelivery.ts'
import type { ProcessLink } from './ProcessLink.ts'
import { STOP_GRACE_MS, StatementStopper, type StopReason } from './StatementStopper.ts'

/** Batches on their way at once: one being stored, one being read, two between. */
const WINDOW_BATCHES = 4
const CLOSE_WITHIN_MS = 2_000

/** One database in one child process; this side only passes requests and rows. */
export class SqliteConnection implements Connection {
  readonly server: ServerInfo
  readonly #link: ProcessLink
  readonly #statementTimeoutMs: number
  readonly #stopGraceMs: number
  #session: SessionState = 'clean'
  #isEnding = false
  #closing: Promise<void> | null = null
  readonly #death: Promise<void>

  constructor({
    link,
    server,
    statementTimeoutMs,
    stopGraceMs = STOP_GRACE_MS,
  }: {
    link: ProcessLink
    server: ServerInfo
    statementTimeoutMs: number
    stopGraceMs?: number
  }) {
    this.#link = link
    this.server = server
    this.#statementTimeoutMs = statementTimeoutMs
    this.#stopGraceMs = stopGraceMs
    this.#death = new Promise((resolve) =>
      link.onDeath(() => {
        this.#session = 'lost'
        resolve()
      }),
    )
  }

  get session(): SessionState {
    return this.#session
  }

  async run(statement: Statement, sink: RunSink, signal: AbortSignal): Promise<StatementOutcome> {
    checkParameters(statement)
    if (signal.aborted)
      throw new WorkbenchError('statement-cancelled', 'Cancelled before it began.')
    const stopper = new StatementStopper(this.#link, this.#stopGraceMs)
    const delivery = new ResultDelivery(sink, {
      onTaken: () => this.#link.credit(),
      onRefused: (error) => stopper.stop({ kind: 'refused', error }),
    })
    const release = this.#stopWhen(signal, (reason) => {
      delivery.cut()
      stopper.stop(reason)
    })
    const hadTransaction = this.#session === 'in-transaction'
    try {
      const reply = await this.#request(runRequest(statement), (each) => delivery.take(each))
      await delivery.finish({ isWhole: reply.kind === 'done' })
      // One without rows may have ended before it heard of being stopped: it is done, then.
      if (stopper.reason && (reply.kind !== 'done' || delivery.hasResult))
        throw stopper.describe(stopper.reason, { hadTransaction })
      return outcomeOf(reply)
    } catch (error) {
      delivery.cut()
      if (this.#session !== 'lost' || !stopper.reason) throw error
      throw stopper.describe(stopper.reason, { hadTransaction })
    } finally {
      stopper.settle()
      release()
    }
  }

  bulkInsert(load: BulkLoad, signal: AbortSignal): Promise<BulkOutcome> {
    return bulkInsert(
      {
        ask: async (request) => void outcomeOf(await this.#request(request)),
        isLost: () => this.#session === 'lost',
        stopper: new StatementStopper(this.#link, this.#stopGraceMs),
        hadTransaction: this.#session === 'in-transaction',
      },
      load,
      signal,
    )
  }

  async ping(signal: AbortSignal): Promise<void> {
    await this.#ask({ kind: 'ping' }, signal)
  }

  async reset(signal: AbortSignal): Promise<void> {
    if (this.#session !== 'clean') await this.#ask({ kind: 'reset' }, signal)
  }

  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #close(): Promise<void> {
    this.#isEnding = true
    if (this.#session === 'lost') return
    if (this.#link.isBusy) this.#link.kill()
    const timer = setTimeout(() => this.#link.kill(), CLOSE_WITHIN_MS)
    // The answer to closing is that the process ends.
    if (!this.#link.isBusy) this.#link.request({ kind: 'close' }).catch(() => {})
    await this.#death
    clearTimeout(timer)
  }

  destroy(): void {
    this.#isEnding = true
    this.#link.kill()
  }

  onLost(listener: (error: WorkbenchError) => void): void {
    this.#link.onDeath((error) => {
      if (!this.#isEnding) listener(error)
    })
  }

  /** A session that does not answer before the signal aborts is of no use: its process ends. */
  async #ask(request: Request, signal: AbortSignal): Promise<void> {
    const onAbort = () => this.#link.kill()
    signal.addEventListener('abort', onAbort, { once: true })
    try {
      outcomeOf(await this.#request(request))
    } finally {
      signal.removeEventListener('abort', onAbort)
    }
  }

  async #request(request: Request, onReply?: (reply: Reply) => void): Promise<FinalReply> {
    const reply = await this.#link.request(request, onReply)
    if (reply.kind !== 'opened' && this.#session !== 'lost') this.#session = reply.state
    return reply
  }

  #stopWhen(signal: AbortSignal, stop: (reason: StopReason) => void): () => void {
    const onAbort = () => stop({ kind: 'cancelled' })
    signal.addEventListener('abort', onAbort, { once: true })
    const limitMs = this.#statementTimeoutMs
    const timer = limitMs > 0 ? setTimeout(() => stop({ kind: 'timeout', limitMs }), limitMs) : null
    return () => {
      signal.removeEventListener('abort', onAbort)
      if (timer) clearTimeout(timer)
    }
  }
}

const runRequest = ({ sql, parameters = [] }: Statement): Request => ({
  kind: 'run',
  sql,
  parameters,
  credits: WINDOW_BATCHES,
})

function outcomeOf(reply: FinalReply): StatementOutcome {
  if (reply.kind === 'failed') throw translateFailure(reply.failure)
  return reply.kind === 'done' ? reply.outcome : NO_OUTCOME
}

/** A lone surrogate has no UTF-8: SQLite would store something else. */
function checkParameters({ parameters = [] }: Statement): void {
  const index = parameters.findIndex((each) => typeof each === 'string' && !each.isWellFormed())
  if (index >= 0)
    throw new WorkbenchError(
      'invalid-request',
      `Parameter ${index + 1} has half a surrogate pair, which SQLite's text cannot hold.`,
      { details: { parameter: index + 1 } },
    )
}
