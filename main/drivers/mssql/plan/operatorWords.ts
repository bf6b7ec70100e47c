import type { PlanFact } from '../../../../contract/plans.ts'
import { nearest, type XmlElement } from './readXml.ts'

const OPERATOR = /^RelOp$/
const unquoted = (name: string): string => name.replace(/^\[(.*)\]$/, '$1')

/** `orders o · PK_orders` */
export function objectOf(operator: XmlElement): string {
  const [object] = nearest(operator, /^Object$/, OPERATOR)
  if (!object) return ''
  const { Schema = '', Table = '', Alias, Index } = object.attributes
  const schema = unquoted(Schema)
  const table = (schema && schema !== 'dbo' ? `${schema}.` : '') + unquoted(Table)
  const alias = Alias && unquoted(Alias) !== unquoted(Table) ? ` ${unquoted(Alias)}` : ''
  return [table + alias, Index ? unquoted(Index) : ''].filter(Boolean).join(' · ')
}

/** Elements that say which rows, and how the server's own tools call them. */
const CONDITIONS: Readonly<Record<string, string>> = {
  Predicate: 'Predicate',
  SeekPredicates: 'Seek predicate',
  ProbeResidual: 'Probe residual',
  Residual: 'Residual',
  PassThru: 'Pass through',
}
const COLUMN_LISTS: Readonly<Record<string, string>> = {
  HashKeysBuild: 'Hash keys build',
  HashKeysProbe: 'Hash keys probe',
  OuterReferences: 'Outer references',
  GroupBy: 'Group by',
  OrderBy: 'Order by',
}
const LISTED = new RegExp(`^(${Object.keys({ ...CONDITIONS, ...COLUMN_LISTS }).join('|')})$`)

export const conditionsOf = (operator: XmlElement): PlanFact[] =>
  [...nearest(operator, LISTED, OPERATOR)].flatMap((element) => {
    const label = CONDITIONS[element.name]
    const text = label ? scalarsOf(element) : columnsOf(element)
    return text ? [{ name: label ?? COLUMN_LISTS[element.name]!, text }] : []
  })

function scalarsOf(element: XmlElement): string {
  const columns = [...nearest(element, /^RangeColumns$/)].map(columnsOf)
  const values = [...nearest(element, /^ScalarOperator$/)].map(
    ({ attributes }) => attributes.ScalarString ?? '',
  )
  const right = values.filter(Boolean).join(', ')
  return columns.length > 0 ? `${columns.join(', ')} = ${right}` : right
}

const columnsOf = (element: XmlElement): string =>
  [...nearest(element, /^ColumnReference$/)]
    .map(({ attributes: { Alias, Table, Column = '' } }) => {
      const owner = unquoted(Alias ?? Table ?? '')
      return owner ? `${owner}.${unquoted(Column)}` : unquoted(Column)
    })
    .join(', ')

const DETAILS = ['EstimatedExecutionMode', 'EstimateIO', 'EstimateCPU', 'AvgRowSize', 'Parallel']
const DETAILS_READ = ['EstimatedRowsRead', 'TableCardinality']

export function detailsOf({ attributes, children }: XmlElement): PlanFact[] {
  const own = [...DETAILS, ...DETAILS_READ].flatMap((name) => {
    const text = attributes[name]
    return text === undefined || text === '0' ? [] : [{ name: plainName(name), text }]
  })
  const threads = children
    .filter(({ name }) => name === 'RunTimeInformation')
    .flatMap((element) => element.children)
  const read = threads.reduce((rows, thread) => rows + Number(thread.attributes.ActualRowsRead), 0)
  return Number.isFinite(read) && threads.length > 0
    ? [...own, { name: 'Actual rows read', text: read.toLocaleString('en') }]
    : own
}

/** `EstimatedRowsRead` → `Estimated rows read` */
export const plainName = (name: string): string =>
  name.replaceAll(/(?<=[a-z])([A-Z])(?=[a-z])/g, (letter) => ` ${letter.toLowerCase()}`)
