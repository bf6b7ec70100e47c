import type { Token } from '../significantTokens.ts'
import { bare, type Stretch } from './names.ts'

/** One entry of WITH. */
export type Cte = {
  readonly name: string
  /** From its name to its closing parenthesis. */
  readonly stretch: Stretch
  readonly body: readonly Token[]
}

export type ReadWith = {
  /** What the list begins with. */
  readonly opening: 'with ' | 'with recursive '
  readonly ctes: readonly Cte[]
  /** The statement behind the list; empty where the list was not read. */
  readonly main: readonly Token[]
}

const NOT_READ: ReadWith = { opening: 'with ', ctes: [], main: [] }
const BEGINS_MAIN = new Set(['select', 'values', 'table', 'insert', 'update', 'delete', 'merge'])

/** Takes the WITH of a statement apart; one without is all `main`. */
export function readWith(tokens: readonly Token[]): ReadWith {
  if (tokens[0]?.word !== 'with') return { ...NOT_READ, main: tokens }
  const isRecursive = tokens[1]?.word === 'recursive'
  const opening = isRecursive ? 'with recursive ' : 'with '
  const ctes: Cte[] = []
  for (let at = isRecursive ? 2 : 1; ;) {
    const as = tokens.findIndex(({ word }, index) => index > at && word === 'as')
    const open = tokens.findIndex(({ kind }, index) => index > as && kind === 'open')
    if (as < 0 || open < 0) return NOT_READ
    const { depth } = tokens[open]!
    const close = tokens.findIndex(
      (token, index) => index > open && token.kind === 'close' && token.depth === depth,
    )
    if (close < 0) return NOT_READ
    const stretch = { from: tokens[at]!.from, to: tokens[close]!.to }
    ctes.push({ name: bare(tokens[at]!.text), stretch, body: tokens.slice(open + 1, close) })
    const next = tokens[close + 1]
    if (next?.text === ',') at = close + 2
    else if (next && BEGINS_MAIN.has(next.word))
      return { opening, ctes, main: tokens.slice(close + 1) }
    else return NOT_READ
  }
}
