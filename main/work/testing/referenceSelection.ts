import { cellText, type RawCell } from '../../../contract/cellText.ts'
import type { ColumnType } from '../../../contract/columns.ts'
import type { Filter, SortKey } from '../../../contract/filters.ts'
import { numberKey } from '../numberKey.ts'

export type Cell = RawCell | null
/** What filters and sorting are to mean, in plain JavaScript over rows of raw cells. */
export type ReferencePlan = { sort: SortKey[]; filters: Filter[]; search: string }

export function selectPlainly(
  types: readonly ColumnType[],
  rows: readonly (readonly Cell[])[],
  { sort, filters, search }: ReferencePlan,
): number[] {
  const found = rows.flatMap((row, number) => {
    const isFound =
      filters.every((filter) => fulfils(types[filter.column]!, row[filter.column]!, filter)) &&
      (search === '' ||
        row.some(
          (cell, column) => cell !== null && includes(cellText(types[column]!, cell), search),
        ))
    return isFound ? [number] : []
  })
  return found.toSorted((a, b) => {
    for (const { column, descending } of sort) {
      const order = withNullsLast(types[column]!, rows[a]![column]!, rows[b]![column]!, descending)
      if (order !== 0) return order
    }
    return a - b
  })
}

function withNullsLast(type: ColumnType, a: Cell, b: Cell, descending: boolean): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  return compareCells(type, a, b) * (descending ? -1 : 1)
}

/** Operands are raw cells of the column, since their texts are what is tried. */
export function fulfils(type: ColumnType, cell: Cell, filter: Filter): boolean {
  if (cell === null) return filter.operator === 'is-null'
  switch (filter.operator) {
    case 'is-null':
      return false
    case 'is-not-null':
      return true
    case 'in':
      return filter.values.some((value) => compareText(type, cell, value, '='))
    case 'contains':
      return includes(cellText(type, cell), filter.value)
    case 'starts-with':
      return new RegExp(`^${escapeRegex(filter.value)}`, 'iu').test(cellText(type, cell))
    case '!=':
      return !compareText(type, cell, filter.value, '=')
    default:
      return compareText(type, cell, filter.value, filter.operator)
  }
}

function compareText(type: ColumnType, cell: RawCell, text: string, operator: string): boolean {
  if (type.kind === 'any') return compareAny(String(cell), text, operator)
  const operand = operandOf(type, text)
  return holds(compareCells(type, cell, operand), operator)
}

const holds = (order: number, operator: string): boolean =>
  (order === 0 && operator.includes('=')) ||
  (order < 0 && operator.startsWith('<')) ||
  (order > 0 && operator.startsWith('>'))

/** Texts of operands seen by the tests, with the raw cells they stand for. */
const operands = new Map<string, RawCell>()

/** The text of a cell as an operand of its own column. */
export function asOperand(type: ColumnType, cell: RawCell): string {
  const text = cellText(type, cell)
  operands.set(`${JSON.stringify(type)} ${text}`, cell)
  return text
}

const operandOf = (type: ColumnType, text: string): RawCell =>
  operands.get(`${JSON.stringify(type)} ${text}`)!

function compareAny(tagged: string, text: string, operator: string): boolean {
  const value = tagged.slice(1)
  const isNumber = /^[ir]/.test(tagged)
  const number = numberKey(text.trim())
  if (operator === '=') {
    if (isNumber) return number !== null && compareNumbers(value, text.trim()) === 0
    return tagged.startsWith('b') ? `0x${value}` === text.toLowerCase() : value === text
  }
  if (number !== null) return isNumber && holds(compareNumbers(value, text.trim()), operator)
  return tagged.startsWith('t') && holds(compareBytes(value, text), operator)
}

export function compareCells(type: ColumnType, a: RawCell, b: RawCell): number {
  switch (type.kind) {
    case 'binary':
      return Buffer.compare(a as Uint8Array, b as Uint8Array)
    case 'any':
      return compareTagged(a as string, b as string)
    case 'text':
      return type.mark === 'decimal'
        ? compareNumbers(a as string, b as string)
        : compareBytes(a as string, b as string)
    default:
      if (Number.isNaN(a) || Number.isNaN(b))
        return Number(Number.isNaN(a)) - Number(Number.isNaN(b))
      return a < b ? -1 : a > b ? 1 : 0
  }
}

const CLASSES: Record<string, number> = { i: 1, r: 1, t: 2, b: 3 }

function compareTagged(a: string, b: string): number {
  const order = CLASSES[a[0]!]! - CLASSES[b[0]!]!
  if (order !== 0) return order
  return CLASSES[a[0]!] === 1
    ? compareNumbers(a.slice(1), b.slice(1))
    : compareBytes(a.slice(1), b.slice(1))
}

const compareBytes = (a: string, b: string): number =>
  Buffer.compare(Buffer.from(a), Buffer.from(b))

/** Exactly, by bringing both to the same power of ten. */
export function compareNumbers(a: string, b: string): number {
  const special = rank(a) - rank(b)
  if (special !== 0 || rank(a) !== 0) return special
  const [x, y] = [exact(a), exact(b)]
  const exponent = Math.min(x.exponent, y.exponent)
  const left = x.digits * 10n ** BigInt(x.exponent - exponent)
  const right = y.digits * 10n ** BigInt(y.exponent - exponent)
  return left < right ? -1 : left > right ? 1 : 0
}

const rank = (text: string): number =>
  /nan/i.test(text) ? 2 : /^-inf/i.test(text) ? -1 : /inf/i.test(text) ? 1 : 0

function exact(text: string): { digits: bigint; exponent: number } {
  const [mantissa = '', exponent = '0'] = text.toLowerCase().split('e')
  const [whole = '', fraction = ''] = mantissa.replace('+', '').split('.')
  return {
    digits: BigInt((whole + fraction).replace(/^-/, '')) * (whole.startsWith('-') ? -1n : 1n),
    exponent: Number(exponent) - fraction.length,
  }
}

const includes = (text: string, needle: string): boolean =>
  new RegExp(escapeRegex(needle), 'iu').test(text)

const escapeRegex = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
