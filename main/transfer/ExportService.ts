import type { CallContext, Request } from '../../contract/contract.ts'
import { toWireError, WorkbenchError } from '../../contract/errors.ts'
import {
  isTextFormat,
  type exportCalls,
  type ExportCompression,
  type ExportFormat,
  type ExportProgress,
} from '../../contract/exports.ts'
import type { Clock } from '../clock.ts'
import type { Driver } from '../drivers/driver.ts'
import { FrameWorkers } from '../frame/FrameWorkers.ts'
import type { ReadableResult } from '../frame/ReadableResult.ts'
import { encodeOptions, namesTypesFirst } from './encodeOptions.ts'
import type { ExportSink, OpenDownload } from './ExportSink.ts'
import { compressed } from './CompressedSink.ts'
import { CountedSink } from './CountedSink.ts'
import { FileSink, type OpenWritableFile } from './FileSink.ts'
import { RunningExport } from './RunningExport.ts'
import { unlessAborted } from './unlessAborted.ts'
import { writeResult } from './writeResult.ts'

export type { OpenDownload } from './ExportSink.ts'

export type ExportRequest = Request<(typeof exportCalls)['exports.run']>

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

export type ExportServiceOptions = {
  frames: { get(resultId: string): ReadableResult }
  /** The file of a built module by its name; here `frameWorker`. */
  resolveModule: (moduleName: string) => string
  clock: Clock
  /** Whose dialects INSERT statements may be written in. */
  drivers: readonly Driver[]
  /** Where the host can hand a file to the browser. */
  openDownload?: OpenDownload | undefined
  openFile?: OpenWritableFile
}

/** Writes stored results to files and downloads, encoded in worker threads. */
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
  async run(
    request: ExportRequest,
    { signal }: Pick<CallContext, 'signal'>,
  ): Promise<ExportProgress> {
    const { exportId, resultId } = request
    const running = this.#exportOf(exportId)
    running.start(this.#options.clock)
    let sink: ExportSink | null = null
    try {
      signal.throwIfAborted()
      const result = this.#options.frames.get(resultId)
      const opened = await this.#openSink(request, running, signal)
      // A result that still streams may have nothing to write for long: that nobody reads any more
      // must be heard in between.
      const whileRead = opened.broken ? AbortSignal.any([signal, opened.broken]) : signal
      const file = new CountedSink(opened)
      sink = file
      sink = compressed(file, request)
      const tell = (writtenRows: number) =>
        running.advance({
          writtenRows,
          writtenBytes: file.writtenBytes,
          totalRows: result.rowCount,
        })
      if (namesTypesFirst(request.format)) await result.ended({ signal: whileRead })
      const options = encodeOptions(request, result.columns, this.#options.drivers)
      const encoder = this.#workers.openEncoder(options, result.columns)
      await writeResult({ result, encoder, sink, onRows: tell }, whileRead)
      // From here on a file is whole: giving up now comes too late.
      signal.throwIfAborted()
      await sink.end()
      tell(result.rowCount)
      return running.finish(request.target.kind === 'file' ? request.target.path : null)
    } catch (error) {
      await sink?.abort()
      if (signal.aborted) running.cancel()
      else running.fail(toWireError(error))
      throw signal.aborted ? abortReason(signal) : error
    } finally {
      this.#forgetIfDone(exportId)
    }
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
    { target, format, compression }: ExportRequest,
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
