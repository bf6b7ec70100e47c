import { crc32 } from 'node:zlib'
import type { Picture } from './pictures.ts'

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)
const COLOUR_BY_PALETTE = 3

/**
 * A PNG of a palette picture (https://www.w3.org/TR/png-3/). Its pixels are stored, not compressed:
 * what a compressor writes differs between versions of zlib, and the sample is the same everywhere.
 */
export function encodePng({ width, height, pixels, palette }: Picture): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, COLOUR_BY_PALETTE, 0, 0, 0], 8)
  const colours = Buffer.from(palette.flatMap((rgb) => [rgb >> 16, (rgb >> 8) & 0xff, rgb & 0xff]))
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', colours),
    chunk('IDAT', zlibStored(scanLines(width, height, pixels))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length, 0)
  body.copy(framed, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}

/** Each line begins with its filter: none. */
function scanLines(width: number, height: number, pixels: Uint8Array): Buffer {
  const lines = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y++)
    lines.set(pixels.subarray(y * width, (y + 1) * width), y * (width + 1) + 1)
  return lines
}

/** One stored block of at most 65,535 bytes in a zlib stream (RFC 1950, RFC 1951 3.2.4). */
function zlibStored(data: Buffer): Buffer {
  const framed = Buffer.alloc(data.length + 11)
  framed.set([0x78, 0x01, 0x01], 0)
  framed.writeUInt16LE(data.length, 3)
  framed.writeUInt16LE(~data.length & 0xffff, 5)
  data.copy(framed, 7)
  framed.writeUInt32BE(adler32(data), data.length + 7)
  return framed
}

function adler32(data: Buffer): number {
  let [a, b] = [1, 0]
  for (const byte of data) {
    a = (a + byte) % 65_521
    b = (b + a) % 65_521
  }
  return ((b << 16) | a) >>> 0
}
