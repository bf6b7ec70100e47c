import type { Counted } from '../../contract/counts.ts'
import { affectedRows, type AffectedRows } from '../../contract/sql/affected/affectedRows.ts'
import type { NotCounted } from '../../contract/sql/affected/clausesOf.ts'
import { findDangers, type Danger } from '../../contract/sql/findDangers.ts'
import type { Splitter } from '../../contract/sql/Scanner.ts'
import { errorPlace } from '../results/errorPlace.ts'
import type { ScriptStatement, TextPlace } from '../results/runState.ts'

/** What a statement does, as the question says it. */
export type QuestionLine = {
  readonly what: Danger | ({ readonly kind: 'rows' } & Pick<AffectedRows, 'verb' | 'relation'>)
  /** In the script; null: there is only one line. */
  readonly place: QuestionPlace | null
  /** So many statements there do the same. */
  readonly times: number
  /** What can be counted of it beforehand. */
  readonly counted: Counted | null
  readonly notCounted: NotCounted | null
}

/** The column where the line has several that read the same. */
export type QuestionPlace = { readonly line: number; readonly column: number | null }

/** `isElsewhere`: the script goes to another schema or database before it. */
export type AskedStatement = Pick<ScriptStatement, 'text' | 'place'> & {
  readonly isElsewhere?: boolean
}
type Placed = Omit<QuestionLine, 'place'> & { readonly at: TextPlace | null }

/** Dangers first; then, where `isProduction`, the other rows that change. */
export function questionLines(
  statements: readonly AskedStatement[],
  splitter: Splitter,
  { isProduction }: { readonly isProduction: boolean },
): QuestionLine[] {
  const read = statements.map((statement) => {
    const affected = affectedRows(statement.text, splitter)
    const dangers = findDangers(statement.text, splitter).map(({ from = 0, ...danger }) => {
      return { danger, from, change: changeOf({ ...danger, from }, affected) }
    })
    return { statement, affected, dangers }
  })
  const dangers = read.flatMap(({ statement, affected, dangers: found }) =>
    found.map(({ danger, from, change }): Placed => {
      const { count = null, notCounted = null } = affected[change] ?? {}
      const counted = count ? countedChange(statement, change) : countedOf(danger)
      return {
        ...{ what: danger, times: 1, at: placeIn(statement, from) },
        ...whereItRuns(statement, notCounted ? null : counted, notCounted),
      }
    }),
  )
  const changes = read.flatMap(({ statement, affected, dangers: found }) =>
    affected.flatMap(({ verb, relation, count, notCounted, from }, change): Placed[] => {
      if (!isProduction || found.some((each) => each.change === change)) return []
      const counted = count ? countedChange(statement, change) : null
      const what = { kind: 'rows', verb, relation } as const
      const at = placeIn(statement, from)
      return [{ what, times: 1, at, ...whereItRuns(statement, counted, notCounted) }]
    }),
  )
  return withPlaces(merged([...dangers, ...changes]))
}

/** What is counted is counted where the tab is. */
const whereItRuns = (
  { isElsewhere }: AskedStatement,
  counted: Counted | null,
  notCounted: NotCounted | null,
) =>
  isElsewhere && counted
    ? { counted: null, notCounted: 'elsewhere' as const }
    : { counted, notCounted }

const countedChange = ({ text: sql }: AskedStatement, change: number): Counted => ({
  of: 'change',
  sql,
  change,
})

const placeIn = ({ text, place }: AskedStatement, offset: number): TextPlace | null =>
  place ? errorPlace({ text, place }, offset) : null

/** Which of the changes of a statement the danger is; -1: none. */
const changeOf = ({ kind, from }: Danger, affected: readonly AffectedRows[]): number =>
  affected.findIndex((each) => kind === `${each.verb}-all` && each.from === from)

/** Lines that could not be told apart are one. */
function merged(lines: readonly Placed[]): Placed[] {
  const byText = new Map<string, Placed>()
  for (const line of lines) {
    const key = JSON.stringify([line.what, line.at])
    byText.set(key, { ...line, times: (byText.get(key)?.times ?? 0) + 1 })
  }
  return [...byText.values()]
}

/** The column where the line alone does not tell them apart. */
function withPlaces(lines: readonly Placed[]): QuestionLine[] {
  const keyOf = ({ what, at }: Placed) => JSON.stringify([what, at?.line])
  const alike = Map.groupBy(lines, keyOf)
  return lines.map((placed) => {
    const { at, ...line } = placed
    if (!at || lines.length < 2) return { ...line, place: null }
    const isShared = alike.get(keyOf(placed))!.length > 1
    return { ...line, place: { line: at.line, column: isShared ? at.column : null } }
  })
}

const NOT_COUNTED = new Set<Danger['kind']>([
  ...(['drop', 'drop-database', 'drop-policy', 'drop-series', 'drop-schema'] as const),
  ...(['drop-role', 'drop-owned', 'merge-all', 'block', 'call'] as const),
])

/** What can be counted beforehand of what is about to go; null: nothing. */
function countedOf({ kind, target }: Danger): Counted | null {
  if (kind === 'flush-database') return { of: 'database' }
  if (kind === 'flush-server') return { of: 'server' }
  if (target === '' || NOT_COUNTED.has(kind)) return null
  return { of: 'relation', relation: target }
}
