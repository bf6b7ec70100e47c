import type { KeyInfo } from '../../../contract/explorer.ts'
import type { Relation } from './catalogIndex.ts'

/** A table of a join, as it is called there. */
export type JoinedTable = {
  /** Its alias or name, as it is written in a condition. */
  readonly reference: string
  readonly relation: Relation
  readonly keys: readonly KeyInfo[]
}

/** Columns of both tables that are equal, pair by pair. */
type Pairs = readonly (readonly [joined: string, other: string])[]

export type JoinCondition = { readonly text: string; readonly isForeignKey: boolean }

/** More of them nobody reads. */
const MAX_BY_NAME = 5
/** Columns that are called the same by chance. */
const COMMON_NAMES = new Set('id name title description status type code comment notes'.split(' '))

/**
 * What may stand behind ON: foreign keys between the joined table and those before it, in both
 * directions, the nearest table's first; then columns of the same name. `subject` stands at the left.
 */
export function joinConditions(
  { joined, others }: { joined: JoinedTable; others: readonly JoinedTable[] },
  quote: (name: string) => string,
  subject: JoinedTable = joined,
): JoinCondition[] {
  const nearest = others.toReversed()
  const write = (other: JoinedTable, pairs: Pairs): string =>
    pairs
      .map(([of, to]) => {
        const sides = [`${joined.reference}.${quote(of)}`, `${other.reference}.${quote(to)}`]
        return (subject === other ? sides.toReversed() : sides).join(' = ')
      })
      .join(' and ')
  const wanted = nearest.filter((other) => subject === joined || subject === other)
  const byKey = wanted.flatMap((other) =>
    foreignPairs(joined, other).map((pairs) => write(other, pairs)),
  )
  const byName = wanted.flatMap((other) =>
    sameNames(joined, other).map((name) => write(other, [[name, name]])),
  )
  const known = new Set(byKey)
  return [
    ...[...known].map((text) => ({ text, isForeignKey: true })),
    ...byName
      .filter((text) => !known.has(text))
      .slice(0, MAX_BY_NAME)
      .map((text) => ({ text, isForeignKey: false })),
  ]
}

function foreignPairs(joined: JoinedTable, other: JoinedTable): Pairs[] {
  const from = pairsOf(joined, other)
  const to = pairsOf(other, joined).map((pairs) => pairs.map(([of, at]) => [at, of] as const))
  return joined.relation === other.relation ? from : [...from, ...to]
}

/** Of the keys of one table that lead to the other. */
function pairsOf(owner: JoinedTable, target: JoinedTable): Pairs[] {
  return owner.keys.flatMap(({ kind, columns, references }) => {
    if (kind !== 'foreign' || !references) return []
    const { schema, name } = target.relation
    if (references.table !== name || (references.schema !== '' && references.schema !== schema))
      return []
    return [columns.map((column, at) => [column, references.columns[at] ?? column] as const)]
  })
}

const sameNames = (joined: JoinedTable, other: JoinedTable): string[] => {
  const names = new Set(other.relation.columns.map(({ name }) => name))
  return joined.relation.columns
    .map(({ name }) => name)
    .filter((name) => names.has(name) && !COMMON_NAMES.has(name.toLowerCase()))
}
