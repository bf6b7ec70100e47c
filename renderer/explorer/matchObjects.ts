import type { RelationInfo, RoutineInfo, SchemaItem } from '../../contract/explorer.ts'

/** Of a tree that was opened, whose columns are not known yet, or of a whole catalog. */
type Relation = Pick<RelationInfo, 'schema' | 'name' | 'kind'> & {
  readonly columns?: readonly { readonly name: string }[]
}

/** What was found: a relation by its name, or by those of its columns; a routine; something else. */
export type Match =
  | { readonly kind: 'relation'; readonly relation: Relation; readonly columns: readonly string[] }
  | { readonly kind: 'routine'; readonly routine: RoutineInfo }
  | { readonly kind: 'item'; readonly item: SchemaItem }

/** More than this is not a search result but a list to scroll past. */
const MOST_MATCHES = 2_000
const EXACT_RANK = 0
/** The search is for the table, then for what belongs to one, and then for its columns. */
const PART_RANK = 5
const COLUMN_RANK = 10
/** Behind names of the user's own, and before parts of them. */
const SYSTEM_NAME_RANK = 4
const SYSTEM_RANK = 100

/** Names in lower case, made once a catalog and not with every letter that is typed. */
type Indexed = {
  readonly match: Match
  readonly schema: string
  readonly name: string
  readonly plain: string
  readonly qualified: string
  /** All of its columns, each on a line. */
  readonly columns: string
  /** The table that it is a part of. */
  readonly outer: string | null
}

const indexes = new WeakMap<readonly object[], readonly Indexed[]>()

/** Lists of what can be found; the same list is indexed once. */
export type Searched = {
  readonly relations?: readonly (readonly Relation[])[]
  readonly routines?: readonly (readonly RoutineInfo[])[]
  readonly items?: readonly (readonly SchemaItem[])[]
  /** Those that the server keeps for itself. */
  readonly systemSchemas?: ReadonlySet<string>
}

/**
 * What has the words of the search in its name, in order: names that begin so first, then short
 * names, then indexes and the like, then relations that have columns of such a name; what the server
 * keeps for itself comes last, unless it is named whole. A word with a dot, such as `sales.ord`, asks
 * for the schema too. What belongs to a table that is found by its own name is not listed beside it.
 */
export function matchObjects(
  { relations = [], routines = [], items = [], systemSchemas = new Set() }: Searched,
  search: string,
): Match[] {
  const words = search.trim().toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return []
  const found: { indexed: Indexed; match: Match; rank: number }[] = []
  const indexed = [
    ...relations.map((list) => indexOf(list, indexRelation)),
    ...routines.map((list) => indexOf(list, indexRoutine)),
    ...items.map((list) => indexOf(list, indexItem)),
  ]
  for (const part of indexed)
    for (const object of part) {
      const ranked = rankedMatch(object, words)
      if (!ranked) continue
      const rank = systemSchemas.has(object.schema) ? systemRank(ranked.rank) : ranked.rank
      found.push({ indexed: object, match: ranked.match, rank })
    }
  return found
    .sort((a, b) => a.rank - b.rank || compareNames(a.indexed.name, b.indexed.name))
    .slice(0, MOST_MATCHES)
    .map(({ match }) => match)
}

const systemRank = (rank: number): number =>
  rank === EXACT_RANK ? SYSTEM_NAME_RANK : SYSTEM_RANK + rank

/** Null: is not found, or by the table that it is a part of. */
function rankedMatch(
  object: Indexed,
  words: readonly string[],
): { match: Match; rank: number } | null {
  const rank = rankOf(object, words)
  if (rank === null) {
    const columns = columnsOf(object, words)
    return columns && { match: columns, rank: COLUMN_RANK }
  }
  if (object.outer === null) return { match: object.match, rank }
  return hasWords(object.outer, words) ? null : { match: object.match, rank: rank + PART_RANK }
}

function indexOf<T extends object>(
  list: readonly T[],
  indexOne: (object: T) => Indexed,
): readonly Indexed[] {
  const known = indexes.get(list)
  if (known) return known
  const made = list.map(indexOne)
  indexes.set(list, made)
  return made
}

const indexRelation = (relation: Relation): Indexed => ({
  ...namesOf(relation),
  match: { kind: 'relation', relation, columns: [] },
  columns: (relation.columns ?? []).map(({ name }) => name.toLowerCase()).join('\n'),
  outer: null,
})

const indexItem = (item: SchemaItem): Indexed => ({
  ...namesOf(item),
  match: { kind: 'item', item },
  columns: '',
  outer: item.relation?.toLowerCase() ?? null,
})

const indexRoutine = (routine: RoutineInfo): Indexed => ({
  ...namesOf(routine),
  match: { kind: 'routine', routine },
  columns: '',
  outer: null,
})

function namesOf({ schema, name }: { schema: string; name: string }) {
  const plain = name.toLowerCase()
  return { schema, name, plain, qualified: `${schema.toLowerCase()}.${plain}` }
}

/** Lower is better; null: does not match. */
function rankOf({ plain, qualified }: Indexed, words: readonly string[]): number | null {
  let from = 0
  let first = -1
  for (const word of words) {
    const where = (word.includes('.') ? qualified : plain).indexOf(word, from)
    if (where < 0) return null
    if (first < 0) first = word.includes('.') ? 0 : where
    from = word.includes('.') ? 0 : where + word.length
  }
  if (words.length === 1 && (plain === words[0] || qualified === words[0])) return EXACT_RANK
  if (first === 0) return 1
  return /[^a-z0-9]/.test(plain[first - 1] ?? '') ? 2 : 3
}

const hasWords = (name: string, words: readonly string[]) =>
  words.every((word) => name.includes(word))

/** The relation with those of its columns that have all the words. */
function columnsOf({ match, columns }: Indexed, words: readonly string[]): Match | null {
  if (match.kind !== 'relation' || !hasWords(columns, words)) return null
  const names = columns.split('\n')
  const found = match.relation.columns!.filter((_column, at) => hasWords(names[at]!, words))
  return found.length === 0 ? null : { ...match, columns: found.map(({ name }) => name) }
}

const compareNames = (a: string, b: string): number =>
  a.length - b.length || (a < b ? -1 : a > b ? 1 : 0)
