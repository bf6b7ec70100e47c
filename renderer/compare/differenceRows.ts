import type { Difference, DifferenceKind, DifferenceStatus } from '../../contract/schemaCompare.ts'

export type DifferenceFilter = 'all' | DifferenceStatus

export type DifferenceRow =
  | {
      readonly kind: 'group'
      readonly id: string
      readonly group: DifferenceKind
      readonly count: number
    }
  | {
      readonly kind: 'difference'
      readonly id: string
      readonly difference: Difference
      readonly level: 1 | 2
      /** Null: has no children. */
      readonly isExpanded: boolean | null
    }

export type RowsRequest = {
  readonly differences: readonly Difference[]
  readonly filter: DifferenceFilter
  readonly search: string
  readonly collapsed: ReadonlySet<string>
}

const GROUPS: readonly DifferenceKind[] = ['table', 'view', 'routine', 'type', 'sequence']

/** Lines of the list, by kind; a table stands where it or something in it passes. */
export function differenceRows({ differences, filter, search, collapsed }: RowsRequest) {
  const passes = passesBy(filter, search)
  const shown = differences.filter((found) => passes(found) || found.children.some(passes))
  return GROUPS.flatMap((group): DifferenceRow[] => {
    const inGroup = shown.filter(({ kind }) => kind === group)
    if (inGroup.length === 0) return []
    return [
      { kind: 'group', id: `group/${group}`, group, count: inGroup.length },
      ...inGroup.flatMap((difference): DifferenceRow[] => {
        const { id, children } = difference
        const isExpanded = children.length === 0 ? null : !collapsed.has(id)
        const parts = passes(difference) && filter === 'all' ? children : children.filter(passes)
        return [
          { kind: 'difference', id, difference, level: 1, isExpanded },
          ...(isExpanded ? parts : []).map(
            (part) =>
              ({
                kind: 'difference',
                id: part.id,
                difference: part,
                level: 2,
                isExpanded: null,
              }) as const,
          ),
        ]
      }),
    ]
  })
}

function passesBy(filter: DifferenceFilter, search: string) {
  const wanted = search.trim().toLowerCase()
  return ({ name, status }: Difference): boolean =>
    (filter === 'all' || status === filter) && name.toLowerCase().includes(wanted)
}

/** What is taken over unless one says otherwise: all but what loses data. */
export const safeIds = (differences: readonly Difference[]): Set<string> =>
  new Set(
    differences.flatMap((difference) =>
      [difference, ...difference.children]
        .filter(({ status }) => status !== 'extra')
        .map(({ id }) => id),
    ),
  )

/** How many of a difference and its parts would be taken over. */
export function choiceOf(
  { id, children, aspects }: Difference,
  chosen: ReadonlySet<string>,
): 'all' | 'some' | 'none' {
  // A table that only its parts make different is those parts.
  const ids = [
    ...(children.length > 0 && aspects.length === 0 ? [] : [id]),
    ...children.map((child) => child.id),
  ]
  const count = ids.filter((each) => chosen.has(each)).length
  return count === 0 ? 'none' : count === ids.length ? 'all' : 'some'
}

/** Takes a difference with its parts, or leaves them. */
export function withChoice(
  chosen: ReadonlySet<string>,
  { id, children }: Difference,
  isChosen: boolean,
): Set<string> {
  const next = new Set(chosen)
  for (const each of [id, ...children.map((child) => child.id)])
    if (isChosen) next.add(each)
    else next.delete(each)
  return next
}

/** How many differences would be taken over; a table with parts counts by its parts. */
export const countChosen = (differences: readonly Difference[], chosen: ReadonlySet<string>) =>
  differences
    .flatMap((found) =>
      found.children.length > 0 && found.aspects.length === 0
        ? found.children
        : [found, ...found.children],
    )
    .filter(({ id }) => chosen.has(id)).length
