import type { ExportProgress } from '../../contract/exports.ts'
import type { ServerMessage } from '../../contract/query.ts'
import { splitStatements } from '../../contract/sql/splitStatements.ts'
import type { Clock } from '../clock.ts'
import type { Connection, Driver } from '../drivers/driver.ts'
import { FrameWorkers } from '../frame/FrameWorkers.ts'
import { compressed } from './CompressedSink.ts'
import { CountedSink } from './CountedSink.ts'
import { encodeOptions, type FileOptions } from './encodeOptions.ts'
import { FileSink } from './FileSink.ts'
import { StreamedRows } from './StreamedRows.ts'

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
