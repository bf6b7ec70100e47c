import type { Column } from '../../contract/columns.ts'
import type { CallContext, Request } from '../../contract/contract.ts'
import { toWireError, WorkbenchError } from '../../contract/errors.ts'
import {
  isTextFormat,
  type exportCalls,
  type ExportCompression,
  type ExportFormat,
  type ExportProgress,
} from '../../contract/exports.ts'
import type { HistoryEntry } from '../../contract/workspace.ts'
import type { Clock } from '../clock.ts'
import type { Driver } from '../drivers/driver.ts'
import { FrameWorkers, type WorkerEncoder } from '../frame/FrameWorkers.ts'
import type { ReadableResult } from '../frame/ReadableResult.ts'
import { rememberRun, type RunHistory } from '../query/rememberRun.ts'
import type { RunEnvironment } from '../query/Run.ts'
import type { SessionSource } from '../query/SessionSource.ts'
import { ResultBlock } from '../frame/ResultBlock.ts'
import { encodeOptions, namesTypesFirst } from './encodeOptions.ts'
import type { ExportSink, OpenDownload } from './ExportSink.ts'
import { compressed } from './CompressedSink.ts'
import { CountedSink } from './CountedSink.ts'
import { FileSink, type OpenWritableFile } from './FileSink.ts'
import { RunningExport } from './RunningExport.ts'
import { runStatements } from './runStatements.ts'
import { StreamedRows } from './StreamedRows.ts'
import { unlessAborted } from './unlessAborted.ts'
import { writeResult } from './writeResult.ts'

export type { OpenDownload } from './ExportSink.ts'

export type ExportRequest = Request<(typeof exportCalls)['exports.run']>
export type QueryExportRequest = Request<(typeof exportCalls)['exports.runQuery']>
type FileRequest = Omit<ExportRequest, 'resultId'>

const CONTENT_TYPES: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json',
  ndjson: 'application/x-ndjson',
  markdown: 'text/markdown; charset=utf-8',
  sql: 'application/sql',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  parquet: 'application/vnd.apache.parquet',
  arrow: 'application/vnd.apache.arrow.file',
}

export type ExportServiceOptions = RunHistory & {
  frames: { get(resultId: string): ReadableResult }
  sessions: SessionSource
  /** The file of a built module by its name; here `frameWorker`. */
  resolveModule: (moduleName: string) => string
  clock: Clock
  /** Binds the placeholders of a statement as the profile's database has it. */
  bind: NonNullable<RunEnvironment['bind']>
  /** Whose dialects INSERT statements may be written in. */
  drivers: readonly Driver[]
  /** Where the host can hand a file to the browser. */
  openDownload?: OpenDownload | undefined
  openFile?: OpenWritableFile
}

type ExportContext = Pick<CallContext, 'signal'>

type RunEnd = Pick<HistoryEntry, 'outcome' | 'errorMessage' | 'rowCount'> & { waitedMs: number }

type WriteTools = {
  sink: ExportSink
  tell: (rows: Pick<ExportProgress, 'writtenRows' | 'totalRows'>) => void
  signal: AbortSignal
}

/** Writes results to files and downloads, encoded in worker threads. */
export class ExportService {
  readonly #options: ExportServiceOptions
  readonly #workers: FrameWorkers
  readonly #exports = new Map<string, RunningExport>()

  constructor(options: ExportServiceOptions) {
    this.#options = options
    this.#workers = new FrameWorkers({ modulePath: options.resolveModule('frameWorker') })
  }

  /**
   * Exports a result, waiting for its end where it still streams, and answers when the target has
   * all of it. A failure or an abort leaves no file behind and rejects.
   */
  async run(request: ExportRequest, context: ExportContext): Promise<ExportProgress> {
    return this.#write(request, context, async ({ sink, tell, signal }) => {
      const whole = this.#options.frames.get(request.resultId)
      const result = request.block ? new ResultBlock(whole, request.block) : whole
      if (!request.block && namesTypesFirst(request.format)) await whole.ended({ signal })
      const encoder = this.#openEncoder(request, result.columns)
      const onRows = (writtenRows: number) => tell({ writtenRows, totalRows: result.rowCount })
      await writeResult({ result, encoder, sink, onRows }, signal)
      return result.rowCount
    })
  }

  /** Exports what statements give, as `exports.runQuery` of the contract says. */
  async runQuery(request: QueryExportRequest, context: ExportContext): Promise<ExportProgress> {
    const { profileId, label, statements, parameters } = request
    const { sessions, clock, bind } = this.#options
    return this.#write(request, context, async ({ sink, tell, signal }) => {
      const remember = this.#startRun(request)
      let waitedMs = 0
      let writtenRows = 0
      const onRows = (count: number) =>
        tell({ writtenRows: (writtenRows += count), totalRows: null })
      const open = (columns: readonly Column[]) => this.#openEncoder(request, columns)
      const rows = new StreamedRows({ open, sink, onRows, signal })
      try {
        await sessions.use({ profileId, statements }, { label, signal }, (lease) => {
          waitedMs = lease.waitedMs
          const bound = statements.map((sql) => bind(profileId, sql, parameters))
          return runStatements({ lease, statements: bound, rows, clock })
        })
        await rows.finish()
        remember({ outcome: 'done', errorMessage: null, rowCount: writtenRows, waitedMs })
      } catch (error) {
        const outcome = signal.aborted ? 'cancelled' : 'failed'
        const errorMessage = toWireError(error).message
        remember({ outcome, errorMessage, rowCount: writtenRows, waitedMs })
        throw error
      } finally {
        rows.close()
      }
      return writtenRows
    })
  }

  /** Gives what adds the run to the history once it has ended. */
  #startRun({ profileId, statements }: QueryExportRequest) {
    const { clock } = this.#options
    const startedAtMs = clock.wallClockMs()
    const beganMs = clock.now()
    return ({ waitedMs, ...end }: RunEnd): void => {
      const elapsedMs = clock.now() - beganMs - waitedMs
      rememberRun({ profileId, statements, startedAtMs, elapsedMs, ...end }, this.#options)
    }
  }

  /** Opens the target, has it written, and closes it whole or not at all. `write` gives the rows. */
  async #write(
    request: FileRequest,
    { signal }: ExportContext,
    write: (tools: WriteTools) => Promise<number>,
  ): Promise<ExportProgress> {
    const running = this.#exportOf(request.exportId)
    running.start(this.#options.clock)
    let sink: ExportSink | null = null
    try {
      signal.throwIfAborted()
      const opened = await this.#openSink(request, running, signal)
      // A result that still streams may have nothing to write for long: that nobody reads any more
      // must be heard in between.
      const whileRead = opened.broken ? AbortSignal.any([signal, opened.broken]) : signal
      const file = new CountedSink(opened)
      sink = compressed(file, request)
      const tell = (rows: Pick<ExportProgress, 'writtenRows' | 'totalRows'>) =>
        running.advance({ ...rows, writtenBytes: file.writtenBytes })
      const writtenRows = await write({ sink, tell, signal: whileRead })
      // From here on a file is whole: giving up now comes too late.
      signal.throwIfAborted()
      await sink.end()
      tell({ writtenRows, totalRows: writtenRows })
      return running.finish(request.target.kind === 'file' ? request.target.path : null)
    } catch (error) {
      await sink?.abort()
      if (signal.aborted) running.cancel()
      else running.fail(toWireError(error))
      throw signal.aborted ? abortReason(signal) : error
    } finally {
      this.#forgetIfDone(request.exportId)
    }
  }

  #openEncoder(request: FileRequest, columns: readonly Column[]): WorkerEncoder {
    return this.#workers.openEncoder(
      encodeOptions(request, columns, this.#options.drivers),
      columns,
    )
  }

  /** Called with the progress so far, about five times a second, and with the last. */
  onProgress(exportId: string, listener: (progress: ExportProgress) => void): () => void {
    const remove = this.#exportOf(exportId).onProgress(listener)
    return () => {
      remove()
      this.#forgetIfDone(exportId)
    }
  }

  /** Called with the address of a download, once it is there. */
  onDownload(exportId: string, listener: (download: { url: string }) => void): () => void {
    const remove = this.#exportOf(exportId).onDownload(listener)
    return () => {
      remove()
      this.#forgetIfDone(exportId)
    }
  }

  /** Ends the worker threads; exports still running fail with `process-died`. */
  async shutdown(): Promise<void> {
    await this.#workers.shutdown()
  }

  async #openSink(
    { target, format, compression }: FileRequest,
    running: RunningExport,
    signal: AbortSignal,
  ): Promise<ExportSink> {
    if (target.kind === 'file') return FileSink.open(target.path, this.#options.openFile)
    const { openDownload } = this.#options
    if (!openDownload)
      throw new WorkbenchError('unsupported', 'Downloads need a browser. Export to a file instead.')
    const sink = openDownload({
      fileName: target.fileName,
      contentType: contentTypeOf(format, compression),
    })
    running.offerDownload(sink.url)
    return {
      write: (bytes) => sink.write(bytes),
      // The browser may take its time with the last bytes, or never take them.
      end: () => unlessAborted(sink.end(), signal),
      abort: () => sink.abort(),
      broken: sink.broken,
    }
  }

  /** Listeners come before the export they listen to. */
  #exportOf(exportId: string): RunningExport {
    const known = this.#exports.get(exportId)
    if (known) return known
    const created = new RunningExport(exportId)
    this.#exports.set(exportId, created)
    return created
  }

  #forgetIfDone(exportId: string): void {
    if (this.#exports.get(exportId)?.isUnused) this.#exports.delete(exportId)
  }
}

function contentTypeOf(format: ExportFormat, compression: ExportCompression): string {
  const isPlain = compression === 'none' || !isTextFormat(format)
  return isPlain ? CONTENT_TYPES[format] : `application/${compression}`
}

function abortReason(signal: AbortSignal): unknown {
  if (signal.reason instanceof WorkbenchError) return signal.reason
  return new WorkbenchError('aborted', 'The export was given up; nothing of it was kept.')
}
