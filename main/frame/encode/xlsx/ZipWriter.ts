import { constants, crc32, deflateRawSync } from 'node:zlib'
import { WorkbenchError } from '../../../../contract/errors.ts'
import type { ByteWriter } from '../ByteWriter.ts'

/** Sizes and places are 32-bit numbers; past them a file would need the 64-bit form. */
const LARGEST = 0xffff_ffff
const VERSION = 20
/** Sizes follow the data, names are UTF-8. */
const FLAGS = 0x0808
const DEFLATE = 8
/** 1980-01-01, the earliest there is: the same rows give the same file. */
const DATE = 0x0021
/** A last block without content. */
const END_OF_DATA = Uint8Array.of(3, 0)

type Entry = {
  readonly name: Uint8Array
  readonly offset: number
  crc: number
  sizeBytes: number
  packedBytes: number
}

/**
 * A zip file written front to back (https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT):
 * `begin` an entry, `append` to it, `end` it, and `finish` when all are there. Goes into `writer`,
 * which may be emptied in between.
 */
export class ZipWriter {
  readonly #writer: ByteWriter
  readonly #entries: Entry[] = []
  #written = 0

  constructor(writer: ByteWriter) {
    this.#writer = writer
  }

  /** Bytes of the entry under way, unpacked. */
  get entrySizeBytes(): number {
    return this.#entries.at(-1)!.sizeBytes
  }

  begin(name: string): void {
    const entry: Entry = {
      name: new TextEncoder().encode(name),
      offset: this.#written,
      crc: 0,
      sizeBytes: 0,
      packedBytes: 0,
    }
    this.#entries.push(entry)
    this.#write(0x0403_4b50, (header) => {
      header.u16(VERSION, FLAGS, DEFLATE, 0, DATE)
      header.u32(0, 0, 0)
      header.u16(entry.name.length, 0)
      header.bytes(entry.name)
    })
  }

  append(bytes: Uint8Array): void {
    const entry = this.#entries.at(-1)!
    entry.crc = crc32(bytes, entry.crc)
    entry.sizeBytes += bytes.length
    // Flushed to a whole byte, pieces packed one by one are one stream of data.
    this.#appendPacked(
      deflateRawSync(bytes, { level: 4, finishFlush: constants.Z_SYNC_FLUSH }),
      entry,
    )
  }

  end(): void {
    const entry = this.#entries.at(-1)!
    this.#appendPacked(END_OF_DATA, entry)
    this.#write(0x0807_4b50, (header) => header.u32(entry.crc, entry.packedBytes, entry.sizeBytes))
    if (this.#written > LARGEST || entry.sizeBytes > LARGEST) throw tooLarge(this.#written)
  }

  add(name: string, text: string): void {
    this.begin(name)
    this.append(new TextEncoder().encode(text))
    this.end()
  }

  finish(): void {
    const start = this.#written
    for (const entry of this.#entries) this.#writeDirectoryEntry(entry)
    const count = this.#entries.length
    const size = this.#written - start
    if (this.#written > LARGEST) throw tooLarge(this.#written)
    this.#write(0x0605_4b50, (header) => {
      header.u16(0, 0, count, count)
      header.u32(size, start)
      header.u16(0)
    })
  }

  #writeDirectoryEntry({ name, offset, crc, sizeBytes, packedBytes }: Entry): void {
    this.#write(0x0201_4b50, (header) => {
      header.u16(VERSION, VERSION, FLAGS, DEFLATE, 0, DATE)
      header.u32(crc, packedBytes, sizeBytes)
      header.u16(name.length, 0, 0, 0, 0)
      header.u32(0, offset)
      header.bytes(name)
    })
  }

  #appendPacked(bytes: Uint8Array, entry: Entry): void {
    entry.packedBytes += bytes.length
    this.#append(bytes)
  }

  #write(signature: number, fill: (header: Header) => void): void {
    const header = new Header()
    header.u32(signature)
    fill(header)
    this.#append(Uint8Array.from(header.content))
  }

  #append(bytes: Uint8Array): void {
    this.#writer.append(bytes)
    this.#written += bytes.length
  }
}

/** Numbers of a header, the lowest byte first. */
class Header {
  readonly content: number[] = []

  u16(...values: number[]): void {
    for (const value of values) this.content.push(value & 255, (value >> 8) & 255)
  }

  u32(...values: number[]): void {
    for (const value of values) this.u16(value & 0xffff, value >>> 16)
  }

  bytes(values: Uint8Array): void {
    this.content.push(...values)
  }
}

const tooLarge = (sizeBytes: number): WorkbenchError =>
  new WorkbenchError(
    'unsupported',
    `The Excel file grew past 4 GiB (${sizeBytes} bytes), more than Excel opens. Export fewer rows, or CSV.`,
    { details: { sizeBytes } },
  )
