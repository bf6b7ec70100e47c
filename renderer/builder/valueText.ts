import type { Operator, Value } from '../../contract/sql/select/SelectQuery.ts'

const NUMBER = /^-?\d+(?:\.\d+)?$/
const PARAMETER = /^:([\p{L}_][\p{L}\p{N}_]*)$/u
const WORD = /^(?:null|true|false)$/i
const QUOTED = /^'(?:[^']|'')*'$/

/** What somebody typed for a value: a `:name`, a number or a word as such, all else as text. */
export function toValue(typed: string): Value {
  const trimmed = typed.trim()
  const name = PARAMETER.exec(trimmed)?.[1]
  if (name !== undefined) return { kind: 'parameter', name }
  if (NUMBER.test(trimmed) || WORD.test(trimmed) || QUOTED.test(trimmed))
    return { kind: 'literal', sql: trimmed }
  return { kind: 'literal', sql: `'${typed.replaceAll("'", "''")}'` }
}

/** Text without its quotes, where it would become the same text again. */
export function valueText(value: Value): string {
  if (value.kind === 'parameter') return `:${value.name}`
  if (!QUOTED.test(value.sql)) return value.sql
  const inner = value.sql.slice(1, -1).replaceAll("''", "'")
  const back = toValue(inner)
  return back.kind === 'literal' && back.sql === value.sql ? inner : value.sql
}

/** Several values between commas; a comma in quotes is part of its value. */
export const toValues = (typed: string): Value[] =>
  (typed.match(/\s*'(?:[^']|'')*'\s*(?=,|$)|[^,]+/g) ?? [])
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(toValue)

export const valuesText = (values: readonly Value[]): string =>
  values
    .map((value) => {
      const text = valueText(value)
      return toValues(text).length === 1 ? text : value.kind === 'literal' ? value.sql : text
    })
    .join(', ')

/** How many values an operator takes; null: one or more. */
export function valueCount(operator: Operator): number | null {
  if (operator === 'is null' || operator === 'is not null') return 0
  if (operator === 'between') return 2
  return operator === 'in' || operator === 'not in' ? null : 1
}

/** The values for another operator: those there are as far as they go, then placeholders. */
export function fitValues(operator: Operator, values: readonly Value[], column: string): Value[] {
  const count = valueCount(operator)
  if (count === null) return values.length > 0 ? [...values] : [placeholder(column, 0)]
  return Array.from(
    { length: count },
    (_each, index) => values[index] ?? placeholder(column, index),
  )
}

const SUFFIXES = ['', '_to']

/** Named after the column. */
export function placeholder(column: string, index = 0): Value {
  const plain = column.replaceAll(/[^\p{L}\p{N}_]+/gu, '_').replace(/^(?=\d)|^$/, '_')
  return { kind: 'parameter', name: plain + (SUFFIXES[index] ?? '') }
}
