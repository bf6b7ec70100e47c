import type { Batch } from '../../../frame/Batch.ts'
import { BatchBuilder } from '../../../frame/BatchBuilder.ts'
import { NotEnoughDataError } from '../tedious.ts'
import type { CellReader, WireBytes } from './CellReader.ts'
import { PartsReader } from './PartsReader.ts'
import type { ServerColumn } from './serverColumn.ts'

/** Where the reader stands in the bytes that came; it moves `position` on. */
export type Cursor = { readonly buffer: Buffer; position: number }

/** The first rows are handed on early, so that they show while the rest is under way. */
const FIRST_BATCH_ROWS = 200
const NULL_LENGTH = 0xffff
const POINTER_TIMESTAMP_BYTES = 8

/**
 * Decodes rows from the bytes of a response into columns. Where the bytes end within a row it throws
 * `NotEnoughDataError` and goes on from there when called again with more.
 */
export class RowReader {
  readonly #readers: CellReader[]
  readonly #builder: BatchBuilder
  readonly #parts = new PartsReader()
  #wire: WireBytes = { bytes: Buffer.alloc(0), view: new DataView(new ArrayBuffer(0)) }
  /** The next cell of the row at hand. */
  #cell = 0
  #nulls: Buffer | null = null
  #isDiscarding = false
  #isFirstBatch = true

  constructor(columns: readonly ServerColumn[]) {
    this.#readers = columns.map(({ reader }) => reader)
    this.#builder = new BatchBuilder(this.#readers.map(({ type }) => type))
  }

  get rowCount(): number {
    return this.#builder.rowCount
  }

  /** There is enough to be handed on. */
  get isReady(): boolean {
    return (
      this.#builder.isFull || (this.#isFirstBatch && this.#builder.rowCount >= FIRST_BATCH_ROWS)
    )
  }

  take(): Batch {
    this.#isFirstBatch = false
    return this.#builder.take()
  }

  /** From now on rows are read past and not kept. */
  discard(): void {
    this.#isDiscarding = true
  }

  /** Reads the bitmap in front of a row that leaves its NULLs out (NBCROW). */
  readNulls(cursor: Cursor): void {
    if (this.#nulls) return
    const end = cursor.position + Math.ceil(this.#readers.length / 8)
    if (end > cursor.buffer.length) throw new NotEnoughDataError(end) as unknown
    this.#nulls = cursor.buffer.subarray(cursor.position, end)
    cursor.position = end
  }

  /** Reads the rest of a row. */
  readRow(cursor: Cursor): void {
    const wire = this.#wireOf(cursor.buffer)
    const count = this.#readers.length
    while (this.#cell < count) {
      const index = this.#cell
      if (this.#nulls && this.#nulls[index >> 3]! & (1 << (index & 7))) this.#addNull(index)
      else this.#readCell(index, cursor, wire)
      this.#cell++
    }
    this.#cell = 0
    this.#nulls = null
    if (!this.#isDiscarding) this.#builder.endRow()
  }

  #wireOf(buffer: Buffer): WireBytes {
    if (this.#wire.bytes !== buffer) this.#wire = wireBytes(buffer)
    return this.#wire
  }

  #readCell(index: number, cursor: Cursor, wire: WireBytes): void {
    const { framing } = this.#readers[index]!
    const { buffer, position } = cursor
    let start = position
    let length = 0
    switch (framing.kind) {
      case 'fixed':
        length = framing.size
        break
      case 'byte':
        need(buffer, (start = position + 1))
        length = buffer[position] || -1
        break
      case 'short':
        need(buffer, (start = position + 2))
        length = wire.view.getUint16(position, true)
        if (length === NULL_LENGTH) length = -1
        break
      case 'long':
        need(buffer, (start = position + 4))
        length = wire.view.getUint32(position, true) || -1
        break
      case 'pointer': {
        need(buffer, position + 1)
        const pointerLength = buffer[position]!
        start = position + 1
        length = -1
        if (pointerLength === 0) break
        const lengthAt = start + pointerLength + POINTER_TIMESTAMP_BYTES
        need(buffer, (start = lengthAt + 4))
        length = wire.view.getUint32(lengthAt, true)
        break
      }
      case 'parts':
        return this.#readParts(index, cursor)
    }
    if (length < 0) {
      this.#addNull(index)
      cursor.position = start
      return
    }
    const end = start + length
    need(buffer, end)
    this.#add(index, wire, start, end)
    cursor.position = end
  }

  #readParts(index: number, cursor: Cursor): void {
    const value = this.#parts.read(cursor)
    if (value) this.#add(index, wireBytes(value), 0, value.length)
    else this.#addNull(index)
  }

  #addNull(index: number): void {
    if (!this.#isDiscarding) this.#builder.columns[index]!.appendNull()
  }

  #add(index: number, wire: WireBytes, start: number, end: number): void {
    if (this.#isDiscarding) return
    if (this.#readers[index]!.append(this.#builder.columns[index]!, wire, start, end)) return
    const wider = this.#readers[index]!.widened!()
    this.#readers[index] = wider
    wider.append(this.#builder.widenColumn(index, wider.type), wire, start, end)
  }
}

const wireBytes = (bytes: Buffer): WireBytes => ({
  bytes,
  view: new DataView(bytes.buffer, bytes.byteOffset, bytes.length),
})

function need(buffer: Buffer, end: number): void {
  if (end > buffer.length) throw new NotEnoughDataError(end) as unknown
}
