import { isUtf8 } from 'node:buffer'
import { TextDecoder } from 'node:util'
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { WorkbenchError } from '../../../contract/errors.ts'
import type { ImportEncoding } from '../../../contract/imports.ts'
import { fileError } from '../../frame/fileError.ts'

const CHUNK_BYTES = 2 * 1024 * 1024
const NEWLINE = 0x0a

const MARKS: readonly { encoding: Exclude<ImportEncoding, 'auto'>; bytes: readonly number[] }[] = [
  { encoding: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff] },
]

/** A file of text as UTF-8 without byte order mark, read in chunks. Synchronous: for workers. */
export class Utf8File {
  readonly #path: string
  readonly #handle: number
  readonly #encoding: Exclude<ImportEncoding, 'auto'>
  readonly #decoder: TextDecoder | null
  readonly totalBytes: number
  #readBytes = 0
  /** Newlines in what was handed on. */
  #lines = 0
  /** The beginning of a character whose rest is in the next chunk. */
  #rest: Uint8Array = new Uint8Array(0)
  #isAtEnd = false

  constructor(path: string, encoding: ImportEncoding) {
    this.#path = path
    try {
      this.#handle = openSync(path, 'r')
      this.totalBytes = fstatSync(this.#handle).size
    } catch (error) {
      throw readError(error, path)
    }
    const head = this.#read(4)
    const mark = MARKS.find(({ bytes }) => bytes.every((byte, index) => head[index] === byte))
    this.#encoding = encoding === 'auto' ? (mark?.encoding ?? 'utf-8') : encoding
    this.#readBytes = mark && mark.encoding === this.#encoding ? mark.bytes.length : 0
    this.#decoder =
      this.#encoding === 'utf-8'
        ? null
        : new TextDecoder(this.#encoding, { fatal: true, ignoreBOM: true })
  }

  get readBytes(): number {
    return this.#readBytes
  }

  close(): void {
    closeSync(this.#handle)
  }

  /** The next bytes, a buffer of their own; null at the end. */
  next(): Uint8Array | null {
    if (this.#isAtEnd) return null
    const chunk = this.#read(CHUNK_BYTES)
    this.#isAtEnd = chunk.length === 0
    const bytes = this.#decoder ? this.#decode(this.#decoder, chunk) : this.#checked(chunk)
    for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1))
      this.#lines++
    return this.#isAtEnd && bytes.length === 0 ? null : bytes
  }

  #read(count: number): Buffer {
    const buffer = Buffer.allocUnsafeSlow(count)
    try {
      const length = readSync(this.#handle, buffer, 0, count, this.#readBytes)
      this.#readBytes += length
      return buffer.subarray(0, length)
    } catch (error) {
      throw readError(error, this.#path)
    }
  }

  #checked(chunk: Buffer): Uint8Array {
    const bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk
    const cut = this.#isAtEnd ? bytes.length : wholeCharacters(bytes)
    const whole = bytes.subarray(0, cut)
    if (!isUtf8(whole)) throw this.#wrongEncoding(fineLines(whole, isUtf8))
    this.#rest = bytes.subarray(cut)
    return whole
  }

  #decode(decoder: TextDecoder, chunk: Buffer): Uint8Array {
    try {
      return Buffer.from(decoder.decode(chunk, { stream: !this.#isAtEnd }))
    } catch {
      if (this.#encoding === 'utf-16le' || this.#encoding === 'utf-16be')
        throw this.#wrongEncoding(newlinesBeforeFault(chunk, this.#encoding === 'utf-16be'))
      const isFine = (line: Buffer): boolean => {
        try {
          new TextDecoder(this.#encoding, { fatal: true }).decode(line)
          return true
        } catch {
          return false
        }
      }
      throw this.#wrongEncoding(fineLines(chunk, isFine))
    }
  }

  /** `linesBefore`: in the chunk at hand. */
  #wrongEncoding(linesBefore: number): WorkbenchError {
    const line = this.#lines + linesBefore + 1
    return new WorkbenchError(
      'file-failed',
      `Line ${line} has bytes that are not ${this.#encoding.toUpperCase()}. Choose the encoding the file was written in.`,
      { details: { line, encoding: this.#encoding } },
    )
  }
}

/** Lines before the first that is at fault. */
function fineLines(bytes: Buffer, isFine: (line: Buffer) => boolean): number {
  let lines = 0
  let from = 0
  for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, from)) {
    if (!isFine(bytes.subarray(from, end))) break
    from = end + 1
    lines++
  }
  return lines
}

/** The same in UTF-16, where half a character stands alone or the last byte does. */
function newlinesBeforeFault(bytes: Buffer, isBigEndian: boolean): number {
  const unitAt = (at: number) => (isBigEndian ? bytes.readUInt16BE(at) : bytes.readUInt16LE(at))
  const isLow = (at: number) => at + 1 < bytes.length && (unitAt(at) & 0xfc00) === 0xdc00
  // The first half of a character may have been the end of the chunk before.
  let at = isLow(0) ? 2 : 0
  let newlines = 0
  for (; at + 1 < bytes.length; at += 2) {
    if (isLow(at)) break
    if ((unitAt(at) & 0xfc00) === 0xd800) {
      if (!isLow(at + 2)) break
      at += 2
    } else if (unitAt(at) === NEWLINE) newlines++
  }
  return newlines
}

/** How many of the bytes are whole characters of UTF-8. */
function wholeCharacters(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!
    if (byte < 0x80) return bytes.length
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      return back < needed ? bytes.length - back : bytes.length
    }
  }
  return bytes.length
}

export const readError = (error: unknown, path: string): WorkbenchError =>
  fileError(error, {
    noRoom: `There was no room to read “${path}”.`,
    failed: `“${path}” could not be read`,
    missing: 'file',
    details: { path },
  })
