import { randomUUID } from 'node:crypto'
import { columnTypeName } from '../../../contract/columnTypeName.ts'
import { WorkbenchError } from '../../../contract/errors.ts'
import type { ImportSource, OpenedFile } from '../../../contract/imports.ts'
import type { FrameStore } from '../../frame/FrameStore.ts'
import { type FileThreadOptions, inspectInThread, readInThread } from './FileThread.ts'

export type OpenFileTarget = {
  readonly frames: Pick<FrameStore, 'open' | 'close'>
  /** The window whose result it will be. */
  readonly clientId: string
}

/**
 * Reads a file into a result of its own, typed as an import would type it. Rows with too few or too
 * many cells are left out and told. Aborting leaves no result.
 */
export async function openAsResult(
  source: ImportSource,
  { frames, clientId }: OpenFileTarget,
  thread: FileThreadOptions,
  signal: AbortSignal,
): Promise<OpenedFile> {
  const file = await inspectInThread(source, thread, signal)
  if (file.columns.length === 0)
    throw new WorkbenchError('file-failed', `“${source.path}” has no columns, and so no rows.`)
  const columns = file.columns.map(({ name, type }) => ({
    name,
    type,
    serverType: columnTypeName(type),
  }))
  const plan = {
    source,
    columns: columns.map(({ name, type }, index) => ({ source: index, target: name, type })),
    names: columns.map(({ name }) => name),
  }
  const result = frames.open({ resultId: randomUUID(), columns, clientId })
  try {
    for await (const { batch } of readInThread(plan, thread, signal))
      if (batch.rowCount > 0) await result.write(batch)
  } catch (error) {
    await frames.close(result.resultId)
    throw error
  }
  result.end({ isComplete: true })
  const { resultId, rowCount } = result
  const { rejects, rejectCount } = file
  return { resultId, columns, rowCount, rejects, rejectCount }
}
