import { WorkbenchError } from '../../../contract/errors.ts'
import type { Utf8File } from './Utf8File.ts'

/** A record of JSON as text, with the line it begins on. */
export type JsonRecord = { readonly text: string; readonly line: number }

const MAX_RECORD_BYTES = 64 * 1024 * 1024
const NEWLINE = 0x0a
const QUOTE = 0x22
const BACKSLASH = 0x5c
const OPENING = new Set([0x7b, 0x5b])
const CLOSING = new Set([0x7d, 0x5d])
const SPACES = new Set([0x20, 0x09, NEWLINE, 0x0d])
const COMMA = 0x2c
const utf8 = new TextDecoder()

/** The lines of a file that are not blank. */
export function* linesOf(file: Utf8File): Generator<JsonRecord> {
  let rest: Uint8Array = new Uint8Array(0)
  let line = 0
  for (let chunk = file.next(); chunk !== null; chunk = file.next()) {
    const bytes = joined(rest, chunk)
    let from = 0
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, from)) {
      line++
      const text = utf8.decode(bytes.subarray(from, end))
      if (text.trim() !== '') yield { text, line }
      from = end + 1
    }
    rest = bytes.subarray(from)
    checkLength(rest, line + 1)
  }
  const text = utf8.decode(rest)
  if (text.trim() !== '') yield { text, line: line + 1 }
}

/** The elements of an array, cut out by their brackets without holding the whole file. */
export function* elementsOf(file: Utf8File): Generator<JsonRecord> {
  let rest: Uint8Array = new Uint8Array(0)
  const state = { line: 1, isOpen: false, isEnded: false }
  for (let chunk = file.next(); chunk !== null; chunk = file.next()) {
    const bytes = joined(rest, chunk)
    let at = 0
    for (;;) {
      at = skipBetween(bytes, at, state)
      if (at >= bytes.length) break
      const end = endOfElement(bytes, at)
      if (end < 0) break
      const text = utf8.decode(bytes.subarray(at, end))
      yield { text, line: state.line }
      for (let index = at; index < end; index++) if (bytes[index] === NEWLINE) state.line++
      at = end
    }
    rest = bytes.subarray(at)
    checkLength(rest, state.line)
  }
  if (!state.isEnded || rest.length > 0)
    throw broken(state.line, 'the file ends in the middle of the array')
}

type ArrayState = { line: number; isOpen: boolean; isEnded: boolean }

/** Over white space, commas and the array's own brackets, to where an element begins. */
function skipBetween(bytes: Uint8Array, from: number, state: ArrayState): number {
  let at = from
  for (; at < bytes.length; at++) {
    const byte = bytes[at]!
    if (byte === NEWLINE) state.line++
    if (SPACES.has(byte)) continue
    if (state.isEnded) throw broken(state.line, 'something follows the array')
    if (!state.isOpen) {
      if (byte !== 0x5b) throw notAnArray()
      state.isOpen = true
    } else if (byte === 0x5d) state.isEnded = true
    else if (byte !== COMMA) return at
  }
  return at
}

/** Behind an element; -1: its end is not among the bytes. */
function endOfElement(bytes: Uint8Array, from: number): number {
  let depth = 0
  let isInString = false
  for (let at = from; at < bytes.length; at++) {
    const byte = bytes[at]!
    if (isInString) {
      if (byte === BACKSLASH) at++
      else if (byte === QUOTE) isInString = false
    } else if (byte === QUOTE) isInString = true
    else if (OPENING.has(byte)) depth++
    else if (CLOSING.has(byte)) {
      if (depth === 0) return at
      depth--
      if (depth === 0) return at + 1
    } else if (depth === 0 && byte === COMMA) return at
  }
  return -1
}

function joined(rest: Uint8Array, chunk: Uint8Array): Uint8Array {
  if (rest.length === 0) return chunk
  const bytes = new Uint8Array(rest.length + chunk.length)
  bytes.set(rest)
  bytes.set(chunk, rest.length)
  return bytes
}

function checkLength(rest: Uint8Array, line: number): void {
  if (rest.length > MAX_RECORD_BYTES)
    throw broken(line, `the record has no end after ${MAX_RECORD_BYTES / 1024 / 1024} MiB`)
}

export const broken = (line: number, reason: string): WorkbenchError =>
  new WorkbenchError('file-failed', `Line ${line} is no JSON to import: ${reason}.`, {
    details: { line },
  })

const notAnArray = (): WorkbenchError =>
  new WorkbenchError(
    'file-failed',
    'The file is no array of objects. Where each line is an object of its own, choose NDJSON.',
    { details: { line: 1 } },
  )
