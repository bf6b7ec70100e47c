import type { PlanWarning } from '../../../../contract/plans.ts'
import type { RunTime } from './runTime.ts'
import { nearest, type XmlElement } from './readXml.ts'

const KINDS: Readonly<Record<string, PlanWarning['kind']>> = {
  SpillToTempDb: 'on-disk',
  SortSpillDetails: 'on-disk',
  HashSpillDetails: 'on-disk',
  ExchangeSpillDetails: 'on-disk',
  ColumnsWithNoStatistics: 'no-statistics',
  ColumnsWithStaleStatistics: 'no-statistics',
  PlanAffectingConvert: 'type-conversion',
}

/** The server's own warnings of an operator or of a whole plan, each kind once. */
export function warningsOf(element: XmlElement): PlanWarning[] {
  const lists = element.children.filter(({ name }) => name === 'Warnings')
  const warnings = lists.flatMap(({ attributes, children }): PlanWarning[] => [
    ...(isSet(attributes.NoJoinPredicate)
      ? [{ kind: 'no-join-condition' as const, detail: '' }]
      : []),
    ...children.map((child) => ({ kind: KINDS[child.name] ?? 'other', detail: wordOf(child) })),
  ])
  return warnings.filter(
    ({ kind, detail }, index) =>
      kind === 'other' || warnings.findIndex((other) => other.kind === kind) === index || !!detail,
  )
}

const isSet = (flag: string | undefined) => flag === '1' || flag === 'true'

function wordOf({ name, attributes, children }: XmlElement): string {
  if (name === 'PlanAffectingConvert') return attributes.Expression ?? ''
  if (KINDS[name] === 'no-statistics')
    return children.map((child) => child.attributes.Column ?? '').join(', ')
  return KINDS[name] ? '' : [name, ...Object.values(attributes)].join(' ')
}

/** Below this a scan is quick whatever it throws away. */
const MANY_ROWS = 10_000
/** Of the rows that are read, those that are kept. */
const SMALL_RATIO = 0.1

export function discardedRows(runTime: RunTime | null): PlanWarning[] {
  if (runTime === null) return []
  const discarded = runTime.rowsRead - runTime.rows
  if (discarded < MANY_ROWS || runTime.rows > runTime.rowsRead * SMALL_RATIO) return []
  return [{ kind: 'mostly-discarded', detail: discarded.toLocaleString('en') }]
}

/** As a statement that makes the index. */
export const missingIndexes = (plan: XmlElement): PlanWarning[] =>
  [...nearest(plan, /^MissingIndexGroup$/, /^RelOp$/)].flatMap((group) =>
    [...nearest(group, /^MissingIndex$/)].map((index) => {
      const { Schema = '', Table = '' } = index.attributes
      const keys = [...columns(index, 'EQUALITY'), ...columns(index, 'INEQUALITY')]
      const included = columns(index, 'INCLUDE')
      const include = included.length > 0 ? ` INCLUDE (${included.join(', ')})` : ''
      const impact = Math.round(Number(group.attributes.Impact ?? 0))
      return {
        kind: 'missing-index',
        detail: `CREATE INDEX … ON ${Schema}.${Table} (${keys.join(', ')})${include} -- ${impact} %`,
      }
    }),
  )

const columns = (index: XmlElement, usage: string): string[] =>
  index.children
    .filter(({ attributes }) => attributes.Usage === usage)
    .flatMap(({ children }) => children.map(({ attributes }) => attributes.Name ?? ''))
