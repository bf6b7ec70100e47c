import type { ParameterRules } from '../../../contract/drivers.ts'
import {
  guessParameterType,
  isValidParameter,
  type ParameterType,
} from '../../../contract/parameterTypes.ts'
import type { ParameterValue } from '../../../contract/parameters.ts'
import { findParameters } from '../../../contract/sql/findParameters.ts'
import type { Splitter } from '../../../contract/sql/Scanner.ts'

/** A placeholder that is asked for, as its line in the dialog stands. */
export type ParameterRow = ParameterValue & {
  /** As it is written: `:id`, `$1`. */
  readonly label: string
  /** The type was chosen, and does not follow what is typed. */
  readonly isTypeChosen: boolean
}

/** What the placeholders of statements are called, each once, in the order in which they stand. */
export function placeholdersOf(
  statements: readonly string[],
  splitter: Splitter,
  rules: ParameterRules | undefined,
): { name: string; label: string }[] {
  const found = new Map<string, string>()
  for (const sql of statements)
    for (const { name, from, to } of findParameters(sql, splitter, rules)) {
      const written = sql.slice(from, to)
      if (!found.has(name)) found.set(name, written === '?' ? `?${name}` : written)
    }
  return [...found].map(([name, label]) => ({ name, label }))
}

/** The line of a placeholder, with what was last given for it. */
export function rowOf(
  { name, label }: { name: string; label: string },
  remembered: ParameterValue | undefined,
): ParameterRow {
  const { type, text } = remembered ?? { type: 'text' as const, text: '' }
  const isTypeChosen = remembered !== undefined && type !== guessParameterType(text)
  return { name, label, type, text, isTypeChosen }
}

/** The type follows what is typed until one is chosen. */
export const withText = (row: ParameterRow, text: string): ParameterRow => ({
  ...row,
  text,
  type: row.isTypeChosen && row.type !== 'null' ? row.type : guessParameterType(text),
})

export const withType = (row: ParameterRow, type: ParameterType): ParameterRow => ({
  ...row,
  type,
  text: type === 'boolean' && !isValidParameter({ type, text: row.text }) ? 'true' : row.text,
  isTypeChosen: true,
})

export const valueOfRow = ({ name, type, text }: ParameterRow): ParameterValue => ({
  name,
  type,
  text,
})
