import type { ColumnType } from '../../contract/columns.ts'
import type { Filter, FilterOperator } from '../../contract/filters.ts'

const ORDER: readonly FilterOperator[] = ['=', '!=', '<', '<=', '>', '>=']
const TEXT: readonly FilterOperator[] = ['contains', 'starts-with']
const REST: readonly FilterOperator[] = ['in', 'is-null', 'is-not-null']

/** The operators that make sense for a column, the one wanted most often first. */
export function operatorsFor({ kind }: ColumnType): readonly FilterOperator[] {
  if (kind === 'bool') return ['=', '!=', 'is-null', 'is-not-null']
  return kind === 'text' || kind === 'any'
    ? [...TEXT, ...ORDER, ...REST]
    : [...ORDER, ...TEXT, ...REST]
}

/** What was typed for an operator; a list has one value a comma, and quotes where one has commas. */
export function filterOf(column: number, operator: FilterOperator, value: string): Filter {
  switch (operator) {
    case 'is-null':
    case 'is-not-null':
      return { column, operator }
    case 'in':
      return { column, operator, values: splitList(value) }
    default:
      return { column, operator, value }
  }
}

/** The way back, for a filter that is opened again. */
export function operandText(filter: Filter): string {
  if (filter.operator === 'in') return filter.values.map(quoted).join(', ')
  return 'value' in filter ? filter.value : ''
}

const quoted = (value: string): string =>
  /[",]|^\s|\s$|^$/.test(value) ? `"${value.replaceAll('"', '""')}"` : value

function splitList(text: string): string[] {
  const values = text.matchAll(/\s*(?:"((?:[^"]|"")*)"|([^,]*))\s*(?:,|$)/g)
  return [...values].flatMap(([, quotedValue, plain], at, all) => {
    if (quotedValue !== undefined) return [quotedValue.replaceAll('""', '"')]
    const value = (plain ?? '').trim()
    return value === '' && all.length > 1 ? [] : [value]
  })
}
