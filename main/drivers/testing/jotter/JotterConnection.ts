import { WorkbenchError } from '../../../../contract/errors.ts'
import { splitStatements } from '../../../../contract/sql/splitStatements.ts'
import type {
  Connection,
  Parameter,
  RunSink,
  ServerInfo,
  SessionState,
  Statement,
  StatementOutcome,
} from '../../driver.ts'
import { unlessCancelled } from '../../unlessCancelled.ts'
import { cancelledError, JotterError, translated } from './classifyError.ts'
import { RowWriter } from './RowWriter.ts'
import type { Done, Message, Session, WireCell } from './Session.ts'

const STOP_DEADLINE_MS = 2_000

type Take = (message: Message) => void | Promise<void>

/** What statements do to a session of Jotter, and what the session does around them. */
export class JotterConnection implements Connection {
  readonly server: ServerInfo
  readonly #session: Session
  #isDirty = false
  #isRunning = false

  constructor(session: Session, server: ServerInfo) {
    this.#session = session
    this.server = server
  }

  get session(): SessionState {
    if (this.#session.lost) return 'lost'
    return this.#isDirty ? 'dirty' : 'clean'
  }

  run({ sql, parameters = [] }: Statement, sink: RunSink, signal: AbortSignal) {
    return this.#exclusively(async () => {
      let outcome: StatementOutcome = { affectedRows: null, command: null }
      for (const { text } of splitStatements(sql, 'redis')) {
        const request = { run: text, values: parameters.map(literal) }
        outcome = await this.#runOne(request, sink, signal)
      }
      return outcome
    })
  }

  /** Rows of a command of the program's own, which are few. */
  ask(run: string, values: readonly Parameter[], signal: AbortSignal): Promise<WireCell[][]> {
    return this.#exclusively(async () => {
      const rows: WireCell[][] = []
      const take: Take = (message) => void ('row' in message && rows.push([...message.row]))
      await this.#exchange({ run, values: values.map(literal) }, take, signal)
      return rows
    })
  }

  async ping(signal: AbortSignal): Promise<void> {
    await this.#exclusively(() => this.#exchange({}, () => {}, signal))
  }

  async reset(signal: AbortSignal): Promise<void> {
    await this.#exclusively(() => this.#exchange({ reset: true }, () => {}, signal))
  }

  close(): Promise<void> {
    return this.#session.close()
  }

  destroy(): void {
    this.#session.destroy()
  }

  onLost(listener: (error: WorkbenchError) => void): void {
    this.#session.onLost(listener)
  }

  async #exclusively<T>(work: () => Promise<T>): Promise<T> {
    if (this.#session.lost) throw this.#session.lost
    if (this.#isRunning) throw new Error('The session is already running a statement')
    this.#isRunning = true
    try {
      return await work()
    } finally {
      this.#isRunning = false
    }
  }

  async #runOne(
    request: { readonly run: string },
    sink: RunSink,
    signal: AbortSignal,
  ): Promise<StatementOutcome> {
    let rows: RowWriter | null = null
    const take: Take = (message) => {
      if ('columns' in message) rows = new RowWriter(message.columns, sink)
      else if ('row' in message) return rows!.add(message.row)
      else return rows?.finish()
    }
    const { changed = null } = await this.#exchange(request, take, signal)
    return { affectedRows: changed, command: request.run.split(/\s/, 1)[0]!.toUpperCase() }
  }

  /** Sends a request and reads its answer to the end, also when nobody wants it any more. */
  async #exchange(request: object, take: Take, signal: AbortSignal): Promise<Done> {
    if (signal.aborted) throw cancelledError()
    const number = this.#session.send(request)
    let deadline: NodeJS.Timeout | undefined
    const stop = () => {
      if (deadline) return
      this.#session.send({ stop: number })
      deadline = setTimeout(() => this.destroy(), STOP_DEADLINE_MS)
    }
    signal.addEventListener('abort', stop, { once: true })
    try {
      return await this.#readAnswer(take, stop, signal)
    } catch (error) {
      // The session died of the stop.
      throw signal.aborted && this.#session.lost ? cancelledError() : translated(error)
    } finally {
      clearTimeout(deadline)
      signal.removeEventListener('abort', stop)
    }
  }

  async #readAnswer(take: Take, stop: () => void, signal: AbortSignal): Promise<Done> {
    let failure: { readonly error: unknown } | null = null
    for (;;) {
      const message = this.#session.take() ?? (await this.#session.receive())
      if ('error' in message) throw failure ? failure.error : new JotterError(message.error)
      if (signal.aborted) failure ??= { error: cancelledError() }
      try {
        const taken = failure ? undefined : take(message)
        // A sink that is never ready again must not hold up a stop.
        if (taken) await unlessCancelled(taken, signal, cancelledError)
      } catch (error) {
        failure = { error }
        stop()
      }
      if (!('done' in message)) continue
      this.#isDirty = message.done.isDirty ?? false
      if (failure) throw failure.error
      return message.done
    }
  }
}

/** A value as the server reads it; bigints keep their digits. */
function literal(value: Parameter): string {
  if (typeof value === 'bigint') return String(value)
  if (value instanceof Uint8Array)
    throw new WorkbenchError('unsupported', 'Jotter has no bytes. Bind them as text.')
  return JSON.stringify(value)
}
