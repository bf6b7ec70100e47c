import type { Value } from './readValue.ts'

export type ValueView = 'text' | 'json' | 'hex'

/**
 * What is read and shown of a value; the whole of it can still be copied. A text area lays out all
 * of its text at once: four times as much holds the window for seconds.
 */
export const SHOWN_BYTES = 256 * 1024
/** A byte takes five characters of a hexadecimal line. */
const SHOWN_HEX_BYTES = SHOWN_BYTES / 4
const BYTES_A_LINE = 16

/** The ways in which a value can be looked at, the best first. */
export function viewsOf(value: Value): ValueView[] {
  switch (value.kind) {
    case 'null':
      return []
    case 'binary':
      return asText(value) === null ? ['hex'] : ['hex', 'text']
    case 'text':
      return jsonText(value) === null ? ['text', 'hex'] : ['json', 'text', 'hex']
  }
}

/** What is shown of a value: its beginning, where all would be too much. */
export type ShownValue = { text: string; isCut: boolean; shownBytes: number }

export function shownAs(value: Value, view: ValueView): ShownValue {
  if (value.kind === 'null') return { text: '', isCut: false, shownBytes: 0 }
  const text = value.kind === 'text' ? value.text : (asText(value) ?? '')
  switch (view) {
    case 'text':
      return {
        text,
        isCut: value.loadedBytes < value.sizeBytes,
        shownBytes: value.loadedBytes,
      }
    case 'hex': {
      const bytes = value.kind === 'binary' ? value.bytes : utf8.encode(text)
      const shown = bytes.subarray(0, SHOWN_HEX_BYTES)
      return {
        text: hexDump(shown),
        isCut: shown.length < value.sizeBytes,
        shownBytes: shown.length,
      }
    }
    case 'json': {
      const laidOut = jsonText(value) ?? text
      const shown = laidOut.slice(0, SHOWN_BYTES)
      return { text: shown, isCut: shown.length < laidOut.length, shownBytes: shown.length }
    }
  }
}

const utf8 = new TextEncoder()

/** Bytes that are text; null when they are not. */
function asText({ bytes, loadedBytes, sizeBytes }: BinaryValue): string | null {
  try {
    const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
    // Where bytes were cut, it may have been through a character: no more is said to come.
    const text = strictUtf8.decode(bytes, { stream: loadedBytes < sizeBytes })
    return text.includes('\0') ? null : text
  } catch {
    return null
  }
}

type BinaryValue = Extract<Value, { kind: 'binary' }>

/** Only of a whole text can be said that it is JSON. */
const jsonText = (value: Value): string | null =>
  value.kind === 'text' && value.loadedBytes === value.sizeBytes ? prettyJson(value.text) : null

/**
 * JSON set out over lines; null when it is none. Digits of numbers stay as they are. Ends after
 * about `SHOWN_BYTES` characters: brackets in brackets indent a small text to gigabytes.
 */
export function prettyJson(text: string): string | null {
  if (!/^\s*[[{]/.test(text)) return null
  try {
    JSON.parse(text)
  } catch {
    return null
  }
  return indentJson(text)
}

/**
 * Works on the text itself: parsing and printing again would round numbers beyond a double and
 * merge members of the same name.
 */
function indentJson(text: string): string {
  let laidOut = ''
  let depth = 0
  let last = ''
  const newLine = (): void => void (laidOut += `\n${'  '.repeat(depth)}`)
  for (const [piece] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s[\]{},:"]+/gs)) {
    const closes = piece === '}' || piece === ']'
    if (closes) depth--
    const wasOpened = last === '{' || last === '['
    if (closes ? !wasOpened : wasOpened || last === ',') newLine()
    laidOut += piece === ':' ? ': ' : piece
    if (piece === '{' || piece === '[') depth++
    last = piece
    if (laidOut.length > SHOWN_BYTES) break
  }
  return laidOut
}

/** Bytes as offset, hexadecimal digits and characters, sixteen a line. */
export function hexDump(bytes: Uint8Array): string {
  const lines: string[] = []
  for (let at = 0; at < bytes.length; at += BYTES_A_LINE)
    lines.push(hexLine(at, bytes.subarray(at, at + BYTES_A_LINE)))
  return lines.join('\n')
}

function hexLine(offset: number, bytes: Uint8Array): string {
  const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'))
  const halves = [digits.slice(0, 8).join(' '), digits.slice(8).join(' ')]
  const characters = Array.from(bytes, (byte) =>
    byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·',
  )
  const hex = halves.join('  ').padEnd(48)
  return `${offset.toString(16).padStart(8, '0')}  ${hex}  ${characters.join('')}`
}
