import { cellText } from '../../../contract/cellText.ts'
import type { ImportPreview } from '../../../contract/imports.ts'
import { readCell } from '../../frame/readCell.ts'
import { type FileThreadOptions, readInThread } from './FileThread.ts'
import { TOLD_REJECTS } from './inspectFile.ts'
import type { ReadPlan } from './readRows.ts'

/** The first rows of a file as they will be stored, and those among them that will not be. */
export async function previewFile(
  plan: ReadPlan,
  rowCount: number,
  options: FileThreadOptions,
  signal: AbortSignal,
): Promise<ImportPreview> {
  const preview: ImportPreview = { rows: [], rejects: [] }
  for await (const { batch, faults } of readInThread(plan, options, signal)) {
    for (let row = 0; row < batch.rowCount && preview.rows.length < rowCount; row++)
      preview.rows.push(
        batch.columns.map((column) => {
          const raw = readCell(column, row)
          return raw === null ? null : cellText(column.type, raw)
        }),
      )
    const room = TOLD_REJECTS - preview.rejects.length
    preview.rejects.push(...faults.slice(0, room).map(({ line, reason }) => ({ line, reason })))
    if (preview.rows.length >= rowCount) break
  }
  return preview
}
