import { basename } from 'node:path'
import type { CallContext, Request } from '../../contract/contract.ts'
import { toWireError, type WireError, WorkbenchError } from '../../contract/errors.ts'
import type {
  importCalls,
  ImportPreview,
  ImportProgress,
  ImportSource,
  ImportTargetInfo,
  InspectedFile,
  OpenedFile,
} from '../../contract/imports.ts'
import type { HistoryEntry } from '../../contract/workspace.ts'
import type { Clock } from '../clock.ts'
import type { Driver } from '../drivers/driver.ts'
import { rememberRun, type RunHistory } from '../query/rememberRun.ts'
import type { SessionSource } from '../query/SessionSource.ts'
import type { OpenDownload } from './ExportSink.ts'
import { FileSink } from './FileSink.ts'
import { inspectInThread } from './import/FileThread.ts'
import { type ImportedSoFar, importFile } from './import/importFile.ts'
import { ImportWatchers } from './import/ImportWatchers.ts'
import { openAsResult, type OpenFileTarget } from './import/openAsResult.ts'
import { describeTarget } from './import/planImport.ts'
import { previewFile } from './import/previewFile.ts'
import { Rejects } from './import/Rejects.ts'

type Calls = typeof importCalls

export type ImportServiceOptions = RunHistory & {
  readonly sessions: SessionSource
  /** Throws `not-found`. */
  readonly driverOf: (profileId: string) => Driver
  /** Keeps the results that files are opened as. */
  readonly frames: OpenFileTarget['frames']
  /** The file of a built module by its name; here `importWorker`. */
  readonly resolveModule: (moduleName: string) => string
  readonly clock: Clock
  /** A table may have been made. */
  readonly onImported: (profileId: string) => void
  /** Offers a file to the window's browser, where it has one. */
  readonly openDownload?: OpenDownload | undefined
}

/** Imports whose rejected rows are kept for a window that may ask for them. */
const KEPT_REJECTS = 4

/** Who holds the lease, as the monitor shows it. */
const LABEL = 'Import'

const NOTHING: ImportedSoFar = {
  writtenRows: 0,
  readBytes: 0,
  totalBytes: 0,
  elapsedMs: 0,
  rejectCount: 0,
  rejects: [],
  rejectsPath: null,
}

/** One line, as the monitor and the history show it. */
const describeImport = ({
  source,
  target: { schema, table },
}: Pick<Request<Calls['imports.run']>, 'source' | 'target'>): string =>
  `Import of “${basename(source.path)}” into “${schema === '' ? table : `${schema}.${table}`}”`.replaceAll(
    /\s+/g,
    ' ',
  )

/** Brings files into tables, on sessions of the profiles' pools. */
export class ImportService {
  readonly #options: ImportServiceOptions
  readonly #watchers: ImportWatchers
  readonly #modulePath: string
  /** By import. */
  readonly #rejects = new Map<string, Rejects>()

  constructor(options: ImportServiceOptions) {
    this.#options = options
    this.#watchers = new ImportWatchers(options.clock)
    this.#modulePath = options.resolveModule('importWorker')
  }

  inspect(source: ImportSource, signal: AbortSignal): Promise<InspectedFile> {
    return inspectInThread(source, { modulePath: this.#modulePath }, signal)
  }

  open(source: ImportSource, { signal, clientId }: CallContext): Promise<OpenedFile> {
    const target = { frames: this.#options.frames, clientId }
    return openAsResult(source, target, { modulePath: this.#modulePath }, signal)
  }

  preview(
    { rowCount, ...plan }: Request<Calls['imports.preview']>,
    signal: AbortSignal,
  ): Promise<ImportPreview> {
    return previewFile(plan, rowCount, { modulePath: this.#modulePath }, signal)
  }

  target(
    { profileId, target, columns }: Request<Calls['imports.target']>,
    signal: AbortSignal,
  ): Promise<ImportTargetInfo> {
    const driver = this.#options.driverOf(profileId)
    return this.#options.sessions.use({ profileId }, { label: LABEL, signal }, ({ connection }) =>
      describeTarget(target, columns, { driver, connection }, signal),
    )
  }

  /** Rejects when nothing was written; those who watch are told the end in any case. */
  async run(
    { importId, profileId, maxRejects, ...request }: Request<Calls['imports.run']>,
    signal: AbortSignal,
  ): Promise<ImportProgress> {
    this.#watchers.start(importId)
    const rejects = new Rejects(maxRejects)
    let last = NOTHING
    const tell = (
      state: ImportProgress['state'],
      soFar: ImportedSoFar,
      error: WireError | null = null,
    ): ImportProgress => {
      last = soFar
      const { rejectsPath: _, ...told } = soFar
      const progress = { importId, state, ...told, error }
      this.#watchers.tell(progress)
      return progress
    }
    const { sessions, driverOf, clock, onImported } = this.#options
    const what = describeImport(request)
    const startedAtMs = clock.wallClockMs()
    const beganMs = clock.now()
    const remember = (outcome: HistoryEntry['outcome'], errorMessage: string | null): void => {
      const elapsedMs = clock.now() - beganMs
      const { writtenRows: rowCount } = outcome === 'done' ? last : NOTHING
      const statements = [`-- ${what}`]
      const ran = { profileId, statements, startedAtMs, elapsedMs, rowCount, outcome, errorMessage }
      rememberRun(ran, this.#options)
    }
    try {
      const driver = driverOf(profileId)
      tell('running', NOTHING)
      const done = await sessions.use({ profileId }, { label: LABEL, signal }, (lease) => {
        lease.noteStatement(what)
        return importFile(
          {
            ...request,
            rejects,
            rejectsPath: null,
            onProgress: (soFar) => tell('running', soFar),
          },
          { driver, connection: lease.connection, modulePath: this.#modulePath, clock },
          signal,
        )
      })
      onImported(profileId)
      const told = tell('done', done)
      remember('done', null)
      return told
    } catch (error) {
      const outcome = signal.aborted ? 'cancelled' : 'failed'
      tell(outcome, last, toWireError(error))
      remember(outcome, toWireError(error).message)
      throw error
    } finally {
      this.#keep(importId, rejects)
    }
  }

  /** Writes the rows that an import kept aside; throws `not-found` once they are let go. */
  async saveRejects({
    importId,
    target,
  }: Request<Calls['imports.saveRejects']>): Promise<{ url: string | null }> {
    const rejects = this.#rejects.get(importId)
    if (!rejects)
      throw new WorkbenchError(
        'not-found',
        'The rows kept aside are not there any more. Import again to get them.',
      )
    if (target.kind === 'file') {
      await rejects.write(await FileSink.open(target.path))
      return { url: null }
    }
    const { openDownload } = this.#options
    if (!openDownload) throw new WorkbenchError('unsupported', 'Downloads need a browser.')
    const sink = openDownload({ fileName: target.fileName, contentType: 'text/csv; charset=utf-8' })
    // What comes of it is shown by the browser, which fetches it from now on.
    void rejects.write(sink).catch(() => {})
    return { url: sink.url }
  }

  discardRejects(importId: string): void {
    this.#rejects.delete(importId)
  }

  onProgress(importId: string, listener: (progress: ImportProgress) => void): () => void {
    return this.#watchers.listen(importId, listener)
  }

  #keep(importId: string, rejects: Rejects): void {
    if (rejects.count === 0) return
    this.#rejects.set(importId, rejects)
    const [oldest] = this.#rejects.keys()
    if (this.#rejects.size > KEPT_REJECTS) this.#rejects.delete(oldest!)
  }
}
