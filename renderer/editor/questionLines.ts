import type { Counted } from '../../contract/counts.ts'
import { affectedRows, type AffectedRows } from '../../contract/sql/affected/affectedRows.ts'
import type { NotCounted } from '../../contract/sql/affected/clausesOf.ts'
import { findDangers, type Danger } from '../../contract/sql/findDangers.ts'
import type { Splitter } from '../../contract/sql/Scanner.ts'
import type { ScriptStatement, TextPlace } from '../results/runState.ts'

/** What a statement does, as the question says it. */
export type QuestionLine = {
  readonly what: Danger | ({ readonly kind: 'rows' } & Pick<AffectedRows, 'verb' | 'relation'>)
  /** Of the statement in the script; null: there is only one. */
  readonly place: QuestionPlace | null
  /** So many statements there do the same. */
  readonly times: number
  /** What can be counted of it beforehand. */
  readonly counted: Counted | null
  readonly notCounted: NotCounted | null
}

/** The column where several statements begin on the line. */
export type QuestionPlace = { readonly line: number; readonly column: number | null }

type Asked = Pick<ScriptStatement, 'text' | 'place'>

/** Dangers first; then, where `isProduction`, the other rows that change. */
export function questionLines(
  statements: readonly Asked[],
  splitter: Splitter,
  { isProduction }: { readonly isProduction: boolean },
): QuestionLine[] {
  const placeOf = placesAmong(statements)
  const read = statements.map((statement) => {
    const { text: sql } = statement
    const affected = affectedRows(sql, splitter)
    const dangers = findDangers(sql, splitter).map((danger) => ({
      danger,
      change: changeOf(danger, affected),
    }))
    return { sql, place: placeOf(statement), affected, dangers }
  })
  const dangers = read.flatMap(({ sql, place, affected, dangers: found }) =>
    found.map(({ danger, change }): QuestionLine => {
      const { count = null, notCounted = null } = affected[change] ?? {}
      const counted = count ? { of: 'change' as const, sql, change } : countedOf(danger)
      const known = { what: danger, place, times: 1, notCounted }
      return { ...known, counted: notCounted ? null : counted }
    }),
  )
  const changes = read.flatMap(({ sql, place, affected, dangers: found }) =>
    affected.flatMap(({ verb, relation, count, notCounted }, change): QuestionLine[] => {
      const isTold = found.some(
        (each) => each.change === change || isNamed(affected[change]!, each.danger),
      )
      if (!isProduction || isTold) return []
      const counted = count ? { of: 'change' as const, sql, change } : null
      return [{ what: { kind: 'rows', verb, relation }, place, times: 1, counted, notCounted }]
    }),
  )
  return merged([...dangers, ...changes])
}

/** Which of the changes of a statement the danger is; -1: none. */
function changeOf(danger: Danger, affected: readonly AffectedRows[]): number {
  const named = affected.findIndex((each) => isNamed(each, danger))
  const alike = affected.filter(({ verb }) => danger.kind === `${verb}-all`)
  // T-SQL may name the table by an alias.
  return named < 0 && alike.length === 1 ? affected.indexOf(alike[0]!) : named
}

const isNamed = ({ verb, relation }: AffectedRows, { kind, target }: Danger): boolean =>
  kind === `${verb}-all` && relation === target

function placesAmong(statements: readonly Asked[]): (statement: Asked) => QuestionPlace | null {
  const lines = statements.map(({ place }) => place?.line)
  return ({ place }: { readonly place?: TextPlace | undefined }) => {
    if (statements.length < 2 || !place) return null
    const { line, column } = place
    return { line, column: lines.filter((each) => each === line).length > 1 ? column : null }
  }
}

/** Lines that could not be told apart are one. */
function merged(lines: readonly QuestionLine[]): QuestionLine[] {
  const byText = new Map<string, QuestionLine>()
  for (const line of lines) {
    const key = JSON.stringify([line.what, line.place])
    byText.set(key, { ...line, times: (byText.get(key)?.times ?? 0) + 1 })
  }
  return [...byText.values()]
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
