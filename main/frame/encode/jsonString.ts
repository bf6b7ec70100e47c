import type { ByteWriter } from './ByteWriter.ts'

const QUOTE = 34
const BACKSLASH = 92
const HEX_DIGITS = '0123456789abcdef'

/** By byte: 0, as it is; 1, as `\u00xx`; else the letter after the backslash. */
const ESCAPES = new Uint8Array(256)
ESCAPES.fill(1, 0, 32)
for (const [byte, letter] of [
  [8, 'b'],
  [9, 't'],
  [10, 'n'],
  [12, 'f'],
  [13, 'r'],
  [QUOTE, '"'],
  [BACKSLASH, '\\'],
] as const)
  ESCAPES[byte] = letter.charCodeAt(0)

/** Bytes taken at a time, so that room for the worst of them is soon made. */
const RUN_BYTES = 4_096

/** Writes UTF-8 bytes as a JSON string. */
export function writeJsonString(
  writer: ByteWriter,
  source: Uint8Array,
  start: number,
  end: number,
): void {
  writer.byte(QUOTE)
  for (let from = start; from < end; from += RUN_BYTES)
    writeRun(writer, source, from, Math.min(from + RUN_BYTES, end))
  writer.byte(QUOTE)
}

function writeRun(writer: ByteWriter, source: Uint8Array, from: number, to: number): void {
  // An escape takes at most six bytes.
  writer.reserve((to - from) * 6)
  const { bytes } = writer
  let { used } = writer
  for (let at = from; at < to; at++) {
    const byte = source[at]!
    if (ESCAPES[byte] === 0) bytes[used++] = byte
    else {
      writer.used = used
      writeEscape(writer, byte)
      used = writer.used
    }
  }
  writer.used = used
}

function writeEscape(writer: ByteWriter, byte: number): void {
  const escape = ESCAPES[byte]!
  if (escape === 1) writer.ascii(`\\u00${HEX_DIGITS[byte >> 4]}${HEX_DIGITS[byte & 15]}`)
  else {
    writer.byte(BACKSLASH)
    writer.byte(escape)
  }
}
