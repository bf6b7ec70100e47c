import { WorkbenchError } from '../../../contract/errors.ts'
import { ResponseReader, type ResponseListener } from './ResponseReader.ts'
import type { RowReader } from './columns/RowReader.ts'
import { lossError } from './sessionErrors.ts'
import type { ServerReport } from './statementError.ts'
import { Request, type Client } from './tedious.ts'

/** From this severity on the server ends the session (MS-TDS 2.2.7.10). */
const FATAL_SEVERITY = 20

/** The type of a message that holds rows (MS-TDS 2.2.3.1.1). */
const BULK_LOAD = 7

export type Listener = ResponseListener & { readonly rows: RowReader | null }

/** Hears nothing: for what gives no rows. */
export const DEAF: Listener = { rows: null, token: () => {}, rowsRead: () => {} }

/** Carries requests over one connection of the client library, and knows when it is gone. */
export class Session {
  readonly #client: Client
  readonly #closed = Promise.withResolvers<void>()
  readonly #lostListeners: ((error: WorkbenchError) => void)[] = []
  #listener: Listener = DEAF
  #request: Request | null = null
  /** The server's last words, if it said why it ends the session. */
  #farewell: ServerReport | null = null
  #cause: Error | null = null
  #lost: WorkbenchError | null = null
  #isEndedByUs = false

  constructor(client: Client) {
    this.#client = client
    client.createTokenStreamParser = (message, handler) =>
      new ResponseReader(
        message,
        handler,
        client.config.options,
        this.#listener,
      ) as unknown as ReturnType<Client['createTokenStreamParser']>
    client.on('error', (error) => (this.#cause ??= error))
    client.on('errorMessage', (report: ServerReport) => {
      if ((report.class ?? 0) >= FATAL_SEVERITY) this.#farewell = report
    })
    client.on('end', () => this.#end())
  }

  get isInTransaction(): boolean {
    return this.#client.inTransaction
  }

  /** Why nothing more can be asked; null while the session stands. */
  get lost(): WorkbenchError | null {
    return this.#lost ?? (this.#isEndedByUs ? lossError(null, null, true) : null)
  }

  /** Runs a batch, or with parameters one statement; rejects with what the library says of it. */
  run(sql: string, parameters: (request: Request) => void, listener: Listener): Promise<void> {
    return this.perform(listener, sql, (request) => {
      parameters(request)
      if (request.parameters.length > 0) this.#client.execSql(request)
      else this.#client.execSqlBatch(request)
    })
  }

  /** Sends the rows that a statement INSERT BULK has announced. */
  sendRows(rows: AsyncIterable<Buffer>, listener: Listener): Promise<void> {
    const payload = {
      [Symbol.asyncIterator]: () => rows[Symbol.asyncIterator](),
      toString: () => '',
    }
    return this.perform(listener, '', (request) =>
      this.#client.makeRequest(request, BULK_LOAD, payload),
    )
  }

  begin(): Promise<void> {
    return this.#manage((done) => this.#client.beginTransaction(done))
  }

  commit(): Promise<void> {
    return this.#manage((done) => this.#client.commitTransaction(done))
  }

  save(name: string): Promise<void> {
    return this.#manage((done) => this.#client.saveTransaction(done, name))
  }

  /** The whole transaction, or up to a savepoint. */
  rollback(savepoint?: string): Promise<void> {
    return this.#manage((done) => this.#client.rollbackTransaction(done, savepoint))
  }

  /** What sp_reset_connection undoes: settings, temporary tables, the database. */
  reset(): Promise<void> {
    return this.#manage((done) => this.#client.reset(done))
  }

  /** Asks the server to stop what runs; the run then rejects, after the server confirmed. */
  cancel(): void {
    this.#request?.cancel()
  }

  /** Reads no further until the promise is settled. */
  pauseUntil(ready: Promise<void>): void {
    const request = this.#request
    request?.pause()
    void ready.finally(() => request?.resume())
  }

  async close(): Promise<void> {
    this.destroy()
    await this.#closed.promise
  }

  destroy(): void {
    if (this.#lost) return
    this.#isEndedByUs = true
    this.#client.close()
  }

  onLost(listener: (error: WorkbenchError) => void): void {
    if (this.#lost && !this.#isEndedByUs) listener(this.#lost)
    else this.#lostListeners.push(listener)
  }

  /** Sends a request by the library's own call for its kind, and waits for the end of the answer. */
  async perform(listener: Listener, sql: string, send: (request: Request) => void): Promise<void> {
    this.#listener = listener
    try {
      await new Promise<void>((resolve, reject) => {
        this.#request = new Request(sql, (error) => (error ? reject(error) : resolve()))
        // The driver keeps the time itself: the library's ends with the first row.
        this.#request.setTimeout(0)
        send(this.#request)
      })
    } catch (error) {
      throw await this.#lossBehind(error)
    } finally {
      this.#listener = DEAF
      this.#request = null
    }
  }

  #manage(send: (done: (error?: Error | null) => void) => void): Promise<void> {
    return new Promise<void>((resolve, reject) =>
      send((error) => (error ? reject(error) : resolve())),
    ).catch(async (error: unknown) => {
      throw await this.#lossBehind(error)
    })
  }

  /** A request fails a moment before the library tells that the connection is gone. */
  async #lossBehind(error: unknown): Promise<unknown> {
    const { code } = error as { code?: string }
    const isSocket = code === 'ESOCKET' || code === 'ECLOSE' || code === 'ECONNRESET'
    if (!isSocket && !(this.#isEndedByUs || this.#lost)) return error
    if (error instanceof Error) this.#cause ??= error
    if (!this.#isEndedByUs) this.#client.close()
    await this.#closed.promise
    return this.lost ?? error
  }

  #end(): void {
    if (this.#lost) return
    this.#lost = lossError(this.#farewell, this.#cause, this.#isEndedByUs)
    this.#closed.resolve()
    if (this.#isEndedByUs) return
    for (const listener of this.#lostListeners.splice(0)) listener(this.#lost)
  }
}
