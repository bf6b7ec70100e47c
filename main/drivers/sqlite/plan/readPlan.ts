import type { PlanFact, PlanNode, PlanWarning } from '../../../../contract/plans.ts'
import type { DriverPlan } from '../../driver.ts'

/** A line of EXPLAIN QUERY PLAN (https://sqlite.org/eqp.html). */
export type PlanRow = { readonly id: number; readonly parent: number; readonly detail: string }

/** SQLite tells the steps and their order, and neither costs nor rows. */
export function readPlan(rows: readonly PlanRow[]): DriverPlan {
  let count = 0
  const made = new Set(rows.map(({ detail }) => MADE.exec(detail)?.[2]))
  const below = (parent: number): PlanNode[] =>
    rows
      .filter((row) => row.parent === parent)
      .map((row) => ({ ...nodeOf(row.detail, made), id: count++, children: below(row.id) }))
  return {
    isMeasured: false,
    roots: below(0),
    planningMs: null,
    executionMs: null,
    details: [],
    source: { format: 'text', text: textOf(rows, 0, 0).join('\n') },
  }
}

const ACCESS =
  /^(?<kind>SCAN|SEARCH) (?<table>.+?)(?: USING (?<index>.+?))?(?: \((?<condition>.*)\))?(?<join> (?:LEFT|RIGHT|FULL)-JOIN)?$/

/** `CO-ROUTINE s` and the like name what they make. */
const MADE = /^(CO-ROUTINE|MATERIALIZE|BLOOM FILTER ON) (\S+)(.*)$/

type Step = Omit<PlanNode, 'id' | 'children'>

function nodeOf(detail: string, made: ReadonlySet<string | undefined>): Step {
  const groups = ACCESS.exec(detail)?.groups
  if (!groups || groups.table!.includes('CONSTANT ROW'))
    return { ...EMPTY, ...wordsOf(detail), warnings: warningsOf(detail) }
  const { kind = '', table = '', index, condition, join } = groups
  const conditions: PlanFact[] = condition ? [{ name: 'Condition', text: condition }] : []
  const details: PlanFact[] = index ? [{ name: 'Using', text: index }] : []
  if (join) details.push({ name: 'Join', text: join.trim() })
  const warnings = warningsOf(detail)
  if (kind === 'SCAN' && !index && !made.has(table))
    warnings.push({ kind: 'full-scan', detail: '' })
  const [, name] = /^(?:COVERING )?INDEX (.+)$/.exec(index ?? '') ?? []
  const object = name ? `${table} · ${name}` : table
  return { ...EMPTY, kind, object, conditions, details, warnings }
}

function wordsOf(detail: string): { kind: string; object: string } {
  const named = MADE.exec(detail)
  return named ? { kind: named[1]!, object: named[2]! + named[3]! } : { kind: detail, object: '' }
}

function warningsOf(detail: string): PlanWarning[] {
  if (/\bUSING AUTOMATIC\b/.test(detail)) return [{ kind: 'temporary-index', detail: '' }]
  if (detail.startsWith('USE TEMP B-TREE')) return [{ kind: 'temporary-sort', detail: '' }]
  return []
}

const EMPTY: Step = {
  kind: '',
  object: '',
  role: '',
  estimatedRows: null,
  actualRows: null,
  loops: null,
  totalCost: null,
  selfCost: null,
  totalMs: null,
  selfMs: null,
  buffers: null,
  conditions: [],
  details: [],
  warnings: [],
}

const textOf = (rows: readonly PlanRow[], parent: number, depth: number): string[] =>
  rows
    .filter((row) => row.parent === parent)
    .flatMap(({ id, detail }) => [`${'  '.repeat(depth)}${detail}`, ...textOf(rows, id, depth + 1)])
