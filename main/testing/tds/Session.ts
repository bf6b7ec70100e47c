import type { Socket } from 'node:net'
import { Engine } from './Engine.ts'
import { ENCRYPTION, preloginAnswer, readEncryption, readLogin } from './login.ts'
import { MESSAGE, type Message } from './packets.ts'
import { batchText, readBulkRows, readRpc, readTransactionRequest, type Rpc } from './requests.ts'
import { Response } from './Response.ts'
import { SqlError, toSqlError } from './SqlError.ts'
import { StatementRunner } from './StatementRunner.ts'
import * as tokens from './tokens.ts'
import { typeOf, type Value } from './types.ts'
import { Wire, type ServerTls } from './Wire.ts'
import { writeValue } from './writeValue.ts'

export type SessionOptions = {
  readonly sessionId: number
  readonly databasePath: string
  readonly user: string
  readonly password: string
  readonly database: string
  readonly tls: ServerTls | null
  readonly onClosed: () => void
}

/** One client: logs it in and answers its requests, one after the other. */
export class Session {
  readonly #options: SessionOptions
  readonly #wire: Wire
  readonly #prepared = new Map<bigint, string>()
  #engine: Engine | null = null
  #runner: StatementRunner | null = null
  /** The request at work, and those behind it. */
  #queue: Promise<void> = Promise.resolve()
  #running = 0
  #stop = new AbortController()
  #lastHandle = 0n

  constructor(socket: Socket, options: SessionOptions) {
    this.#options = options
    this.#wire = new Wire(socket, options.sessionId, {
      tls: options.tls,
      onMessage: (message) => this.#receive(message),
      onClosed: () => this.#close(),
    })
  }

  get isRunning(): boolean {
    return this.#running > 0
  }

  /** As KILL does. */
  kill(): void {
    this.#stop.abort()
    this.#wire.destroy()
  }

  #close(): void {
    this.#stop.abort()
    void this.#queue.then(() => this.#engine?.close())
    this.#options.onClosed()
  }

  #receive(message: Message): void {
    if (message.type === MESSAGE.attention) this.#stop.abort()
    this.#running++
    this.#queue = this.#queue
      .then(() => this.#answer(message))
      .catch(() => this.#wire.destroy())
      .finally(() => this.#running--)
  }

  async #answer(message: Message): Promise<void> {
    switch (message.type) {
      case MESSAGE.prelogin:
        return this.#prelogin(message.body)
      case MESSAGE.login:
        return this.#login(message.body)
      case MESSAGE.attention: {
        // What was stopped is over; the next request may run again.
        this.#stop = new AbortController()
        const end = tokens.done({ isAttention: true })
        return void (await this.#wire.send(end, { isLast: true }))
      }
      default:
        return this.#request(message)
    }
  }

  async #prelogin(body: Buffer): Promise<void> {
    const { tls } = this.#options
    const asked = readEncryption(body)
    const encryption = tls
      ? asked === ENCRYPTION.notSupported
        ? ENCRYPTION.required
        : ENCRYPTION.on
      : ENCRYPTION.notSupported
    await this.#wire.send(preloginAnswer(encryption), { isLast: true })
    if (tls && asked !== ENCRYPTION.notSupported && !this.#wire.isSecure) this.#wire.startTls(tls)
  }

  async #login(body: Buffer): Promise<void> {
    const { user, password, database, packetBytes } = readLogin(body)
    const options = this.#options
    const response = new Response(this.#wire, () => false)
    const refusal =
      user !== options.user || password !== options.password
        ? new SqlError(18_456, `Login failed for user '${user}'.`, 14)
        : database !== '' && database !== options.database
          ? new SqlError(4060, `Cannot open database "${database}" requested by the login.`, 11)
          : null
    if (refusal) {
      response.add(tokens.report(refusal.reportAt(1)))
      response.endStatement({ isError: true })
      await response.end()
      return this.#wire.destroy()
    }
    this.#engine = new Engine(options.databasePath, options.sessionId)
    this.#runner = new StatementRunner(this.#engine, options.database)
    for (const token of [
      tokens.databaseChanged(options.database, 'master'),
      tokens.languageChanged(),
      tokens.collationChanged(),
      tokens.loginAcknowledged(),
      tokens.packetSizeChanged(packetBytes),
    ])
      response.add(token)
    response.endStatement({})
    await response.end()
    this.#wire.packetBytes = packetBytes
  }

  async #request(message: Message): Promise<void> {
    const runner = this.#runner
    if (!runner) return this.#wire.destroy()
    const response = new Response(this.#wire, () => this.#stop.signal.aborted)
    if (message.resetsConnection) {
      runner.reset()
      this.#prepared.clear()
      response.add(tokens.resetAcknowledged())
    }
    if (message.isIgnored) response.endStatement({ isError: true })
    else await this.#perform(message, runner, response)
    await response.end()
  }

  async #perform(message: Message, runner: StatementRunner, response: Response): Promise<void> {
    const { signal } = this.#stop
    switch (message.type) {
      case MESSAGE.batch:
        return runner.runBatch(batchText(message.body), {}, response, signal)
      case MESSAGE.rpc:
        response.isProcedure = true
        return this.#call(readRpc(message.body), runner, response, signal)
      case MESSAGE.transaction:
        return runner.manage(readTransactionRequest(message.body), response)
      case MESSAGE.bulkLoad:
        return runner.load(readBulkRows(message.body).rows, response)
      default:
        return this.#wire.destroy()
    }
  }

  async #call(
    { procedure, parameters }: Rpc,
    runner: StatementRunner,
    response: Response,
    signal: AbortSignal,
  ): Promise<void> {
    const byPlace = parameters.map(({ value }) => value)
    const bound = (first: number) =>
      Object.fromEntries(parameters.slice(first).map(({ name, value }) => [name, value]))
    switch (procedure.toLowerCase()) {
      case 'sp_executesql':
        await runner.runBatch(String(byPlace[0]), bound(2), response, signal)
        break
      case 'sp_prepare':
        this.#prepare(String(byPlace[2]), response)
        break
      case 'sp_execute':
        await this.#execute(byPlace[0]!, bound(1), runner, response, signal)
        break
      case 'sp_unprepare':
        this.#prepared.delete(byPlace[0] as bigint)
        break
      default:
        response.add(
          tokens.report(
            new SqlError(2812, `Could not find stored procedure '${procedure}'.`).reportAt(1),
          ),
        )
    }
    response.add(tokens.returnStatus(0))
    response.add(tokens.done({ kind: tokens.DONE.procedure }))
  }

  #prepare(sql: string, response: Response): void {
    const handle = ++this.#lastHandle
    this.#prepared.set(handle, sql)
    const int = typeOf('int')
    response.add(tokens.returnValue(0, '@handle', int, (out) => writeValue(out, int, handle)))
  }

  async #execute(
    handle: Value,
    parameters: Readonly<Record<string, Value>>,
    runner: StatementRunner,
    response: Response,
    signal: AbortSignal,
  ): Promise<void> {
    const sql = this.#prepared.get(handle as bigint)
    if (sql !== undefined) return runner.runBatch(sql, parameters, response, signal)
    const error = toSqlError(
      new SqlError(8179, `Could not find prepared statement with handle ${String(handle)}.`),
    )
    response.add(tokens.report(error.reportAt(1)))
  }
}
