import type { Token } from './significantTokens.ts'

/**
 * Whether a condition holds for every row, as far as can be read from it: constants, a thing compared
 * with itself, LIKE '%', and what AND, OR and parentheses make of them. When in doubt, no.
 */
export function isAlwaysTrue(condition: readonly Token[]): boolean {
  const tokens = withoutParentheses(condition)
  const ors = splitAt(tokens, 'or')
  if (ors.length > 1) return ors.some(isAlwaysTrue)
  const ands = splitAt(tokens, 'and')
  if (ands.length > 1 && !tokens.some(({ word }) => word === 'between'))
    return ands.every(isAlwaysTrue)
  if (tokens[0]?.word === 'not') return isAlwaysFalse(tokens.slice(1))
  return comparison(tokens) === true
}

function isAlwaysFalse(condition: readonly Token[]): boolean {
  return comparison(withoutParentheses(condition)) === false
}

/** Null: it depends on the row. */
function comparison(tokens: readonly Token[]): boolean | null {
  if (tokens.length === 1) return truthOf(tokens[0]!)
  const like = tokens.findIndex(({ word }) => word === 'like' || word === 'ilike')
  if (like > 0 && tokens[like - 1]!.word !== 'not')
    return tokens.length === like + 2 && /^N?'%+'$/i.test(tokens[like + 1]!.text) ? true : null
  const at = tokens.findIndex(({ kind, text }) => kind === 'other' && '=<>!'.includes(text))
  if (at < 1) return isNotNull(tokens)
  let end = at
  while ('=<>!'.includes(tokens[end]?.text ?? ' ')) end++
  const sign = tokens
    .slice(at, end)
    .map(({ text }) => text)
    .join('')
  return compared(textOf(tokens.slice(0, at)), sign, textOf(tokens.slice(end)))
}

function truthOf({ word, text }: Token): boolean | null {
  if (word === 'true') return true
  if (word === 'false' || word === 'null') return false
  return /^\d+$/.test(text) ? Number(text) !== 0 : null
}

/** `1 is not null`, `'a' is not null`. */
const isNotNull = (tokens: readonly Token[]): boolean | null =>
  tokens.length === 4 &&
  /^(?:\d+|'.*')$/s.test(tokens[0]!.text) &&
  tokens
    .slice(1)
    .map(({ word }) => word)
    .join(' ') === 'is not null'
    ? true
    : null

const NUMBER = /^-?\d+(?:\.\d+)?$/
const STRING = /^'[^']*'$/

function compared(left: string, sign: string, right: string): boolean | null {
  if (left === '' || right === '') return null
  // NULL is not even equal to itself, but a column so compared is meant to be all of them.
  if (left === right) return /^(?:=|==|<=|>=)$/.test(sign)
  if (NUMBER.test(left) && NUMBER.test(right)) return ordered(Number(left), sign, Number(right))
  if (STRING.test(left) && STRING.test(right) && /^(?:=|<>|!=)$/.test(sign)) return sign !== '='
  return null
}

function ordered(left: number, sign: string, right: number): boolean {
  switch (sign) {
    case '<':
      return left < right
    case '<=':
      return left <= right
    case '>':
      return left > right
    case '>=':
      return left >= right
    case '<>':
    case '!=':
      return left !== right
    default:
      return left === right
  }
}

/** Names in one case; parentheses that surround all of a side do not count. */
const textOf = (tokens: readonly Token[]): string =>
  withoutParentheses(tokens)
    .map(({ word, text }) => word || text)
    .join('')

function withoutParentheses(tokens: readonly Token[]): readonly Token[] {
  const [first] = tokens
  const last = tokens.at(-1)
  if (tokens.length < 3 || first?.kind !== 'open' || last?.kind !== 'close') return tokens
  const inner = tokens.slice(1, -1)
  return inner.every(({ depth }) => depth > first.depth) ? withoutParentheses(inner) : tokens
}

function splitAt(tokens: readonly Token[], word: string): Token[][] {
  const depth = tokens[0]?.depth
  const parts: Token[][] = [[]]
  for (const token of tokens) {
    if (token.depth === depth && token.word === word) parts.push([])
    else parts.at(-1)!.push(token)
  }
  return parts
}
