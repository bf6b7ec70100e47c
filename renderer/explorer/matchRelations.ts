import type { Catalog } from '../../contract/explorer.ts'

type Relation = Catalog['relations'][number]

/** More than this is not a search result but a list to scroll past. */
const MOST_MATCHES = 2_000

/**
 * Relations whose name has the words of the search in it, in order: names that begin so first, then
 * short names. A word with a dot, such as `sales.ord`, asks for the schema too.
 */
export function matchRelations(relations: readonly Relation[], search: string): Relation[] {
  const words = search.trim().toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return []
  const found: { relation: Relation; rank: number }[] = []
  for (const relation of relations) {
    const rank = rankOf(relation, words)
    if (rank !== null) found.push({ relation, rank })
  }
  return found
    .sort((a, b) => a.rank - b.rank || compareNames(a.relation, b.relation))
    .slice(0, MOST_MATCHES)
    .map(({ relation }) => relation)
}

/** Lower is better; null: does not match. */
function rankOf({ schema, name }: Relation, words: readonly string[]): number | null {
  const plain = name.toLowerCase()
  const qualified = `${schema.toLowerCase()}.${plain}`
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

const compareNames = (a: Relation, b: Relation): number =>
  a.name.length - b.name.length || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)
