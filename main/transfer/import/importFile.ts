import { WorkbenchError } from '../../../contract/errors.ts'
import type {
  ImportColumn,
  ImportProgress,
  ImportSource,
  ImportTarget,
} from '../../../contract/imports.ts'
import type { Clock } from '../../clock.ts'
import type { Connection, Driver } from '../../drivers/driver.ts'
import { FileSink } from '../FileSink.ts'
import { encodeInThread, inspectInThread, readInThread } from './FileThread.ts'
import { importRows } from './importRows.ts'
import { planImport } from './planImport.ts'
import type { PointChoice } from './planPoints.ts'
import type { ReadSoFar } from './readMessages.ts'
import { rowOf } from './refusedLine.ts'
import type { Rejects } from './Rejects.ts'

export type FileImport = {
  readonly source: ImportSource
  readonly target: ImportTarget
  /** Null: those of the file that have the name of one in the table, or all into a new one. */
  readonly columns: readonly ImportColumn[] | null
  /** What the columns are of points, where `columns` is null and nothing is to be guessed. */
  readonly points?: PointChoice | null
  /** The file's columns, as `inspectInThread` found them; looked for where `columns` is null. */
  readonly names: readonly string[]
  /** Takes the rows that cannot be stored. */
  readonly rejects: Rejects
  /** Where they are written at the end; null: nowhere. */
  readonly rejectsPath: string | null
  readonly onProgress?: (progress: ImportedSoFar) => void
}

export type ImportedSoFar = Omit<ImportProgress, 'importId' | 'state' | 'error'> & {
  /** Where the rejected rows are. */
  readonly rejectsPath: string | null
}

export type ImportTools = {
  readonly driver: Driver
  readonly connection: Connection
  /** `importWorker` as the host resolves it. */
  readonly modulePath: string
  readonly clock: Clock
}

/**
 * Imports a file on one session. Rejects with what kept the rows from being written; then nothing
 * of them is there, unless the database has no transactions.
 */
export async function importFile(
  request: FileImport,
  { driver, connection, modulePath, clock }: ImportTools,
  signal: AbortSignal,
): Promise<ImportedSoFar> {
  const { source, target, rejects, rejectsPath } = request
  const startedAtMs = clock.now()
  const counts = { writtenRows: 0, readBytes: 0, totalBytes: 0 }
  const soFar = (): ImportedSoFar => ({
    ...counts,
    elapsedMs: clock.now() - startedAtMs,
    rejectCount: rejects.count,
    rejects: rejects.told,
    rejectsPath: null,
  })
  const tell = () => request.onProgress?.(soFar())
  const stopReading = new AbortController()
  const reading = AbortSignal.any([signal, stopReading.signal])
  try {
    let { columns, names } = request
    if (columns === null) {
      const file = await inspectInThread(source, { modulePath }, reading)
      names = file.columns.map(({ name }) => name)
      columns = await planImport(
        file,
        { target, points: request.points ?? null },
        { driver, connection },
        signal,
      )
    }
    const plan = { source, columns, names }
    rejects.names = names
    counts.writtenRows = await importRows(
      {
        driver,
        connection,
        target,
        columns,
        blocks: () => watched(readInThread(plan, { modulePath }, reading)),
        encodedBlocks: (encoding) =>
          watched(encodeInThread(plan, encoding, { modulePath }, reading)),
        rejects,
        onWritten: (rowCount) => {
          counts.writtenRows += rowCount
          tell()
        },
      },
      signal,
    )
    counts.readBytes = counts.totalBytes
    if (rejectsPath === null || rejects.count === 0) return soFar()
    await rejects.write(await FileSink.open(rejectsPath))
    return { ...soFar(), rejectsPath }
  } catch (error) {
    const failure = signal.aborted ? cancelled(error) : error
    const outcome = driver.capabilities.transactions ? UNDONE : staysIn(driver, counts, failure)
    if (driver.capabilities.transactions) counts.writtenRows = 0
    tell()
    throw withOutcome(failure, outcome)
  } finally {
    stopReading.abort()
  }

  async function* watched<T extends ReadSoFar>(blocks: AsyncIterable<T>): AsyncGenerator<T> {
    for await (const block of blocks) {
      counts.readBytes = block.readBytes
      counts.totalBytes = block.totalBytes
      yield block
    }
  }
}

const cancelled = (cause: unknown): WorkbenchError =>
  new WorkbenchError('aborted', 'The import was given up.', { cause })

const UNDONE = 'Nothing was written.'

/** Empty: nothing was there to stay. */
function staysIn(
  { label }: Driver,
  { writtenRows }: { readonly writtenRows: number },
  error: unknown,
): string {
  const rowsBefore = rowOf(error) ?? rowOf((error as Error).cause) ?? 0
  if (writtenRows === 0 && rowsBefore === 0) return ''
  return `What was written before that stays: ${label} undoes nothing.`
}

/** Says what has become of the rows, where it was one of them or the user that ended the import. */
function withOutcome(error: unknown, outcome: string): unknown {
  if (!(error instanceof WorkbenchError) || outcome === '') return error
  const { code, message, details, cause } = error
  if (code !== 'aborted' && details.line === undefined) return error
  const end = /[.!?…]$/.test(message) ? '' : '.'
  return new WorkbenchError(code, `${message}${end} ${outcome}`, { details, cause })
}
