import type { DialectInfo } from '../drivers.ts'

export type Splitter = DialectInfo['splitter']

export type TokenKind =
  | 'space'
  | 'comment'
  /** Also quoted names. */
  | 'string'
  /** Names, keywords, numbers. */
  | 'word'
  | 'semicolon'
  | 'open'
  | 'close'
  /** T-SQL's GO on a line of its own, with its count. */
  | 'go'
  | 'other'

/** The splitters whose statements are SQL as the scanner reads it. */
export const isSql = (splitter: Splitter): splitter is Extract<Splitter, keyof typeof RULES> =>
  Object.hasOwn(RULES, splitter)

type Rules = {
  /** Comments in comments, as PostgreSQL and T-SQL have them. */
  hasNestedComments: boolean
  /** `E'…'` with backslashes and `$tag$…$tag$`. */
  hasPostgresStrings: boolean
  hasBrackets: boolean
  hasBackticks: boolean
  hasGo: boolean
  /** Backslashes in strings and quoted names, and regular expressions between slashes. */
  hasBackslashes?: true
}

const RULES: Record<'postgres' | 'sqlite' | 'mssql' | 'influxql', Rules> = {
  postgres: {
    hasNestedComments: true,
    hasPostgresStrings: true,
    hasBrackets: false,
    hasBackticks: false,
    hasGo: false,
  },
  sqlite: {
    hasNestedComments: false,
    hasPostgresStrings: false,
    hasBrackets: true,
    hasBackticks: true,
    hasGo: false,
  },
  mssql: {
    hasNestedComments: true,
    hasPostgresStrings: false,
    hasBrackets: true,
    hasBackticks: false,
    hasGo: true,
  },
  influxql: {
    hasNestedComments: false,
    hasPostgresStrings: false,
    hasBrackets: false,
    hasBackticks: false,
    hasGo: false,
    hasBackslashes: true,
  },
}

/** Behind these a slash does not divide. */
const BEFORE_REGEX = /(?:[~(,]|\b(?:from|by|select|and|or))\s*$/i
/** As far back as they can stand. */
const BEFORE_REGEX_LENGTH = 40

const DOLLAR_TAG = /\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/y
const GO_LINE = /go(?:[ \t]+\d+)?(?=[ \t]*(?:--[^\n]*)?(?:\r?\n|$))/iy

/**
 * Walks over the tokens of a script, each adjoining the next. What has no end (a string, a comment)
 * goes on to the script's end. Positions are UTF-16 units.
 */
export class Scanner {
  readonly script: string
  kind: TokenKind = 'space'
  from = 0
  to = 0
  readonly #rules: Rules

  constructor(script: string, splitter: keyof typeof RULES) {
    this.script = script
    this.#rules = RULES[splitter]
  }

  get text(): string {
    return this.script.slice(this.from, this.to)
  }

  /** Goes on to the next token; false at the end. */
  next(): boolean {
    this.from = this.to
    if (this.from >= this.script.length) return false
    this.kind = this.#scan(this.script.charCodeAt(this.from))
    return true
  }

  /** Sets `to` behind the token that begins at `from`, and gives its kind. */
  #scan(code: number): TokenKind {
    const next = this.script.charCodeAt(this.from + 1)
    if (isSpace(code)) return this.#run('space', isSpace)
    if (isWordStart(code)) return this.#word()
    if (isDigit(code)) return this.#run('word', isWordPart)
    if (code === DASH && next === DASH) return this.#until('comment', '\n', 2, 0)
    if (code === SLASH && next === STAR) return this.#blockComment()
    if (this.#rules.hasBackslashes && this.#endsByBackslashRules(code)) return 'string'
    if (code === QUOTE) return this.#quoted("'", 1)
    if (code === DOUBLE_QUOTE) return this.#quoted('"', 1)
    if (code === DOLLAR && this.#rules.hasPostgresStrings) return this.#dollarQuoted()
    if (code === BRACKET && this.#rules.hasBrackets) return this.#quoted(']', 1)
    if (code === BACKTICK && this.#rules.hasBackticks) return this.#quoted('`', 1)
    this.to = this.from + 1
    return KIND_BY_CODE[code] ?? 'other'
  }

  #run(kind: TokenKind, belongs: (code: number) => boolean): TokenKind {
    const { script } = this
    let at = this.from + 1
    while (at < script.length && belongs(script.charCodeAt(at))) at++
    this.to = at
    return kind
  }

  #word(): TokenKind {
    if (this.#rules.hasGo && this.#isGoLine()) return 'go'
    this.#run('word', isNamePart)
    const isEscapePrefix =
      this.#rules.hasPostgresStrings &&
      this.to === this.from + 1 &&
      (this.script.charCodeAt(this.from) | 0x20) === LOWER_E &&
      this.script.charCodeAt(this.to) === QUOTE
    return isEscapePrefix ? this.#escapeString() : 'word'
  }

  #isGoLine(): boolean {
    if ((this.script.charCodeAt(this.from) | 0x20) !== LOWER_G) return false
    const lineStart = this.script.lastIndexOf('\n', this.from - 1) + 1
    if (this.from > 0 && this.script.slice(lineStart, this.from).trim() !== '') return false
    GO_LINE.lastIndex = this.from
    if (!GO_LINE.test(this.script)) return false
    this.to = GO_LINE.lastIndex
    return true
  }

  /** A quote inside is written twice. */
  #quoted(quote: string, openLength: number): TokenKind {
    const { script } = this
    let at = script.indexOf(quote, this.from + openLength)
    while (at >= 0 && script[at + 1] === quote) at = script.indexOf(quote, at + 2)
    this.to = at < 0 ? script.length : at + 1
    return 'string'
  }

  /** Goes to the end of a string, a quoted name or a regular expression, where one begins here. */
  #endsByBackslashRules(code: number): boolean {
    const { script, from } = this
    const before = script.slice(Math.max(0, from - BEFORE_REGEX_LENGTH), from)
    const isRegex = code === SLASH && BEFORE_REGEX.test(before)
    if (code !== QUOTE && code !== DOUBLE_QUOTE && !isRegex) return false
    let at = from + 1
    while (at < script.length && script.charCodeAt(at) !== code)
      at += script.charCodeAt(at) === BACKSLASH ? 2 : 1
    this.to = Math.min(at + 1, script.length)
    return true
  }

  #escapeString(): TokenKind {
    const { script } = this
    let at = this.from + 2
    for (; at < script.length; at++) {
      const code = script.charCodeAt(at)
      if (code === BACKSLASH) at++
      else if (code === QUOTE && script.charCodeAt(at + 1) === QUOTE) at++
      else if (code === QUOTE) break
    }
    this.to = Math.min(at + 1, script.length)
    return 'string'
  }

  #dollarQuoted(): TokenKind {
    DOLLAR_TAG.lastIndex = this.from
    const tag = DOLLAR_TAG.exec(this.script)?.[0]
    if (tag !== undefined) return this.#until('string', tag, tag.length, tag.length)
    this.to = this.from + 1
    return 'other'
  }

  #until(kind: TokenKind, end: string, openLength: number, endLength: number): TokenKind {
    const at = this.script.indexOf(end, this.from + openLength)
    this.to = at < 0 ? this.script.length : at + endLength
    return kind
  }

  #blockComment(): TokenKind {
    if (!this.#rules.hasNestedComments) return this.#until('comment', '*/', 2, 2)
    const { script } = this
    let depth = 1
    let at = this.from + 2
    for (; at < script.length && depth > 0; at++) {
      const code = script.charCodeAt(at)
      const next = script.charCodeAt(at + 1)
      if (code === SLASH && next === STAR) depth++
      else if (code === STAR && next === SLASH) depth--
      else continue
      at++
    }
    this.to = at
    return 'comment'
  }
}

const DASH = 0x2d
const SLASH = 0x2f
const STAR = 0x2a
const QUOTE = 0x27
const DOUBLE_QUOTE = 0x22
const DOLLAR = 0x24
const BRACKET = 0x5b
const BACKTICK = 0x60
const BACKSLASH = 0x5c
const LOWER_E = 0x65
const LOWER_G = 0x67

const KIND_BY_CODE: Record<number, TokenKind> = { 0x3b: 'semicolon', 0x28: 'open', 0x29: 'close' }

/** A byte order mark too: it may stand at the start of a file. */
const isSpace = (code: number) => code === 0x20 || (code >= 0x09 && code <= 0x0d) || code === 0xfeff
const isDigit = (code: number) => code >= 0x30 && code <= 0x39
const isWordStart = (code: number) =>
  ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a) ||
  code === 0x5f ||
  (code >= 0x80 && code !== 0xfeff)
const isWordPart = (code: number) => isWordStart(code) || isDigit(code)
const isNamePart = (code: number) => isWordPart(code) || code === DOLLAR
