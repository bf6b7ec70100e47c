import type { RelationInfo, RoutineInfo } from '../../contract/explorer.ts'

/** Of a tree that was opened, whose columns are not known yet, or of a whole catalog. */
type Relation = Pick<RelationInfo, 'schema' | 'name' | 'kind'> & {
  readonly columns?: readonly { readonly name: string }[]
}

/** What was found: a relation by its name, or by that of one of its columns; or a routine. */
export type Match =
  | { readonly kind: 'relation'; readonly relation: Relation; readonly column: string | null }
  | { readonly kind: 'routine'; readonly routine: RoutineInfo }

/** More than this is not a search result but a list to scroll past. */
const MOST_MATCHES = 2_000
/** A name in another name: the search is for the table, and then for the column. */
const COLUMN_RANK = 10

/** Names in lower case, made once a catalog and not with every letter that is typed. */
type Indexed = {
  readonly match: Match
  readonly name: string
  readonly plain: string
  readonly qualified: string
  /** All of its columns, each on a line. */
  readonly columns: string
}

const indexes = new WeakMap<readonly object[], readonly Indexed[]>()

/**
 * Relations and routines whose name has the words of the search in it, in order: names that begin so
 * first, then short names, then relations that have a column of such a name. A word with a dot, such
 * as `sales.ord`, asks for the schema too.
 */
export function matchObjects(
  relations: readonly (readonly Relation[])[],
  routines: readonly (readonly RoutineInfo[])[],
  search: string,
): Match[] {
  const words = search.trim().toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return []
  const found: { indexed: Indexed; match: Match; rank: number }[] = []
  const indexed = [
    ...relations.map((list) => indexOf(list, indexRelation)),
    ...routines.map((list) => indexOf(list, indexRoutine)),
  ]
  for (const part of indexed)
    for (const object of part) {
      const rank = rankOf(object, words)
      if (rank !== null) found.push({ indexed: object, match: object.match, rank })
      else {
        const column = columnOf(object, words)
        if (column) found.push({ indexed: object, match: column, rank: COLUMN_RANK })
      }
    }
  return found
    .sort((a, b) => a.rank - b.rank || compareNames(a.indexed.name, b.indexed.name))
    .slice(0, MOST_MATCHES)
    .map(({ match }) => match)
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
  match: { kind: 'relation', relation, column: null },
  columns: (relation.columns ?? []).map(({ name }) => name.toLowerCase()).join('\n'),
})

const indexRoutine = (routine: RoutineInfo): Indexed => ({
  ...namesOf(routine),
  match: { kind: 'routine', routine },
  columns: '',
})

function namesOf({ schema, name }: { schema: string; name: string }) {
  const plain = name.toLowerCase()
  return { name, plain, qualified: `${schema.toLowerCase()}.${plain}` }
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
  if (plain === words[0]) return 0
  if (first === 0) return 1
  return /[^a-z0-9]/.test(plain[first - 1] ?? '') ? 2 : 3
}

/** The relation with the first of its columns that has all the words. */
function columnOf({ match, columns }: Indexed, words: readonly string[]): Match | null {
  if (match.kind !== 'relation' || !words.every((word) => columns.includes(word))) return null
  const at = columns.split('\n').findIndex((name) => words.every((word) => name.includes(word)))
  return at < 0 ? null : { ...match, column: match.relation.columns![at]!.name }
}

const compareNames = (a: string, b: string): number =>
  a.length - b.length || (a < b ? -1 : a > b ? 1 : 0)
