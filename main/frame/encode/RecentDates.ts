import { dateText } from '../../../contract/format/dateTimeText.ts'
import type { ByteWriter } from './ByteWriter.ts'

/** Days of some 22 years, if they follow each other. */
const SLOTS = 8_192
/** `2024-01-02`; years that are longer or BC are made anew each time. */
const DATE_BYTES = 10
const NO_DAY = -(2 ** 31)

/** The texts of days written before: few days stand in many rows. */
export class RecentDates {
  readonly #days = new Int32Array(SLOTS).fill(NO_DAY)
  readonly #texts = new Uint8Array(SLOTS * DATE_BYTES)

  /** Writes what `dateText` gives. */
  write(writer: ByteWriter, days: number): void {
    const slot = days & (SLOTS - 1)
    if (this.#days[slot] !== days && !this.#learn(slot, days)) return writer.ascii(dateText(days))
    writer.reserve(DATE_BYTES)
    const { bytes, used } = writer
    const texts = this.#texts
    const start = slot * DATE_BYTES
    for (let index = 0; index < DATE_BYTES; index++) bytes[used + index] = texts[start + index]!
    writer.used = used + DATE_BYTES
  }

  #learn(slot: number, days: number): boolean {
    const text = dateText(days)
    if (text.length !== DATE_BYTES) return false
    this.#days[slot] = days
    for (let index = 0; index < DATE_BYTES; index++)
      this.#texts[slot * DATE_BYTES + index] = text.charCodeAt(index)
    return true
  }
}
