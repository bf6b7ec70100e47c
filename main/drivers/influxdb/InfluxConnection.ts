import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { WorkbenchError } from '../../../contract/errors.ts'
import type { BulkLoad, BulkOutcome } from '../bulkLoad.ts'
import type {
  Connection,
  ConnectionTarget,
  RunSink,
  ServerInfo,
  SessionState,
  Statement,
  StatementOutcome,
} from '../driver.ts'
import { type HttpClient, lossError } from './HttpClient.ts'
import type { Login } from './login.ts'
import { type QueryRequest, queryRequest } from './queryRequest.ts'
import { cancelledError, doubtText } from './responseError.ts'
import { checkReadOnly, firstWord, isBlank } from './statements.ts'
import { stopQuery } from './stopQuery.ts'
import { LineWriter } from './lineProtocol.ts'
import { lineColumns, writeLines } from './writeLines.ts'

export type InfluxConnectionOptions = {
  readonly client: HttpClient
  readonly login: Login
  readonly target: ConnectionTarget
  readonly server: Omit<ServerInfo, 'sessionId'>
}

/** Statements sent one by one: the server keeps no session between them. */
export class InfluxConnection implements Connection {
  readonly server: ServerInfo
  readonly login: Login
  readonly #client: HttpClient
  readonly #target: ConnectionTarget
  readonly #ended = new AbortController()
  #isRunning = false

  constructor({ client, login, target, server }: InfluxConnectionOptions) {
    this.server = { ...server, sessionId: randomUUID() }
    this.login = login
    this.#client = client
    this.#target = target
  }

  get session(): SessionState {
    return this.#ended.signal.aborted ? 'lost' : 'clean'
  }

  run(statement: Statement, sink: RunSink, signal: AbortSignal): Promise<StatementOutcome> {
    return this.#exclusively(async () => {
      const { sql } = statement
      const { language } = this.login
      if (isBlank(sql, language)) return { affectedRows: null, command: null }
      if (this.#target.isReadOnly) checkReadOnly(sql, language)
      if (signal.aborted) throw cancelledError()
      await this.#query(queryRequest(this.login, statement), { sink, signal })
      return { affectedRows: null, command: language === 'flux' ? null : firstWord(sql) }
    })
  }

  /** An answer of the program's own questions, whatever it is. */
  ask(
    path: string,
    parameters: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<string> {
    return this.#client.text({ method: 'GET', path, parameters }, signal)
  }

  bulkInsert(load: BulkLoad, signal: AbortSignal): Promise<BulkOutcome> {
    return this.#exclusively(async () => {
      if (this.#target.isReadOnly)
        throw new WorkbenchError('read-only', 'Nothing was written: the connection is read-only.')
      try {
        return await writeLines(
          this.#client,
          this,
          load,
          AbortSignal.any([signal, this.#ended.signal]),
        )
      } catch (error) {
        throw signal.aborted ? cancelledError() : error
      }
    })
  }

  describeLoad({
    table,
    columns,
    points = [],
  }: Pick<BulkLoad, 'table' | 'columns' | 'points'>): string {
    const placed = lineColumns(columns, points)
    return new LineWriter(table, placed).example(placed)
  }

  async ping(signal: AbortSignal): Promise<void> {
    if (this.session === 'lost') throw this.#lost()
    await this.#client.text({ method: 'GET', path: '/ping' }, signal)
  }

  async reset(): Promise<void> {}

  async close(): Promise<void> {
    this.destroy()
  }

  destroy(): void {
    this.#ended.abort(this.#lost())
    this.#client.destroy()
  }

  /** Requests stand alone: what breaks one is told by it, and the next opens a socket of its own. */
  onLost(): void {}

  async #query(
    { request, read }: QueryRequest,
    { sink, signal }: { sink: RunSink; signal: AbortSignal },
  ): Promise<void> {
    const { statementTimeoutMs } = this.#target
    const limit = new AbortController()
    const timer =
      statementTimeoutMs > 0 ? setTimeout(() => limit.abort(), statementTimeoutMs) : null
    const stopped = AbortSignal.any([signal, limit.signal])
    const ended = AbortSignal.any([stopped, this.#ended.signal])
    let response: IncomingMessage | null = null
    const stop = stopQuery(this.#client, this.login, request)
    try {
      response = await this.#client.send(request, ended)
      await withAbort(read(response, sink), ended)
    } catch (error) {
      if (this.#ended.signal.aborted) throw this.#lost()
      if (!stopped.aborted) throw asLoss(error)
      const doubt = await stop()
      throw signal.aborted ? cancelledError(doubt) : timeoutError(statementTimeoutMs, doubt)
    } finally {
      if (timer) clearTimeout(timer)
      // What was not read to its end would hold the socket.
      if (response && !response.readableEnded) response.destroy()
    }
  }

  async #exclusively<T>(work: () => Promise<T>): Promise<T> {
    if (this.session === 'lost') throw this.#lost()
    if (this.#isRunning) throw new Error('The connection is already running a statement')
    this.#isRunning = true
    try {
      return await work()
    } finally {
      this.#isRunning = false
    }
  }

  #lost(): WorkbenchError {
    return new WorkbenchError('connection-lost', 'The connection was closed by Sluice')
  }
}

/** A sink that is never ready again must not hold up a stop. */
async function withAbort(work: Promise<void>, signal: AbortSignal): Promise<void> {
  const aborted = Promise.withResolvers<never>()
  const abort = () => aborted.reject(signal.reason)
  signal.addEventListener('abort', abort, { once: true })
  if (signal.aborted) abort()
  work.catch(() => {})
  try {
    await Promise.race([work, aborted.promise])
  } finally {
    signal.removeEventListener('abort', abort)
  }
}

/** Sockets that break in the midst of a response say so in Node's words. */
const asLoss = (error: unknown): unknown => {
  const { code } = error as { code?: unknown }
  return code === 'ECONNRESET' || code === 'EPIPE' || code === 'ERR_STREAM_PREMATURE_CLOSE'
    ? lossError(error)
    : error
}

const timeoutError = (timeoutMs: number, doubt: string | null): WorkbenchError =>
  new WorkbenchError(
    'statement-timeout',
    `The statement took longer than the ${timeoutMs} ms that the connection allows, and was stopped${doubtText(doubt)}.`,
    { details: { timeoutMs } },
  )
