import type { Batch } from '../../../frame/Batch.ts'
import type { BulkEncoder, EncodedRows } from '../../bulkLoad.ts'
import { COPY_HEADER_BYTES, copyData } from '../wire/frontend.ts'
import { CopyBuffer } from './CopyBuffer.ts'
import { binaryEncoder, type CopyTarget, type RowEncoder, textEncoder } from './encodeRows.ts'

/** How rows are written: all that an encoder has to know. */
export type CopyForm = CopyTarget & { readonly isBinary: boolean }

/** Makes CopyData messages of rows, here or in a thread. */
export class CopyEncoder implements BulkEncoder {
  readonly #out = new CopyBuffer()
  readonly #encode: RowEncoder

  constructor(form: CopyForm) {
    this.#encode = form.isBinary ? binaryEncoder(form) : textEncoder
    this.#out.used = COPY_HEADER_BYTES
  }

  get sizeBytes(): number {
    return this.#out.used
  }

  encode(batch: Batch): EncodedRows {
    this.add(batch, 0, batch.rowCount)
    return { bytes: this.take().slice(), rowCount: batch.rowCount }
  }

  /** Rows `from` up to `to` of a batch. */
  add(batch: Batch, from: number, to: number): void {
    this.#encode(this.#out, batch, from, to)
  }

  /** The message of what was added; its bytes are those of the next one as well. */
  take(): Uint8Array<ArrayBuffer> {
    const message = copyData(this.#out.take())
    this.#out.used = COPY_HEADER_BYTES
    return message
  }
}

export const copyEncoder = (form: unknown): BulkEncoder => new CopyEncoder(form as CopyForm)
