import type { Value } from './readValue.ts'

export type ValueView = 'text' | 'json' | 'hex' | 'image'

/** How to look at a value, the best way first. */
export function viewsOf(value: Value): ValueView[] {
  switch (value.kind) {
    case 'null':
      return []
    case 'binary': {
      const isImage = isReadWhole(value) && imageType(value.bytes) !== null
      const views: ValueView[] = isImage ? ['image'] : []
      return textOf(value) === null ? [...views, 'hex'] : [...views, 'hex', 'text']
    }
    case 'text':
      return isReadWhole(value) && /^\s*[[{]/.test(value.text)
        ? ['json', 'text', 'hex']
        : ['text', 'hex']
  }
}

export const isWhole = (value: Value): boolean =>
  value.kind === 'null' || value.loadedBytes === value.sizeBytes

/** A value up to this is read whole, also where only its beginning is here yet. */
const READ_WHOLE_BYTES = 16 * 1024 * 1024

export const isReadWhole = (value: Value): boolean =>
  isWhole(value) || (value.kind !== 'null' && value.sizeBytes <= READ_WHOLE_BYTES)

/** Text, or bytes that are text; null where they are not. */
export function textOf(value: Value): string | null {
  if (value.kind === 'null') return null
  if (value.kind === 'text') return value.text
  try {
    const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
    // Where bytes were cut, it may have been through a character: no more is said to come.
    const text = strictUtf8.decode(value.bytes, { stream: !isWhole(value) })
    return text.includes('\0') ? null : text
  } catch {
    return null
  }
}

const utf8 = new TextEncoder()

export function bytesOf(value: Value): Uint8Array {
  if (value.kind === 'null') return new Uint8Array()
  return value.kind === 'binary' ? value.bytes : utf8.encode(value.text)
}

const SIGNATURES: readonly (readonly [type: string, at: number, bytes: string])[] = [
  ['image/png', 0, '\x89PNG\r\n\x1a\n'],
  ['image/jpeg', 0, '\xff\xd8\xff'],
  ['image/gif', 0, 'GIF8'],
  ['image/webp', 8, 'WEBP'],
  ['image/bmp', 0, 'BM'],
]

/** By the first bytes; null: no picture that a browser draws. */
export function imageType(bytes: Uint8Array): string | null {
  const found = SIGNATURES.find(([, at, signature]) =>
    Array.from(signature).every(
      (character, index) => bytes[at + index] === character.charCodeAt(0),
    ),
  )
  return found?.[0] ?? null
}

const HEX_BYTES_A_LINE = 16
/** Where sixteen do not fit. */
const FEW_HEX_BYTES = 8

/** How many bytes a line of so many characters shows. */
export const hexBytesALine = (characters: number): number =>
  characters >= hexLine(0, new Uint8Array(HEX_BYTES_A_LINE)).length
    ? HEX_BYTES_A_LINE
    : FEW_HEX_BYTES

/** Offset, hexadecimal digits and characters of some bytes, in two halves. */
export function hexLine(offset: number, bytes: Uint8Array, bytesALine = HEX_BYTES_A_LINE): string {
  const half = bytesALine / 2
  const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'))
  const halves = [digits.slice(0, half).join(' '), digits.slice(half).join(' ')]
  const characters = Array.from(bytes, (byte) =>
    byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·',
  )
  const hex = halves.join('  ').padEnd(bytesALine * 3)
  return `${offset.toString(16).padStart(8, '0')}  ${hex}  ${characters.join('')}`
}
