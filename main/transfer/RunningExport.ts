import { type WireError, WorkbenchError } from '../../contract/errors.ts'
import type { ExportProgress } from '../../contract/exports.ts'
import type { Clock } from '../clock.ts'

/** Five times a second is as often as a number can be read. */
const PROGRESS_INTERVAL_MS = 200

/** The progress of one export, and those who watch it. */
export class RunningExport {
  readonly #progressListeners = new Set<(progress: ExportProgress) => void>()
  readonly #downloadListeners = new Set<(download: { url: string }) => void>()
  #progress: ExportProgress
  #clock: Clock | null = null
  #startedAtMs = 0
  #toldAtMs = 0
  #cancelTelling: (() => void) | null = null

  constructor(exportId: string) {
    this.#progress = {
      exportId,
      state: 'running',
      writtenRows: 0,
      totalRows: null,
      writtenBytes: 0,
      elapsedMs: 0,
      path: null,
      error: null,
    }
  }

  /** Neither running nor watched. */
  get isUnused(): boolean {
    const isRunning = this.#clock !== null && this.#progress.state === 'running'
    return !isRunning && this.#progressListeners.size + this.#downloadListeners.size === 0
  }

  start(clock: Clock): void {
    if (this.#clock)
      throw new WorkbenchError(
        'invalid-request',
        `Export ${this.#progress.exportId} has been run already.`,
      )
    this.#clock = clock
    this.#startedAtMs = clock.now()
    this.#tell({})
  }

  /** Told now and then; the counts themselves are kept always. */
  advance(counts: Pick<ExportProgress, 'writtenRows' | 'totalRows' | 'writtenBytes'>): void {
    // Another object: those who listen may keep the one they were given.
    this.#progress = { ...this.#progress, ...counts }
    if (this.#cancelTelling) return
    const waitMs = this.#toldAtMs + PROGRESS_INTERVAL_MS - this.#clock!.now()
    if (waitMs <= 0) this.#tell({})
    // Else soon: the result may pause here for long.
    else this.#cancelTelling = this.#clock!.setTimer(() => this.#tell({}), waitMs)
  }

  finish(path: string | null): ExportProgress {
    return this.#tell({ state: 'done', path })
  }

  cancel(): void {
    this.#tell({ state: 'cancelled' })
  }

  fail(error: WireError): void {
    this.#tell({ state: 'failed', error })
  }

  offerDownload(url: string): void {
    for (const listener of [...this.#downloadListeners]) listener({ url })
  }

  onProgress(listener: (progress: ExportProgress) => void): () => void {
    return addTo(this.#progressListeners, listener)
  }

  onDownload(listener: (download: { url: string }) => void): () => void {
    return addTo(this.#downloadListeners, listener)
  }

  #tell(change: Partial<ExportProgress>): ExportProgress {
    this.#cancelTelling?.()
    this.#cancelTelling = null
    this.#toldAtMs = this.#clock!.now()
    const elapsedMs = this.#toldAtMs - this.#startedAtMs
    this.#progress = { ...this.#progress, ...change, elapsedMs }
    for (const listener of [...this.#progressListeners]) listener(this.#progress)
    return this.#progress
  }
}

function addTo<T>(listeners: Set<(value: T) => void>, listener: (value: T) => void): () => void {
  const entry = (value: T) => listener(value)
  listeners.add(entry)
  return () => void listeners.delete(entry)
}
