import iconv from 'iconv-lite'
import type { TextMark } from '../../../../contract/columns.ts'
import { hexText } from '../../../../contract/cellText.ts'
import type { BytesBuilder } from '../../../frame/ColumnBuilder.ts'
import type { CellReader, Framing, WireBytes } from './CellReader.ts'

const textType = (mark?: TextMark) =>
  mark ? ({ kind: 'text', mark } as const) : ({ kind: 'text' } as const)

/** Longer texts are not worth looking at unit by unit. */
const SHORT_TEXT_BYTES = 256
const ascii = new Uint8Array(SHORT_TEXT_BYTES / 2)

/** Copies UTF-16 that is ASCII into `ascii`; false for anything else. */
function copyAscii({ bytes }: WireBytes, start: number, end: number): boolean {
  for (let at = start, to = 0; at < end; at += 2, to++) {
    const low = bytes[at]!
    if (low > 0x7f || bytes[at + 1] !== 0) return false
    ascii[to] = low
  }
  return true
}

/** UTF-16. What is no valid Unicode (half of a pair) has no UTF-8, and makes the column `any`. */
export const utf16Reader = (framing: Framing, mark?: TextMark): CellReader => ({
  type: textType(mark),
  framing,
  append: (builder: BytesBuilder, wire, start, end) => {
    if (end - start <= SHORT_TEXT_BYTES && copyAscii(wire, start, end)) {
      builder.append(ascii, 0, (end - start) >> 1)
      return true
    }
    const text = wire.bytes.toString('utf16le', start, end)
    if (!text.isWellFormed()) return false
    builder.appendText(text)
    return true
  },
  widened: () => taggedUtf16Reader(framing),
})

/** Text where it is some, else its UTF-16 bytes. */
const taggedUtf16Reader = (framing: Framing): CellReader => ({
  type: { kind: 'any' },
  framing,
  append: (builder: BytesBuilder, { bytes }, start, end) => {
    const text = bytes.toString('utf16le', start, end)
    builder.appendText(text.isWellFormed() ? `t${text}` : `b${hexText(bytes.subarray(start, end))}`)
    return true
  },
})

/** Text of a code page, as the column's collation names it. */
export function codePageReader(framing: Framing, codePage: string): CellReader {
  const isUtf8 = /^utf-?8$/i.test(codePage)
  return {
    type: { kind: 'text' },
    framing,
    append: (builder: BytesBuilder, { bytes }, start, end) => {
      if (isUtf8 || isAscii(bytes, start, end)) builder.append(bytes, start, end)
      else builder.appendText(iconv.decode(bytes.subarray(start, end), codePage))
      return true
    },
  }
}

function isAscii(bytes: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at]! > 0x7f) return false
  return true
}

export const binaryReader = (framing: Framing): CellReader => ({
  type: { kind: 'binary' },
  framing,
  append: (builder: BytesBuilder, { bytes }, start, end) => {
    builder.append(bytes, start, end)
    return true
  },
})

/** Values of types of the server's own, whose bytes only the server understands. */
export const geometryReader = (framing: Framing): CellReader => ({
  type: { kind: 'text', mark: 'geometry' },
  framing,
  append: (builder: BytesBuilder, { bytes }, start, end) => {
    builder.appendText(`0x${hexText(bytes.subarray(start, end))}`)
    return true
  },
})

/** Where each byte stands in the text; -1: a dash. The first three groups are lowest byte first. */
const UUID_LAYOUT = [3, 2, 1, 0, -1, 5, 4, -1, 7, 6, -1, 8, 9, -1, 10, 11, 12, 13, 14, 15]
const HEX_DIGITS = Buffer.from('0123456789ABCDEF')
const uuid = new Uint8Array(36)

/** In upper case, as the server writes it. */
export const uuidReader: CellReader = {
  type: { kind: 'text', mark: 'uuid' },
  framing: { kind: 'byte' },
  append: (builder: BytesBuilder, { bytes }, start) => {
    let to = 0
    for (const from of UUID_LAYOUT) {
      if (from < 0) {
        uuid[to++] = 0x2d
        continue
      }
      const byte = bytes[start + from]!
      uuid[to++] = HEX_DIGITS[byte >> 4]!
      uuid[to++] = HEX_DIGITS[byte & 15]!
    }
    builder.append(uuid)
    return true
  },
}
