import type { CellBlock } from '../../contract/cellBlocks.ts'
import type { CopyFormat } from '../../contract/copies.ts'
import type { RowChange } from '../../contract/edits.ts'
import { api } from '../api/api.ts'

export type CopyOrder = {
  readonly resultId: string
  readonly block: CellBlock
  /** Changes of rows that lie over what is stored. */
  readonly staged: RowChange[]
  readonly format: CopyFormat
  /** Whose dialect SQL is written in, and the table of INSERT statements. */
  readonly sql: { readonly driverId: string; readonly table: string }
  /** Left out: what may be copied without asking. */
  readonly limitBytes?: number
}

/**
 * Puts cells of a result on the clipboard, in whole values, as main writes them piece by piece.
 * Answers with the size in bytes. Throws `too-large`, and what the clipboard refuses.
 */
export async function copyCells(
  order: CopyOrder,
  { onProgress, signal }: { onProgress: (sizeBytes: number) => void; signal: AbortSignal },
): Promise<number> {
  const copyId = crypto.randomUUID()
  const pieces: Uint8Array<ArrayBuffer>[] = []
  let sizeBytes = 0
  const stop = api.subscribe('results.copyPiece', { copyId }, ({ bytes }) => {
    pieces.push(bytes as Uint8Array<ArrayBuffer>)
    onProgress((sizeBytes += bytes.length))
  })
  const written = api
    .call('results.copyText', { ...order, copyId }, { signal })
    .then(() => new Blob(pieces, { type: 'text/plain' }))
  try {
    // A promise, since the browser grants the clipboard only for a moment after a key.
    await Promise.all([
      written,
      navigator.clipboard.write([new ClipboardItem({ 'text/plain': written })]),
    ])
    return sizeBytes
  } finally {
    stop()
  }
}
