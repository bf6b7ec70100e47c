import type { DialectInfo } from '../../../contract/drivers.ts'
import type { Catalog, CatalogRoutine, KeyInfo } from '../../../contract/explorer.ts'
import type { Snippet } from '../../../contract/saved.ts'
import { text as inWords } from '../../text/text.ts'
import { signatureOf } from './callAt.ts'
import {
  type CatalogIndex,
  findRelation,
  indexOf,
  placeKey,
  type Relation,
} from './catalogIndex.ts'
import { enumValues } from './enumValues.ts'
import type {
  EditorCompletion as Completion,
  EditorSuggestion as Suggestion,
} from '../../ui/sqlCompletion.ts'
import { joinConditions, type JoinedTable } from './joinConditions.ts'
import { quoteIdentifier } from './quoteIdentifier.ts'
import { bestMatches, MAX_SUGGESTIONS, type Tier } from './bestMatches.ts'
import { scanSql, type SqlToken } from './scanSql.ts'
import { placeInSql, type SqlPlace, type TableRef } from './tablesInScope.ts'
import { type Typed, typedAt } from './typedName.ts'
import { type Following, whatFollows } from './whatFollows.ts'

const MAX_SIGNATURE = 20

type Asked = {
  typed: Typed
  place: SqlPlace
  following: Following
  /** Those of the column that is compared here. */
  values: readonly string[]
  index: CatalogIndex
  dialect: DialectInfo
  keysOf: KeysOf
  snippets: readonly OfferedSnippet[]
  isLower: boolean
}

/** The keys of a table; undefined where they are not known (yet). */
export type KeysOf = (relation: Relation) => readonly KeyInfo[] | undefined
export type OfferedSnippet = Pick<Snippet, 'prefix' | 'name' | 'text'>
export type MoreToOffer = {
  keysOf?: KeysOf
  snippets?: readonly OfferedSnippet[]
  /** Told of the tables of the statement, before anything is asked of them. */
  onTables?: (relations: readonly Relation[]) => void
}

/**
 * What can be written at `offset` of one statement: names of the catalog in scope there, functions
 * and keywords, what can follow there first. Null inside comments, strings and numbers, and where a
 * name is invented.
 */
export function complete(
  sql: string,
  offset: number,
  catalog: Catalog,
  dialect: DialectInfo,
  { keysOf = () => [], snippets = [], onTables }: MoreToOffer = {},
): Completion | null {
  const tokens = scanSql(sql, { bracketsQuote: dialect.identifierQuote[0] === '[' })
  const typed = typedAt(tokens, sql, offset)
  if (!typed) return completeEnum({ tokens, sql, offset, catalog })
  // The half-written name is no part of the statement yet: `u.` before FROM would make it a column.
  const begin = tokens[typed.firstToken]?.start ?? typed.from
  const others = tokens.filter(({ start }) => start < begin || start >= offset)
  const place = placeInSql(others, begin)
  const isCode = ({ kind, start }: SqlToken): boolean =>
    start < begin && (kind !== 'opaque' || !COMMENT.test(sql.slice(start, start + 2)))
  const before = others.filter(isCode)
  const following = whatFollows(before)
  if (following.kind === 'name') return null
  const index = indexOf(catalog)
  onTables?.(
    place.tables.flatMap((table) => (table.derived ? [] : (findRelation(index, table) ?? []))),
  )
  const values = enumValues(before, place.tables, index)
  const asked = { typed, place, following, values, index, dialect, keysOf, snippets }
  const isLower = writesLower(typed.prefix, others, dialect)
  const suggestions = bestMatches(candidatesFor({ ...asked, isLower }), typed.prefix)
  const isIncomplete = suggestions.length > MAX_SUGGESTIONS
  return {
    from: typed.from,
    to: typed.to,
    suggestions: isIncomplete ? suggestions.slice(0, MAX_SUGGESTIONS) : suggestions,
    isIncomplete,
  }
}

type InString = { tokens: readonly SqlToken[]; sql: string; offset: number; catalog: Catalog }

/** A string that is compared with a column of few values. */
function completeEnum({ tokens, sql, offset, catalog }: InString): Completion | null {
  const at = tokens.findLastIndex((token) => token.start < offset)
  const token = tokens[at]
  if (token?.kind !== 'opaque' || sql[token.start] !== "'") return null
  const { tables } = placeInSql([...tokens.slice(0, at), ...tokens.slice(at + 1)], token.start)
  const values = enumValues(tokens.slice(0, at), tables, indexOf(catalog))
  if (values.length === 0) return null
  const suggestions = bestMatches([values.map(enumValue)], sql.slice(token.start, offset))
  return { from: token.start, to: token.end, suggestions, isIncomplete: false }
}

const enumValue = (value: string): Suggestion => {
  const label = `'${value.replaceAll("'", "''")}'`
  return { kind: 'value', label, insertText: label, detail: '' }
}

/** Candidates in tiers: those of a later one come behind all of the earlier that fit as well. */
function candidatesFor(asked: Asked): Tier[] {
  const { typed, place, following } = asked
  if (typed.qualifiers.length > 0) return following.kind === 'maybe-name' ? [] : [qualified(asked)]
  if (place.expects === 'insert-columns') return [columnsInScope(asked)]
  switch (following.kind) {
    case 'name':
      return []
    case 'maybe-name':
      return [wordsBesideName(asked)]
    case 'statement':
      return [likelyWords(asked), [...keywords(asked), ...snippets(asked)]]
    case 'routine':
      return [[...ownRoutines(asked, 'procedure'), ...schemas(asked)]]
    case 'operator':
      return [likelyWords(asked), [...keywords(asked), ...snippets(asked)]]
    default:
  }
  if (following.kind === 'relation' || place.expects === 'relation') return [tablesFor(asked)]
  return [
    following.isWordLikelier ? likelyWords(asked) : [],
    typed.isQuoted ? [] : asked.values.map(enumValue),
    [
      ...joins(asked),
      ...outputs(asked),
      ...columnsInScope(asked),
      ...aliases(asked),
      ...likelyWords(asked),
      ...ownRoutines(asked, 'value'),
      ...functions(asked),
    ],
    [...keywords(asked), ...snippets(asked)],
  ]
}

/** One by one: who has found enough does not ask for the rest. */
function* tablesFor(asked: Asked): Iterable<Suggestion> {
  yield* commonTables(asked)
  yield* linkedTables(asked)
  yield* relations(asked)
  if (asked.following.isSource) yield* ownRoutines(asked, 'rows')
  yield* schemas(asked)
  yield* subqueryWords(asked)
}

/** What the select list calls its columns, there where it can be asked for. */
function outputs({ place, following, dialect }: Asked): Suggestion[] {
  if (!following.seesOutputs) return []
  return [...new Set(place.outputs)]
    .filter((name) => name !== '*')
    .map((name) => ({
      kind: 'column',
      label: name,
      insertText: quoteIdentifier(name, dialect),
      detail: 'SELECT',
    }))
}

/** Conditions that may stand behind the ON of a join; behind `o.`, those that begin so. */
function joins({ place, index, dialect, keysOf, typed }: Asked): Suggestion[] {
  const tables = place.joined.flatMap((table): JoinedTable[] => {
    const relation = table.derived ? undefined : findRelation(index, table)
    const reference = quoteIdentifier(table.alias ?? table.name, dialect)
    return relation ? [{ reference, relation, keys: keysOf(relation) ?? [] }] : []
  })
  const joined = tables.pop()
  if (!joined || tables.length === 0) return []
  const called = typed.qualifiers.at(-1)
  const subject =
    called === undefined
      ? joined
      : [joined, ...tables].find(({ reference }) => isSame(reference, called))
  if (!subject) return []
  const quote = (name: string): string => quoteIdentifier(name, dialect)
  return joinConditions({ joined, others: tables }, quote, subject).map(
    ({ text, isForeignKey }) => {
      const written = called === undefined ? text : text.slice(subject.reference.length + 1)
      const detail = isForeignKey ? inWords('editor.byForeignKey') : ''
      return { kind: 'join', label: written, insertText: written, detail }
    },
  )
}

/** Behind `name.`: the columns of a table or alias, or the tables of a schema. */
function qualified(asked: Asked): Suggestion[] {
  const { typed, place, index, dialect } = asked
  const schema = typed.qualifiers.at(-2) ?? null
  const name = typed.qualifiers.at(-1) ?? ''
  const named = place.tables.find(
    (table) =>
      isSame(table.alias ?? table.name, name) && (schema === null || isSame(table.schema, schema)),
  )
  if (named && place.expects !== 'relation')
    return [...joins(asked), ...columnsOf(named, place, index, dialect)]
  const inSchema = schema === null ? index.schemas.get(name.toLowerCase()) : undefined
  const routines = schema === null ? routinesOf(name, asked) : []
  if (asked.following.kind === 'routine') return routines
  if (inSchema)
    return [
      ...inSchema.entries.map(({ relation }) => relationSuggestion(relation, '', dialect)),
      ...routines,
    ]
  if (routines.length > 0) return routines
  const relation = findRelation(index, { schema, name })
  if (!relation || place.expects === 'relation') return []
  return columnsOf({ schema, name, alias: null, derived: null }, place, index, dialect)
}

/** What a foreign key connects with the tables of the statement so far. */
function* linkedTables({ place, index, dialect, keysOf }: Asked): Iterable<Suggestion> {
  const known = place.tables.flatMap((table) =>
    table.derived ? [] : (findRelation(index, table) ?? []),
  )
  const linked = new Set<string>()
  for (const relation of known) {
    for (const key of index.linked.get(placeKey(relation)) ?? []) linked.add(key)
    if (index.linked.size > 0) continue
    // Where the catalog does not tell, the table's own keys do.
    for (const { references } of keysOf(relation) ?? [])
      if (references)
        linked.add(
          placeKey({ schema: references.schema || relation.schema, name: references.table }),
        )
  }
  if (linked.size === 0) return
  for (const key of linked) {
    const [schema, name] = JSON.parse(key) as [string, string]
    const relation = findRelation(index, { schema, name })
    if (!relation) continue
    const prefix = schema === index.defaultSchema ? '' : `${quoteIdentifier(schema, dialect)}.`
    const suggestion = relationSuggestion(relation, prefix, dialect)
    yield { ...suggestion, detail: `${schema} · foreign key` }
  }
}

/** Beside a name that has to be seen whole; the hints of arguments tell the rest. */
function shortCall(signature: string, returns: string): string {
  const given = signature.length > MAX_SIGNATURE ? '…' : signature
  const result = returns.length > MAX_SIGNATURE ? `${returns.slice(0, MAX_SIGNATURE)}…` : returns
  return `(${given})${result === '' ? '' : ` → ${result}`}`
}

/** Those of a schema that can stand here, without it. */
function routinesOf(schema: string, asked: Asked): Suggestion[] {
  const { kind, isSource } = asked.following
  if (kind === 'routine') return ownRoutines(asked, 'procedure', schema)
  if (isSource) return ownRoutines(asked, 'rows', schema)
  const isTable = kind === 'relation' || asked.place.expects === 'relation'
  return isTable ? [] : ownRoutines(asked, 'value', schema)
}

/** Routines of one's own that stand in a place; those of one schema, without it, where it is given. */
function ownRoutines(
  { index, dialect, typed }: Asked,
  called: 'procedure' | 'value' | 'rows',
  inSchema?: string,
): Suggestion[] {
  if (typed.isQuoted) return []
  const needsSchema = called === 'value' && dialect.callsWithSchema === true
  const fits = ({ kind, givesRows }: CatalogRoutine): boolean => {
    if (called === 'procedure' || kind === 'procedure') return called === kind
    return called === 'rows' ? givesRows === true : !(dialect.callsWithSchema && givesRows)
  }
  const isOffered = (routine: CatalogRoutine): boolean =>
    fits(routine) && (inSchema === undefined || isSame(routine.schema, inSchema))
  return index.routines.filter(isOffered).map(({ schema, name, signature, returns }) => {
    const isUsual = schema === '' || (schema === index.defaultSchema && !needsSchema)
    const isBare = inSchema !== undefined || isUsual
    const prefix = isBare ? '' : `${quoteIdentifier(schema, dialect)}.`
    return {
      kind: 'function',
      label: name,
      insertText: prefix + quoteIdentifier(name, dialect),
      detail: shortCall(signature, returns),
      isCall: !(called === 'procedure' && dialect.callsWithSchema),
    }
  })
}

function* relations({ index, dialect, typed }: Asked): Iterable<Suggestion> {
  const wanted = typed.prefix.toLowerCase()
  const isDefault = ({ schema }: Relation): boolean => schema === index.defaultSchema
  // Of 20,000 most do not fit: they are passed over before anything is made of them.
  for (const { lowerName, relation } of index.entries)
    if (isDefault(relation) && lowerName.includes(wanted))
      yield relationSuggestion(relation, '', dialect)
  for (const { lowerName, relation } of index.entries)
    if (!isDefault(relation) && lowerName.includes(wanted))
      yield relationSuggestion(relation, `${quoteIdentifier(relation.schema, dialect)}.`, dialect)
}

const relationSuggestion = (
  { schema, name, kind }: Relation,
  prefix: string,
  dialect: DialectInfo,
): Suggestion => ({
  kind: kind === 'view' || kind === 'materialized-view' ? 'view' : 'table',
  label: name,
  insertText: prefix + quoteIdentifier(name, dialect),
  detail: schema,
})

const schemas = ({ index, dialect }: Asked): Suggestion[] =>
  [...index.schemas.values()].map(({ name }) => ({
    kind: 'schema',
    label: name,
    insertText: quoteIdentifier(name, dialect),
    detail: '',
  }))

const commonTables = ({ place, dialect }: Asked): Suggestion[] =>
  place.commonTables.map(({ name }) => ({
    kind: 'table',
    label: name,
    insertText: quoteIdentifier(name, dialect),
    detail: 'WITH',
  }))

/** What several tables have stands there once a table, and is written with it. */
function columnsInScope({ place, index, dialect, following }: Asked): Suggestion[] {
  const byTable = place.tables.map((table) => ({
    reference: table.alias ?? table.name,
    columns: columnsOf(table, place, index, dialect),
  }))
  const counts = new Map<string, number>()
  for (const { columns } of byTable)
    for (const label of new Set(columns.map((column) => column.label)))
      counts.set(label, (counts.get(label) ?? 0) + 1)
  const isBare = place.expects === 'insert-columns' || following.takesBareColumns
  const all = byTable.flatMap(({ reference, columns }) =>
    columns.map((column) => {
      if (isBare || reference === '' || (counts.get(column.label) ?? 0) < 2) return column
      return {
        ...column,
        insertText: `${quoteIdentifier(reference, dialect)}.${column.insertText}`,
        detail: [reference, column.detail].filter((part) => part !== '').join(' · '),
      }
    }),
  )
  const seen = new Set<string>()
  return all.filter(({ insertText }) => !seen.has(insertText) && seen.add(insertText))
}

function columnsOf(
  table: TableRef,
  place: SqlPlace,
  index: CatalogIndex,
  dialect: DialectInfo,
): Suggestion[] {
  const suggestion = (name: string, detail: string): Suggestion => ({
    kind: 'column',
    label: name,
    insertText: quoteIdentifier(name, dialect),
    detail,
  })
  const common =
    table.schema === null && place.commonTables.find(({ name }) => isSame(name, table.name))
  const derived = table.derived ?? (common || null)?.derived
  if (derived) {
    // A table expression cannot hold itself, but a recursive one names itself.
    const others = place.commonTables.filter((other) => other !== common)
    const inside = { ...place, commonTables: others }
    return [
      ...derived.columns.map((name) => suggestion(name, table.alias ?? table.name)),
      ...derived.allOf.flatMap((inner) => columnsOf(inner, inside, index, dialect)),
    ]
  }
  const relation = findRelation(index, table)
  return (relation?.columns ?? []).map(({ name, serverType }) => suggestion(name, serverType))
}

const aliases = ({ place, dialect }: Asked): Suggestion[] =>
  place.tables.flatMap((table) => {
    const label = table.alias ?? table.name
    const detail = table.alias === null ? '' : table.name
    if (label === '') return []
    return [{ kind: 'alias', label, insertText: quoteIdentifier(label, dialect), detail }]
  })

const functions = ({ typed, dialect }: Asked): Suggestion[] =>
  typed.isQuoted
    ? []
    : dialect.functions.map((name) => {
        const signature = signatureOf(name, dialect)
        return {
          kind: 'function',
          label: name,
          insertText: name,
          detail: signature ?? '',
          isCall: signature !== undefined,
        }
      })

/** Words that are called as functions, and stand elsewhere too. */
const NOT_ONLY_CALLED = new Set('char format glob if left like max replace right'.split(' '))

function keywords({ typed, dialect, isLower }: Asked): Suggestion[] {
  if (typed.isQuoted) return []
  const isCalled = (word: string): boolean =>
    signatureOf(word, dialect) !== undefined && !NOT_ONLY_CALLED.has(word.toLowerCase())
  return dialect.keywords
    .filter((keyword) => !isCalled(keyword))
    .map((keyword) => keywordSuggestion(keyword, isLower))
}

/** Those that can follow here, as far as the dialect has them. */
function likelyWords({ typed, following, dialect, isLower }: Asked): Suggestion[] {
  if (typed.isQuoted) return []
  const known = keywordSet(dialect)
  // Who ends the line behind ORDER has written a whole word.
  const written = typed.prefix.toUpperCase()
  const heads = following.words.some((word) => word.startsWith(`${written} `)) ? [written] : []
  return [...new Set([...following.words, ...heads])]
    .filter((word) => word.split(' ').every((part) => known.has(part)))
    .map((word) => keywordSuggestion(word, isLower))
}

/** Where a name of one's own may stand, only what begins as it does comes to mind. */
const wordsBesideName = (asked: Asked): Suggestion[] =>
  likelyWords(asked)
    .filter(({ label }) => label.toLowerCase().startsWith(asked.typed.prefix.toLowerCase()))
    .map((word) => ({ ...word, isTakenByEnter: false }))

function keywordSuggestion(word: string, isLower: boolean): Suggestion {
  const label = isLower ? word.toLowerCase() : word.toUpperCase()
  return { kind: 'keyword', label, insertText: label, detail: '' }
}

/** Keywords take the case in which one types; before the first letter, that of the last one written. */
function writesLower(prefix: string, tokens: readonly SqlToken[], dialect: DialectInfo): boolean {
  const known = keywordSet(dialect)
  const isKeyword = ({ kind, text }: SqlToken): boolean =>
    kind === 'word' && known.has(text.toUpperCase())
  const written = prefix === '' ? (tokens.findLast(isKeyword)?.text ?? '') : prefix
  return written !== '' && written === written.toLowerCase()
}

const keywordSets = new WeakMap<DialectInfo, Set<string>>()

function keywordSet(dialect: DialectInfo): Set<string> {
  const known = keywordSets.get(dialect)
  if (known) return known
  const built = new Set(dialect.keywords.map((keyword) => keyword.toUpperCase()))
  keywordSets.set(dialect, built)
  return built
}

const snippets = ({ typed, snippets: offered }: Asked): Suggestion[] =>
  typed.isQuoted || typed.prefix === ''
    ? []
    : offered.map(({ prefix, name, text }) => ({
        kind: 'snippet',
        label: prefix,
        insertText: text,
        detail: name,
      }))

const SUBQUERY_WORDS = new Set(['SELECT', 'VALUES', 'LATERAL', 'ONLY'])
const subqueryWords = (asked: Asked): Suggestion[] =>
  keywords(asked).filter(({ label }) => SUBQUERY_WORDS.has(label.toUpperCase()))

const isSame = (a: string | null, b: string): boolean => a?.toLowerCase() === b.toLowerCase()

const COMMENT = /^(?:--|\/\*)/
