import { NotEnoughDataError } from '../tedious.ts'
import type { Cursor } from './RowReader.ts'

const NULL_TOTAL = 0xffff_ffff_ffff_ffffn
const HEADER_BYTES = 8
const PART_HEADER_BYTES = 4

/**
 * Gathers a value that comes in parts (MS-TDS 2.2.5.2.3): eight bytes of total length, which may be
 * unknown, then parts with their lengths up to an empty one.
 */
export class PartsReader {
  #isInside = false
  #partLeft = 0
  #parts: Buffer[] = []

  /** The value, or null for NULL; throws `NotEnoughDataError` until all of it came. */
  read(cursor: Cursor): Buffer | null {
    if (!this.#isInside) {
      need(cursor, HEADER_BYTES)
      const total = cursor.buffer.readBigUInt64LE(cursor.position)
      cursor.position += HEADER_BYTES
      if (total === NULL_TOTAL) return null
      this.#isInside = true
    }
    while (this.#partLeft > 0 || this.#nextPart(cursor)) this.#takePart(cursor)
    const parts = this.#parts
    this.#parts = []
    this.#isInside = false
    return parts.length === 1 ? parts[0]! : Buffer.concat(parts)
  }

  #nextPart(cursor: Cursor): boolean {
    need(cursor, PART_HEADER_BYTES)
    this.#partLeft = cursor.buffer.readUInt32LE(cursor.position)
    cursor.position += PART_HEADER_BYTES
    return this.#partLeft > 0
  }

  #takePart(cursor: Cursor): void {
    const { buffer, position } = cursor
    need(cursor, 1)
    const end = Math.min(position + this.#partLeft, buffer.length)
    this.#parts.push(buffer.subarray(position, end))
    this.#partLeft -= end - position
    cursor.position = end
  }
}

function need({ buffer, position }: Cursor, count: number): void {
  if (position + count > buffer.length) throw new NotEnoughDataError(position + count) as unknown
}
