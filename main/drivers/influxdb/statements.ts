import { WorkbenchError } from '../../../contract/errors.ts'
import { fluxMayWrite, influxStatements, influxTokens } from '../../../contract/sql/influxWords.ts'
import type { Parameter } from '../driver.ts'
import type { Language } from './profileFields.ts'

/** How the rows of a statement's series become tables. */
export type StatementKind = {
  /** A SELECT: series of other measurements are results of their own, and every row has a time. */
  readonly isSelect: boolean
  /** The names of series are those of measurements, which the rows do not hold. */
  readonly namesMeasurements: boolean
}

/** Of each statement of a text, in order. */
export const statementKinds = (script: string): StatementKind[] =>
  statementsOf(script).map(([first, second = '']) => ({
    isSelect: first === 'SELECT',
    namesMeasurements: first === 'SHOW' && NAMING.has(second),
  }))

const NAMING = new Set(['FIELD', 'SHARDS', 'TAG'])

/** In upper case, one list a statement. */
const statementsOf = (script: string): string[][] =>
  influxStatements(script).map((tokens) => tokens.map((token) => token.toUpperCase()))

/** Nothing but comments. */
export const isBlank = (statement: string, language: Language): boolean =>
  language === 'flux'
    ? statement.replaceAll(/\/\/[^\n]*/g, '').trim() === ''
    : influxTokens(statement).length === 0

export const firstWord = (statement: string): string =>
  (influxTokens(statement)[0] ?? '').toUpperCase()

const READING: Readonly<Record<Language, ReadonlySet<string>>> = {
  influxql: new Set(['SELECT', 'SHOW', 'EXPLAIN']),
  flux: new Set(),
  sql: new Set(['SELECT', 'WITH', 'SHOW', 'EXPLAIN', 'DESCRIBE', 'VALUES']),
}

/**
 * Throws `read-only` for what may write. The servers do not know sessions, so that the rule is kept
 * here: each statement has to begin with a word that reads, and none may go INTO anything.
 */
export function checkReadOnly(statement: string, language: Language): void {
  const mayWrite =
    language === 'flux'
      ? fluxMayWrite(statement)
      : statementsOf(statement).some(
          (words) => !READING[language].has(words[0]!) || words.includes('INTO'),
        )
  if (mayWrite)
    throw new WorkbenchError(
      'read-only',
      'The statement was not run: the connection is read-only, and it may write.',
    )
}

/**
 * Values for `$1`, `$2` … as InfluxQL's parameters, which the server binds (`params`). Integers of
 * 64 bits keep their digits: the text is written by hand.
 */
export function boundParameters(parameters: readonly Parameter[]): string {
  const entries = parameters.map((value, index) => `"${index + 1}":${jsonOf(value)}`)
  return `{${entries.join(',')}}`
}

function jsonOf(value: Parameter): string {
  if (value === null || value instanceof Uint8Array)
    throw new WorkbenchError('invalid-request', 'InfluxDB binds text, numbers and booleans only.')
  return typeof value === 'bigint' ? String(value) : JSON.stringify(value)
}
