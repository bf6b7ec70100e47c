import { isUtf8 } from 'node:buffer'
import { WorkbenchError } from '../../../contract/errors.ts'
import type { Parameter } from '../driver.ts'

/** The words of a command as bytes: keys and values of Redis are any bytes. */
export type CommandWords = readonly Buffer[]

const ESCAPES: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, a: 7 }

/**
 * Takes a line apart as redis-cli does: words between spaces; in double quotes `\n`, `\"` and `\x1f`
 * stand for one byte each; single quotes hold text as it is but for `\'`. With parameters, the words
 * `$1`, `$2` … are their places. Throws `syntax-error` with the offset of a quote that is not closed.
 */
export function parseCommand(text: string, parameters: readonly Parameter[] = []): Buffer[] {
  const words: Buffer[] = []
  const reader = new WordReader(text)
  for (let word = reader.next(); word !== null; word = reader.next()) {
    const place =
      parameters.length > 0 && !word.isQuoted ? /^\$(\d+)$/.exec(word.bytes.toString()) : null
    words.push(place ? parameterBytes(parameters, Number(place[1])) : word.bytes)
  }
  return words
}

function parameterBytes(parameters: readonly Parameter[], place: number): Buffer {
  const value = parameters[place - 1]
  if (value === undefined || value === null)
    throw new WorkbenchError(
      'invalid-request',
      `There is no value for $${place}, and Redis has no NULL. Give ${place} values or more.`,
    )
  if (value instanceof Uint8Array) return Buffer.from(value)
  if (typeof value === 'boolean') return Buffer.from(value ? '1' : '0')
  return Buffer.from(Object.is(value, -0) ? '-0' : String(value))
}

type Word = { readonly bytes: Buffer; readonly isQuoted: boolean }

class WordReader {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  /** Null: no more words. */
  next(): Word | null {
    while (isSpace(this.#text[this.#at])) this.#at++
    if (this.#at >= this.#text.length) return null
    const parts: Buffer[] = []
    let isQuoted = false
    while (this.#at < this.#text.length && !isSpace(this.#text[this.#at])) {
      const quote = this.#text[this.#at]
      if (quote !== '"' && quote !== "'") {
        parts.push(this.#plain())
        continue
      }
      isQuoted = true
      parts.push(quote === '"' ? this.#doubleQuoted() : this.#singleQuoted())
    }
    return { bytes: Buffer.concat(parts), isQuoted }
  }

  #plain(): Buffer {
    const from = this.#at
    while (this.#at < this.#text.length && !/[\s"']/.test(this.#text[this.#at]!)) this.#at++
    return Buffer.from(this.#text.slice(from, this.#at))
  }

  #singleQuoted(): Buffer {
    const from = this.#at++
    let content = ''
    for (; this.#text[this.#at] !== "'"; this.#at++) {
      if (this.#at >= this.#text.length) throw unclosed("'", from)
      if (this.#text.startsWith("\\'", this.#at)) this.#at++
      content += this.#text[this.#at]
    }
    this.#at++
    return Buffer.from(content)
  }

  #doubleQuoted(): Buffer {
    const from = this.#at++
    const parts: Buffer[] = []
    while (this.#text[this.#at] !== '"') {
      if (this.#at >= this.#text.length) throw unclosed('"', from)
      parts.push(this.#text[this.#at] === '\\' ? this.#escaped() : this.#untilSpecial())
    }
    this.#at++
    return Buffer.concat(parts)
  }

  #untilSpecial(): Buffer {
    const from = this.#at
    while (this.#at < this.#text.length && !/["\\]/.test(this.#text[this.#at]!)) this.#at++
    return Buffer.from(this.#text.slice(from, this.#at))
  }

  #escaped(): Buffer {
    const hex = /^\\x([0-9a-f]{2})/i.exec(this.#text.slice(this.#at, this.#at + 4))
    if (hex) {
      this.#at += 4
      return Buffer.from(hex[1]!, 'hex')
    }
    // A character of two UTF-16 units is not cut in half.
    const character = String.fromCodePoint(this.#text.codePointAt(this.#at + 1) ?? 92)
    this.#at += 1 + character.length
    const code = ESCAPES[character]
    return code === undefined ? Buffer.from(character) : Buffer.from([code])
  }
}

const isSpace = (character: string | undefined): boolean =>
  character !== undefined && /\s/.test(character)

const unclosed = (quote: string, offset: number): WorkbenchError =>
  new WorkbenchError('syntax-error', `The quote ${quote} is not closed on its line.`, {
    details: { offset },
  })

const SPECIAL: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
}

/** Writes bytes as a word of a command, which `parseCommand` takes back as they are. */
export function commandWord(bytes: Buffer): string {
  const isText = isUtf8(bytes)
  const text = bytes.toString(isText ? 'utf8' : 'latin1')
  if (isText && /^[^\s"'\\#$\p{C}][^\s"'\\\p{C}]*$/u.test(text)) return text
  const pattern = isText ? /["\\\p{C}]/gu : /["\\]|[^ -~]/g
  const escaped = text.replaceAll(
    pattern,
    (character) => SPECIAL[character] ?? hexEscape(character, isText),
  )
  return `"${escaped}"`
}

const hexEscape = (character: string, isText: boolean): string =>
  Buffer.from(character, isText ? 'utf8' : 'latin1')
    .toString('hex')
    .replaceAll(/../g, '\\x$&')
