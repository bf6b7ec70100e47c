import { hexText } from '../../../contract/cellText.ts'
import { api } from '../../api/api.ts'
import type { ResultState } from '../../results/runState.ts'
import type { CellPlace } from '../../ui/moveFocus.ts'

type Size = {
  /** Of the whole value. */
  readonly sizeBytes: number
  /** How much of it is here: all, or its beginning. */
  readonly loadedBytes: number
}

/** A cell's value, or the beginning of it. */
export type Value =
  | { readonly kind: 'null' }
  | ({ readonly kind: 'text'; readonly text: string } & Size)
  | ({ readonly kind: 'binary'; readonly bytes: Uint8Array } & Size)

type ReadOptions = {
  /** Of a larger value the beginning is read; left out, all of it. */
  readonly limitBytes?: number
  readonly signal?: AbortSignal
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })

export async function readValue(
  { resultId, columns }: ResultState,
  { row, column }: CellPlace,
  { limitBytes, signal }: ReadOptions = {},
): Promise<Value> {
  const cell = await api.call(
    'results.cell',
    { resultId, row, column, limitBytes },
    { ...(signal && { signal }) },
  )
  if (cell === null) return { kind: 'null' }
  const { bytes, sizeBytes } = cell
  const size = { sizeBytes, loadedBytes: bytes.length }
  if (columns[column]?.type.kind === 'binary') return { kind: 'binary', bytes, ...size }
  return { kind: 'text', text: utf8.decode(bytes), ...size }
}

/** As the grid shows it; null for NULL. */
export function valueText(value: Value): string | null {
  switch (value.kind) {
    case 'null':
      return null
    case 'text':
      return value.text
    case 'binary':
      return `0x${hexText(value.bytes)}`
  }
}
