import type { Token } from '../significantTokens.ts'
import { dottedName, type Stretch } from './names.ts'

/**
 * `limited`: only some of those that match (TOP, LIMIT, OR IGNORE). `batch`: other statements stand
 * around it, which decide what it finds. `own-changes`: it goes by rows that the statement itself
 * changes elsewhere. `form`: how it is written is not read.
 */
export type NotCounted = 'limited' | 'batch' | 'own-changes' | 'form' | 'elsewhere'

/** An UPDATE or DELETE, taken apart. */
export type Clauses = {
  readonly relation: string
  /** The table with its alias, as FROM takes it. */
  readonly target: Stretch
  /** Behind FROM or USING. */
  readonly source: { readonly stretch: Stretch; readonly tokens: readonly Token[] } | null
  /** Behind WHERE. */
  readonly condition: Stretch | null
  readonly notCounted: NotCounted | null
}

const BEGINS_CLAUSE = new Set('set from using where returning output option order limit'.split(' '))
/** T-SQL needs no semicolon before these, and elsewhere none of them stands here. */
const BEGINS_STATEMENT = new Set(
  (
    'select insert update delete merge truncate drop create alter declare if begin while exec ' +
    'execute print return'
  ).split(' '),
)
/** They would keep others out. */
const LOCKS = /\b(?:updlock|xlock|tablockx?|holdlock|paglock|rowlock|serializable)\b/i
const LIMITS = new Set(['top', 'or'])

type Clause = { readonly word: string; readonly tokens: readonly Token[] }

export function clausesOf(
  tokens: readonly Token[],
  verb: 'update' | 'delete',
  isTransactSql: boolean,
): Clauses {
  const isLimited = LIMITS.has(tokens[1]?.word ?? '')
  const isBehindFrom = verb === 'delete' && tokens[1]?.word === 'from'
  const [target, ...clauses] = inClauses(tokens.slice(isBehindFrom ? 2 : 1), verb)
  const named = target!.tokens[0]?.word === 'only' ? target!.tokens.slice(1) : target!.tokens
  const relation = dottedName(named)
  const find = (...words: string[]): Clause | undefined =>
    clauses.find(({ word }) => words.includes(word))
  const source = find('from', 'using')
  const where = find('where')
  const notCounted = (): NotCounted | null => {
    if (isLimited || find('order', 'limit')) return 'limited'
    const { depth } = tokens[0]!
    const isBatch = tokens.some(
      (token, index) => index > 0 && token.depth === depth && BEGINS_STATEMENT.has(token.word),
    )
    if (isBatch) return 'batch'
    const words = clauses.map(({ word }) => word)
    const isRead =
      relation !== '' &&
      (verb === 'delete' || words[0] === 'set') &&
      new Set(words).size === words.length &&
      clauses.every((clause) => clause.tokens.length > 0) &&
      where?.tokens[0]?.word !== 'current' &&
      !(isTransactSql && (hasHints(named) || LOCKS.test(textOf(source))))
    return isRead ? null : 'form'
  }
  return {
    relation,
    target: stretchOf(target!.tokens),
    source: source ? { stretch: stretchOf(source.tokens), tokens: source.tokens } : null,
    condition: where ? stretchOf(where.tokens) : null,
    notCounted: notCounted(),
  }
}

/** The first is the target. */
function inClauses(tokens: readonly Token[], verb: 'update' | 'delete'): Clause[] {
  const depth = tokens[0]?.depth
  const clauses: { word: string; tokens: Token[] }[] = [{ word: '', tokens: [] }]
  const hasWord = (...words: string[]) => clauses.some(({ word }) => words.includes(word))
  for (const [index, token] of tokens.entries()) {
    const { word } = token
    let begins = token.depth === depth && BEGINS_CLAUSE.has(word)
    // `IS DISTINCT FROM`, `ROWS FROM (…)` and `JOIN … USING (…)` belong to the clause around them.
    if (word === 'from')
      begins &&= tokens[index - 1]?.word !== 'distinct' && !hasWord('from', 'using', 'where')
    if (word === 'using') begins &&= verb === 'delete' && !hasWord('from', 'using', 'where')
    if (word === 'set') begins &&= verb === 'update' && !hasWord('set')
    if (begins) clauses.push({ word, tokens: [] })
    else clauses.at(-1)!.tokens.push(token)
  }
  return clauses
}

const hasHints = (target: readonly Token[]): boolean => target.some(({ word }) => word === 'with')

const textOf = (clause: Clause | undefined): string =>
  clause?.tokens.map(({ text }) => text).join(' ') ?? ''

const stretchOf = (tokens: readonly Token[]): Stretch => ({
  from: tokens[0]?.from ?? 0,
  to: tokens.at(-1)?.to ?? 0,
})
