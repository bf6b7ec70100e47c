import { isSql, type Splitter } from '../Scanner.ts'
import { significantTokens, type Token } from '../significantTokens.ts'
import { clausesOf, type Clauses, type NotCounted } from './clausesOf.ts'
import { bare, dottedName, type Stretch } from './names.ts'
import { readWith, type Cte } from './readWith.ts'
import { targetInSource } from './targetInSource.ts'

/** Text, and stretches of the statement as they stand there. */
export type Piece = string | Stretch

/** Rows of a table that a statement would change. */
export type AffectedRows = {
  readonly verb: 'update' | 'delete' | 'merge'
  /** Where it begins in the statement, in UTF-16 units. */
  readonly from: number
  /** As written; that of a T-SQL alias is the table. */
  readonly relation: string
  /** A SELECT that counts them; null: nothing does. */
  readonly count: readonly Piece[] | null
  readonly notCounted: NotCounted | null
}

const SEPARATE_STATEMENTS =
  /^(?:(?:update|delete|insert|select|with|merge|truncate|commit|rollback)\b|set nocount\b|begin tran)/

/**
 * What each UPDATE, DELETE and MERGE of a statement would change, those of its WITH first, and how to
 * count that by reading alone: rows of the target for which a row of FROM or USING is found. Placeholders stay
 * as they are. Triggers and rules of the server, and functions that answer each time
 * anew, go unseen.
 */
export function affectedRows(sql: string, splitter: Splitter): AffectedRows[] {
  if (!isSql(splitter)) return []
  const statements = separated(significantTokens(sql, splitter))
  const isBatch =
    statements.length > 1 &&
    !statements.every(([first, second]) =>
      SEPARATE_STATEMENTS.test(`${first!.word} ${second?.word ?? ''}`),
    )
  return statements.flatMap((tokens) =>
    changesOf(tokens, splitter === 'mssql').map((change) =>
      isBatch ? { ...change, count: null, notCounted: 'batch' as const } : change,
    ),
  )
}

function separated(tokens: readonly Token[]): Token[][] {
  const statements: Token[][] = [[]]
  for (const token of tokens)
    if (token.kind === 'semicolon' || token.kind === 'go') statements.push([])
    else statements.at(-1)!.push(token)
  return statements.filter(({ length }) => length > 0)
}

type Change = { readonly tokens: readonly Token[]; readonly visible: readonly Cte[] }

function changesOf(statement: readonly Token[], isTransactSql: boolean): AffectedRows[] {
  const { opening, ctes, main } = readWith(statement)
  const changes: Change[] = [
    ...ctes.map(({ body }, place) => ({ tokens: body, visible: ctes.slice(0, place) })),
    { tokens: main, visible: ctes },
  ]
  return changes.flatMap(({ tokens, visible }) => {
    const verb = tokens[0]?.word
    if (verb !== 'update' && verb !== 'delete' && verb !== 'merge') return []
    const { from } = tokens[0]!
    if (verb === 'merge') return { verb, from, relation: mergedInto(tokens), ...not('form') }
    const clauses = clausesOf(tokens, verb, isTransactSql)
    const { relation } = clauses
    if (clauses.notCounted) return { verb, from, relation, ...not(clauses.notCounted) }
    const readable = readableOf(visible)
    const names = visible.filter((cte) => !readable.includes(cte)).map(({ name }) => name)
    if (mentions(tokens, names)) return { verb, from, relation, ...not('own-changes') }
    const counted = isTransactSql ? countBySource(clauses, readable) : countByExists(clauses)
    if (!counted) return { verb, from, relation, ...not('form') }
    const listed = readable.flatMap(({ stretch }, place) => [place > 0 ? ', ' : opening, stretch])
    const count = [...listed, listed.length > 0 ? ' ' : '', ...counted.pieces]
    return { verb, from, relation: counted.relation, count, notCounted: null }
  })
}

const not = (notCounted: NotCounted) => ({ count: null, notCounted })

/** Those that change nothing, nor go by one that does. */
function readableOf(ctes: readonly Cte[]): Cte[] {
  const changing: string[] = []
  return ctes.filter(({ name, body }) => {
    const isChanging = !READS.has(body[0]?.word ?? '') || mentions(body, changing)
    if (isChanging) changing.push(name)
    return !isChanging
  })
}
const READS = new Set(['select', 'values', 'table'])

const mentions = (tokens: readonly Token[], names: readonly string[]): boolean =>
  names.length > 0 &&
  tokens.some(
    ({ kind, text }) => (kind === 'word' || kind === 'string') && names.includes(bare(text)),
  )

type Counted = { readonly pieces: readonly Piece[]; readonly relation: string }

const COUNT = 'select count(*) from '

/** The target stands apart from what it is joined with. */
function countByExists({ relation, target, source, condition }: Clauses): Counted {
  const where: Piece[] = condition ? [' where (', condition, ')'] : []
  if (!source) return { relation, pieces: [COUNT, target, ...where] }
  const exists = [' where exists (select 1 from ', source.stretch, ...where, ')']
  return { relation, pieces: [COUNT, target, ...exists] }
}

/** In T-SQL the target may be named in FROM as well, by its alias: one row stands in its place there. */
function countBySource(clauses: Clauses, ctes: readonly Cte[]): Counted | null {
  const { relation, source, condition } = clauses
  const found = source ? targetInSource(relation, source.tokens) : null
  if (found === 'unclear') return null
  const table = found?.relation ?? relation
  // Of a CTE that joins, a row of the table may come more than once.
  const cte = ctes.find(({ name }) => name === bare(table))
  if (cte && !readsOneTable(cte.body)) return null
  if (!source || !found) return countByExists(clauses)
  const where: Piece[] = condition ? [' where (', condition, ')'] : []
  const before = { from: source.stretch.from, to: found.stretch.from }
  const behind = { from: found.stretch.to, to: source.stretch.to }
  const stand = '(select 1 as sluice_row) as sluice_target'
  const exists = [' where exists (select 1 from ', before, stand, behind, ...where, ')']
  return { relation: table, pieces: [COUNT, found.stretch, ...exists] }
}

function readsOneTable(body: readonly Token[]): boolean {
  const [first] = body
  const own = body.filter(({ depth }) => depth === first!.depth)
  const from = own.findIndex(({ word }) => word === 'from')
  const isJoined = own
    .slice(from)
    .some(({ word, text }) => text === ',' || JOINS.test(word) || word === 'group')
  return from > 0 && !isJoined
}
const JOINS = /^(?:join|apply|union|intersect|except|pivot|unpivot)$/

const mergedInto = (tokens: readonly Token[]): string =>
  dottedName(tokens.slice(tokens[1]?.word === 'into' ? 2 : 1))
