import { WorkbenchError } from '../../contract/errors.ts'
import type { Column } from '../../contract/columns.ts'
import type { ExportProgress } from '../../contract/exports.ts'
import type { ServerMessage } from '../../contract/query.ts'
import { splitStatements } from '../../contract/sql/splitStatements.ts'
import type { Clock } from '../clock.ts'
import type { Connection, Driver, ResultSink, RunSink } from '../drivers/driver.ts'
import { FrameWorkers, type WorkerEncoder } from '../frame/FrameWorkers.ts'
import { compressed } from './CompressedSink.ts'
import { CountedSink } from './CountedSink.ts'
import { encodeOptions, type FileOptions } from './encodeOptions.ts'
import type { ExportSink } from './ExportSink.ts'
import { FileSink } from './FileSink.ts'
import { PieceQueue } from './PieceQueue.ts'

export type QueryExport = FileOptions & {
  readonly sql: string
  readonly path: string
  readonly onProgress?: (progress: WrittenSoFar) => void
  readonly onMessage?: (message: ServerMessage) => void
}
export type WrittenSoFar = Pick<ExportProgress, 'writtenRows' | 'writtenBytes' | 'elapsedMs'>

export type QueryExportTools = {
  readonly drivers: readonly Driver[]
  /** `frameWorker` as the host resolves it. */
  readonly modulePath: string
  readonly clock: Clock
}

/**
 * Runs statements on one session and writes the rows of the one that gives any to a file, as they
 * come and without keeping them. The file appears when it is whole. Throws `invalid-request` where
 * none of the statements gives rows, or more than one does.
 */
export async function exportQuery(
  connection: Connection,
  { splitter }: { readonly splitter: Driver['dialect']['splitter'] },
  request: QueryExport,
  { drivers, modulePath, clock }: QueryExportTools,
  signal: AbortSignal,
): Promise<WrittenSoFar> {
  const startedAtMs = clock.now()
  const workers = new FrameWorkers({ modulePath })
  const file = new CountedSink(await FileSink.open(request.path))
  const sink = compressed(file, request)
  let writtenRows = 0
  const soFar = (): WrittenSoFar => ({
    writtenRows,
    writtenBytes: file.writtenBytes,
    elapsedMs: clock.now() - startedAtMs,
  })
  const onRows = (rowCount: number) => {
    writtenRows += rowCount
    request.onProgress?.(soFar())
  }
  try {
    const rows = new StreamedRows({
      open: (columns) => workers.openEncoder(encodeOptions(request, columns, drivers), columns),
      sink,
      onRows,
      onMessage: request.onMessage,
      signal,
    })
    for (const { text } of splitStatements(request.sql, splitter))
      await rows.run((runSink, runSignal) => connection.run({ sql: text }, runSink, runSignal))
    await rows.finish()
    signal.throwIfAborted()
    await sink.end()
    return soFar()
  } catch (error) {
    await sink.abort()
    throw error
  } finally {
    await workers.shutdown()
  }
}

type StreamedRowsOptions = {
  open: (columns: readonly Column[]) => WorkerEncoder
  sink: ExportSink
  onRows: (rowCount: number) => void
  onMessage: ((message: ServerMessage) => void) | undefined
  signal: AbortSignal
}

/** The one result of some statements on its way into a sink. */
class StreamedRows implements RunSink {
  readonly #options: StreamedRowsOptions
  readonly #pieces: PieceQueue
  /** Stops the statement where its rows cannot be taken. */
  readonly #refusal = new AbortController()
  #encoder: WorkerEncoder | null = null

  constructor(options: StreamedRowsOptions) {
    this.#options = options
    this.#pieces = new PieceQueue(options.sink, options.onRows, options.signal)
  }

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

  openResult(columns: readonly Column[]): ResultSink {
    const encoder = this.#open(columns)
    if (!encoder) return { write: () => {}, end: () => {} }
    this.#pieces.push(0, encoder.header)
    return {
      write: async (batch) => {
        this.#pieces.push(batch.rowCount, encoder.batch(batch))
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
