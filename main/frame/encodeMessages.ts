import type { Column } from '../../contract/columns.ts'
import type { WireError } from '../../contract/errors.ts'
import type { Batch } from './Batch.ts'
import type { EncodeOptions } from './encode/RowEncoder.ts'

/** What main asks of a frame worker. Each but `close` is answered, in the order of asking. */
export type EncodeRequest =
  | { kind: 'open'; encoderId: number; options: EncodeOptions; columns: readonly Column[] }
  | { kind: 'batch'; encoderId: number; batch: Batch }
  | { kind: 'footer'; encoderId: number }
  | { kind: 'close'; encoderId: number }

export type EncodeAnswer =
  | { encoderId: number; bytes: Uint8Array<ArrayBuffer> }
  | { encoderId: number; error: WireError }
