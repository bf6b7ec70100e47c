import type { ParameterRules } from '../drivers.ts'
import { isSql, Scanner, type Splitter } from './Scanner.ts'

/** A placeholder in a statement; `sql.slice(from, to)` is its text. */
export type ParameterUse = {
  /** Without the mark: `id` of `:id`, `1` of `$1` and of the first bare `?`. */
  readonly name: string
  readonly from: number
  readonly to: number
}

type Mark = ':' | ParameterRules['marks'][number]

const NAME = /^[\p{L}_][\p{L}\p{N}_]*/u
const DIGITS = /^\d+$/
/** `$1` in these is the routine's own, or that of the prepared statement. */
const OWN_NUMBERS = new Set(['create', 'alter', 'prepare'])
/** Where one of these stands, a list of T-SQL's variables or arguments has ended. */
const STATEMENT_WORDS = new Set(
  (
    'select insert update delete merge set exec execute if while begin with print declare return ' +
    'fetch open close raiserror throw create alter drop truncate'
  ).split(' '),
)
const ROUTINES = new Set(['procedure', 'proc', 'function', 'trigger'])

/**
 * The placeholders of one statement, in order: never those that only look so in strings, quoted names,
 * comments, casts (`::date`), assignments (`:=`), slices (`a[1:n]`), or T-SQL's own variables.
 */
export function findParameters(
  sql: string,
  splitter: Splitter,
  rules: ParameterRules | undefined,
): ParameterUse[] {
  const scannedAs = rules?.scannedAs ?? splitter
  if (!rules || (scannedAs !== 'influxql' && !isSql(scannedAs))) return []
  const marks = new Set<string>([...(rules.hasColon === false ? [] : [':']), ...rules.marks])
  const scanner = new Scanner(sql, scannedAs)
  const variables = splitter === 'mssql' ? new OwnVariables() : null
  const uses: (ParameterUse & { mark: Mark })[] = []
  let first: string | null = null
  let bareCount = 0
  /** Where the token before ended, space and comments left out; -1: none that a mark may not touch. */
  let operandEnd = -1
  let isGoing = scanner.next()
  while (isGoing) {
    const { kind, from } = scanner
    const mark = sql[from] ?? ''
    if (kind === 'space' || kind === 'comment') {
      isGoing = scanner.next()
      continue
    }
    if (kind === 'word') first ??= scanner.text.toLowerCase()
    const isMark = kind === 'other' && marks.has(mark)
    if (!isMark || operandEnd === from || !isAlone(sql, from)) {
      variables?.read(scanner)
      operandEnd = isOperand(scanner) ? scanner.to : -1
      isGoing = scanner.next()
      continue
    }
    isGoing = scanner.next()
    const word = isGoing && scanner.kind === 'word' ? scanner.text : ''
    const name = nameOf(word, mark as Mark)
    if (name === null) {
      operandEnd = -1
      if (mark !== '?') continue
      uses.push({ name: String(++bareCount), from, to: from + 1, mark })
      continue
    }
    const to = from + 1 + name.length
    const isOwn = mark === '@' && variables?.isOwn(name, sql, to)
    const isRoutines = DIGITS.test(name) && OWN_NUMBERS.has(first ?? '')
    if (!isOwn && !isRoutines) uses.push({ name, from, to, mark: mark as Mark })
    if (DIGITS.test(name) && mark === '?') bareCount = Math.max(bareCount, Number(name))
    operandEnd = scanner.to
    isGoing = scanner.next()
  }
  const found = variables
    ? uses.filter(({ mark, name }) => mark !== '@' || !variables.has(name))
    : uses
  return found.map(({ name, from, to }) => ({ name, from, to }))
}

/** The names of the placeholders, each once, in the order in which they first stand. */
export const parameterNames = (uses: readonly ParameterUse[]): string[] => [
  ...new Set(uses.map(({ name }) => name)),
]

/** No cast, assignment or `@@rowcount`: the mark stands once, and no operator goes on behind it. */
function isAlone(sql: string, at: number): boolean {
  const mark = sql[at]
  const next = sql[at + 1]
  if (next === mark || sql[at - 1] === mark) return false
  return !(mark === ':' && next === '=')
}

const isOperand = (scanner: Scanner): boolean =>
  scanner.kind === 'word' ||
  scanner.kind === 'string' ||
  scanner.kind === 'close' ||
  scanner.text === ']'

function nameOf(word: string, mark: Mark): string | null {
  if (mark === '?') return DIGITS.test(word) ? word : null
  if (mark === '$' && DIGITS.test(word)) return word
  return NAME.exec(word)?.[0] ?? null
}

/** Which `@names` of a T-SQL batch are its own: declared in it, arguments of a call, or a routine's. */
class OwnVariables {
  readonly #declared = new Set<string>()
  #place: 'declare' | 'call' | 'other' = 'other'
  #isAfterSeparator = false
  #depth = 0
  #isCreating = false
  #isRoutine = false

  /** Sees all tokens but the placeholders. */
  read(scanner: Scanner): void {
    const { kind } = scanner
    if (kind === 'open') this.#depth++
    if (kind === 'close') this.#depth--
    if (kind === 'semicolon') this.#place = 'other'
    this.#isAfterSeparator = this.#depth === 0 && kind === 'other' && scanner.text === ','
    if (kind !== 'word') return
    const word = scanner.text.toLowerCase()
    if (ROUTINES.has(word) && this.#isCreating) this.#isRoutine = true
    if (word === 'create' || word === 'alter') this.#isCreating = true
    if (!STATEMENT_WORDS.has(word) || this.#depth > 0) return
    this.#place = word === 'declare' ? 'declare' : word.startsWith('exec') ? 'call' : 'other'
    this.#isAfterSeparator = word === 'declare'
  }

  isOwn(name: string, sql: string, to: number): boolean {
    if (this.#place === 'declare' && this.#isAfterSeparator) this.#declared.add(name.toLowerCase())
    this.#isAfterSeparator = false
    return this.#place === 'call' && /^\s*=/.test(sql.slice(to, to + 100))
  }

  /** Told when the whole batch was read. */
  has(name: string): boolean {
    return this.#isRoutine || this.#declared.has(name.toLowerCase())
  }
}
