import type { DataFrame } from 'nodejs-polars'
import type { Column } from '../../../contract/columns.ts'
import { encodeArrow } from '../../frame/arrowCodec.ts'
import type { Batch } from '../../frame/Batch.ts'
import type { PartOfColumn } from '../columnParts.ts'
import { FrameShelf } from '../FrameShelf.ts'

/** Batches as a thread would have them on its shelf. */
export function shelveFrame(
  columns: readonly Column[],
  batches: readonly Batch[],
  parts: readonly PartOfColumn[],
): DataFrame {
  const shelf = new FrameShelf()
  const indexes = [...new Set(parts.map(({ column }) => column))]
  const types = indexes.map((index) => columns[index]!.type)
  shelf.begin({ frameId: 'frame', firstRow: 0, columns: indexes, types, parts })
  for (const batch of batches) {
    const picked = indexes.map((index) => batch.columns[index]!)
    shelf.addBatches(
      encodeArrow({ rowCount: batch.rowCount, columns: picked }),
      picked.map(({ type }) => type),
    )
  }
  shelf.end()
  return shelf.get('frame')
}
