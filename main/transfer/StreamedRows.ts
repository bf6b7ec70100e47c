import type { Column } from '../../contract/columns.ts'
import { WorkbenchError } from '../../contract/errors.ts'
import type { ServerMessage } from '../../contract/query.ts'
import type { ResultSink, RunSink } from '../drivers/driver.ts'
import type { WorkerEncoder } from '../frame/FrameWorkers.ts'
import type { ExportSink } from './ExportSink.ts'
import { PieceQueue } from './PieceQueue.ts'

type StreamedRowsOptions = {
  open: (columns: readonly Column[]) => WorkerEncoder
  sink: ExportSink
  onRows: (rowCount: number) => void
  onMessage?: ((message: ServerMessage) => void) | undefined
  signal: AbortSignal
}

/** The one result of some statements on its way into a sink. */
export class StreamedRows implements RunSink {
  readonly #options: StreamedRowsOptions
  readonly #pieces: PieceQueue
  /** Stops the statement where its rows cannot be taken. */
  readonly #refusal = new AbortController()
  #encoder: WorkerEncoder | null = null

  constructor(options: StreamedRowsOptions) {
    this.#options = options
    this.#pieces = new PieceQueue(options.sink, options.onRows, options.signal)
  }

  /** Nothing more is wanted of the statements: by the user, or since the rows cannot be taken. */
  get isGivenUp(): boolean {
    return this.#pieces.signal.aborted || this.#refusal.signal.aborted
  }

  /** Runs one of the statements; `work` hands sink and signal on to the driver. */
  async run(work: (sink: RunSink, signal: AbortSignal) => Promise<unknown>): Promise<void> {
    const ended = AbortSignal.any([this.#pieces.signal, this.#refusal.signal])
    try {
      await work(this, ended)
    } catch (error) {
      throw ended.aborted ? ended.reason : error
    }
    ended.throwIfAborted()
  }

  async finish(): Promise<void> {
    const encoder = this.#encoder
    if (!encoder)
      throw new WorkbenchError(
        'invalid-request',
        'The statements gave no rows, so there is nothing to export. Give one that selects.',
      )
    this.#pieces.push(0, encoder.footer())
    await this.#pieces.drain()
  }

  /** Frees the encoder. */
  close(): void {
    this.#encoder?.close()
  }

  openResult(columns: readonly Column[]): ResultSink {
    const encoder = this.#open(columns)
    if (!encoder) return { write: () => {}, end: () => {} }
    this.#pieces.push(0, encoder.header)
    return {
      write: async (batch) => {
        this.#pieces.push(batch.rowCount, encoder.takeBatch(batch))
        await this.#pieces.makeRoom()
      },
      end: () => {},
    }
  }

  message(message: ServerMessage): void {
    this.#options.onMessage?.(message)
  }

  /** Null where the rows are refused: a driver is not prepared for a sink that throws here. */
  #open(columns: readonly Column[]): WorkerEncoder | null {
    try {
      if (this.#encoder) throw severalResults()
      this.#encoder = this.#options.open(columns)
      return this.#encoder
    } catch (error) {
      this.#refusal.abort(error)
      return null
    }
  }
}

const severalResults = (): WorkbenchError =>
  new WorkbenchError(
    'invalid-request',
    'More than one of the statements gives rows, and a file takes one result. Export them one by one.',
  )
