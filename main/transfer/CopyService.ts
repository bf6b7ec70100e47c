import { setImmediate } from 'node:timers/promises'
import type { CallContext, Request } from '../../contract/contract.ts'
import type { copyCalls, CopyFormat } from '../../contract/copies.ts'
import { WorkbenchError } from '../../contract/errors.ts'
import { csvOptionsSchema, insertOptionsSchema } from '../../contract/exports.ts'
import type { Driver } from '../drivers/driver.ts'
import type { EncodeOptions } from '../frame/encode/RowEncoder.ts'
import { FrameWorkers } from '../frame/FrameWorkers.ts'
import type { ReadableResult } from '../frame/ReadableResult.ts'
import { ResultBlock } from '../frame/ResultBlock.ts'
import type { ExportSink } from './ExportSink.ts'
import { asStaged } from './StagedRows.ts'
import { insertTarget, literalsOf } from './insertTarget.ts'
import { writeResult } from './writeResult.ts'

export type CopyRequest = Request<(typeof copyCalls)['results.copyText']>

export type CopyServiceOptions = {
  frames: { get(resultId: string): ReadableResult }
  /** The file of a built module by its name; here `frameWorker`. */
  resolveModule: (moduleName: string) => string
  /** Whose dialects SQL may be written in. */
  drivers: readonly Driver[]
}

/** What goes over the wire at once. */
const PIECE_BYTES = 1024 * 1024

type Listener = (piece: { bytes: Uint8Array }) => void

/** Writes cells as text for the clipboard, encoded in worker threads and told piece by piece. */
export class CopyService {
  readonly #options: CopyServiceOptions
  readonly #workers: FrameWorkers
  readonly #listeners = new Map<string, Listener>()

  constructor(options: CopyServiceOptions) {
    this.#options = options
    this.#workers = new FrameWorkers({ modulePath: options.resolveModule('frameWorker') })
  }

  /** See `results.copyText` of the contract. Throws `too-large`, `result-closed`, `aborted`. */
  async run(
    request: CopyRequest,
    { signal }: Pick<CallContext, 'signal'>,
  ): Promise<{ sizeBytes: number }> {
    const rows = asStaged(this.#options.frames.get(request.resultId), request.staged)
    const block = new ResultBlock(rows, request.block)
    const encoder = this.#workers.openEncoder(this.#encodeOptions(request, block), block.columns)
    const sink = new PieceSink(request.limitBytes, (bytes) =>
      this.#listeners.get(request.copyId)?.({ bytes }),
    )
    await writeResult({ result: block, encoder, sink, onRows: () => {} }, signal)
    return { sizeBytes: sink.sizeBytes }
  }

  /** There is one listener a copy: the window that asked for it. */
  onPiece(copyId: string, listener: Listener): () => void {
    this.#listeners.set(copyId, listener)
    return () => void this.#listeners.delete(copyId)
  }

  /** Ends the threads; copies under way fail with `process-died`. */
  async shutdown(): Promise<void> {
    await this.#workers.shutdown()
  }

  #encodeOptions({ format, sql }: CopyRequest, { columns }: ResultBlock): EncodeOptions {
    const { drivers } = this.#options
    const csv = csvOptionsSchema.parse(CSV_CHOICES[format] ?? {})
    switch (format) {
      case 'tsv':
      case 'tsv-headers':
      case 'csv':
        return { format: 'csv', csv }
      case 'json':
      case 'markdown':
        return { format, csv }
      case 'sql': {
        const inserts = insertOptionsSchema.parse(requireSql(sql))
        return { format, csv, inserts: insertTarget(inserts, columns, drivers) }
      }
      case 'in-list':
        return { format, csv, literals: literalsOf(requireSql(sql).driverId, drivers) }
    }
  }
}

const CSV_CHOICES: Partial<Record<CopyFormat, object>> = {
  tsv: { separator: '\t', hasHeader: false },
  'tsv-headers': { separator: '\t' },
}

function requireSql(sql: CopyRequest['sql']): NonNullable<CopyRequest['sql']> {
  if (sql) return sql
  throw new WorkbenchError('invalid-request', 'SQL needs the name of a table and a dialect.')
}

/** Cuts what comes into pieces, up to a limit. */
class PieceSink implements ExportSink {
  readonly keepsNothing = true
  sizeBytes = 0
  readonly #limitBytes: number
  readonly #tell: (bytes: Uint8Array) => void

  constructor(limitBytes: number, tell: (bytes: Uint8Array) => void) {
    this.#limitBytes = limitBytes
    this.#tell = tell
  }

  async write(bytes: Uint8Array): Promise<void> {
    this.sizeBytes += bytes.length
    if (this.sizeBytes > this.#limitBytes) throw tooLarge(this.#limitBytes)
    for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
      this.#tell(bytes.slice(at, at + PIECE_BYTES))
      await setImmediate()
    }
  }

  async end(): Promise<void> {}

  abort(): void {}
}

const tooLarge = (limitBytes: number): WorkbenchError =>
  new WorkbenchError(
    'too-large',
    `The text of these cells is larger than ${Math.round(limitBytes / 1024 / 1024)} MB. Export them to a file instead, or copy fewer.`,
    { details: { limitBytes } },
  )
