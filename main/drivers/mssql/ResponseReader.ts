import { EventEmitter } from 'node:events'
import type { RowReader } from './columns/RowReader.ts'
import { StreamParser, type ParserOptions, type Token, type TokenHandler } from './tedious.ts'

const ROW = 0xd1
const ROW_WITHOUT_NULLS = 0xd2

/** Hears what a response holds, before the client library does. */
export interface ResponseListener {
  token(token: Token): void
  /** Rows were read; the reader of them decides whether they are to be handed on. */
  rowsRead(): void
}

/**
 * Takes the place of the client library's token parser, with the same face: rows go from the bytes
 * into columns, all other tokens to the library's handler.
 */
export class ResponseReader extends EventEmitter {
  #isPaused = false
  #onResume: (() => void) | null = null

  constructor(
    message: AsyncIterable<Buffer>,
    handler: TokenHandler,
    options: ParserOptions,
    listener: ResponseListener & { readonly rows: RowReader | null },
  ) {
    super()
    this.#run(message, handler, new RowStreamParser(options, listener), listener).then(
      () => process.nextTick(() => this.emit('end')),
      (error: unknown) => process.nextTick(() => this.emit('error', error)),
    )
  }

  pause(): void {
    this.#isPaused = true
  }

  resume(): void {
    this.#isPaused = false
    this.#onResume?.()
    this.#onResume = null
  }

  async #run(
    message: AsyncIterable<Buffer>,
    handler: TokenHandler,
    parser: RowStreamParser,
    listener: ResponseListener,
  ): Promise<void> {
    // Not by `for await`, which would destroy the message when a token fails.
    const chunks = message[Symbol.asyncIterator]()
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) {
      parser.write(next.value)
      for (;;) {
        while (this.#isPaused) await new Promise<void>((resolve) => (this.#onResume = resolve))
        const token = parser.read()
        if (!token) break
        if (token === ROWS_READ) {
          listener.rowsRead()
          continue
        }
        listener.token(token)
        const handle = handler[token.handlerName] as (token: Token) => void
        handle.call(handler, token)
      }
    }
    parser.end()
  }
}

/** Ends a stretch of rows, so that a full batch can be handed on. */
const ROWS_READ = { name: 'ROW', handlerName: 'onRow' } as unknown as Token

class RowStreamParser extends StreamParser {
  readonly #source: { readonly rows: RowReader | null }
  readonly #plainRow = { read: () => this.#readRow() }
  readonly #rowWithoutNulls = {
    read: () => {
      this.#source.rows!.readNulls(this)
      return this.#readRow()
    },
  }

  constructor(options: ParserOptions, source: { readonly rows: RowReader | null }) {
    super(options)
    this.#source = source
  }

  override readToken(): Token | undefined {
    const type = this.buffer[this.position]
    if (type === ROW) return this.startTokenReader(this.#plainRow)
    if (type === ROW_WITHOUT_NULLS) return this.startTokenReader(this.#rowWithoutNulls)
    return super.readToken()
  }

  /** Without a token the parser goes right on with the next row. */
  #readRow(): Token {
    const rows = this.#source.rows!
    rows.readRow(this)
    return rows.isReady ? ROWS_READ : NO_TOKEN
  }
}

/** The parser skips what gives no token; its types do not say so of rows. */
const NO_TOKEN = undefined as unknown as Token
