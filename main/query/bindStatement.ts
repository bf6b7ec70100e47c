import type { ParameterRules } from '../../contract/drivers.ts'
import { WorkbenchError } from '../../contract/errors.ts'
import type { Piece } from '../../contract/sql/affected/affectedRows.ts'
import type { Stretch } from '../../contract/sql/affected/names.ts'
import { isValidParameter } from '../../contract/parameterTypes.ts'
import type { ParameterValue } from '../../contract/parameters.ts'
import {
  findParameters,
  parameterNames,
  type ParameterUse,
} from '../../contract/sql/findParameters.ts'
import type {
  Connection,
  Dialect,
  Parameter,
  RunSink,
  Statement,
  StatementOutcome,
} from '../drivers/driver.ts'

/** A statement as it is sent, and where what the server says of a place stood as it was written. */
export type BoundStatement = Statement & { sourceOffset(offset: number): number }

/** A statement as it stands. */
export const unbound = (sql: string): BoundStatement => ({
  sql,
  sourceOffset: (offset) => offset,
})

/** Decimals of more digits would be rounded to a double. */
const EXACT_DIGITS = 15
const INT64_LIMIT = 2n ** 63n

/**
 * Puts numbered placeholders in place of the written ones, and the values beside the text. A name
 * that stands twice is one value. Throws `invalid-request` for one that is missing or no such thing.
 */
export function bindStatement(
  sql: string,
  values: readonly ParameterValue[],
  { splitter, parameters: rules }: Pick<Dialect, 'splitter' | 'parameters'>,
): BoundStatement {
  if (values.length > 0 && !rules)
    throw new WorkbenchError(
      'unsupported',
      'This database takes no parameters. Write the values into the statement.',
    )
  const uses = values.length > 0 ? findParameters(sql, splitter, rules) : []
  if (!rules || uses.length === 0) return unbound(sql)
  const names = parameterNames(uses)
  const places = uses.map(({ name, from, to }) => {
    return { from, to, text: `${rules.sentAs}${names.indexOf(name) + 1}` }
  })
  return {
    sql: withPlaces(sql, places),
    parameters: names.map((name) => parameterOf(valueOf(name, values), rules)),
    sourceOffset: (offset) => sourceOffset(offset, places),
  }
}

/** The same of stretches of a statement with other text between them: only their placeholders count. */
export function bindPieces(
  sql: string,
  pieces: readonly Piece[],
  values: readonly ParameterValue[],
  { splitter, parameters: rules }: Pick<Dialect, 'splitter' | 'parameters'>,
): Statement {
  const all = rules && values.length > 0 ? findParameters(sql, splitter, rules) : []
  const isWithin =
    ({ from, to }: Stretch) =>
    (use: Stretch) =>
      use.from >= from && use.to <= to
  const used = pieces.map((piece) => (typeof piece === 'string' ? [] : all.filter(isWithin(piece))))
  const names = parameterNames(used.flat())
  const texts = pieces.map((piece, index) => {
    if (typeof piece === 'string') return piece
    const places = used[index]!.map(({ name, from, to }) => {
      const text = `${rules!.sentAs}${names.indexOf(name) + 1}`
      return { from: from - piece.from, to: to - piece.from, text }
    })
    return withPlaces(sql.slice(piece.from, piece.to), places)
  })
  const parameters = names.map((name) => parameterOf(valueOf(name, values), rules!))
  return { sql: texts.join(''), ...(parameters.length > 0 && { parameters }) }
}

type Place = Pick<ParameterUse, 'from' | 'to'> & { text: string }

function withPlaces(sql: string, places: readonly Place[]): string {
  let end = 0
  const parts = places.map(({ from, to, text }) => {
    const part = sql.slice(end, from) + text
    end = to
    return part
  })
  return parts.join('') + sql.slice(end)
}

/** A place inside of a placeholder is where that begins. */
function sourceOffset(offset: number, places: readonly Place[]): number {
  let shift = 0
  for (const { from, to, text } of places) {
    const sentFrom = from - shift
    if (offset < sentFrom) break
    if (offset < sentFrom + text.length) return from
    shift += to - from - text.length
  }
  return offset + shift
}

function valueOf(name: string, values: readonly ParameterValue[]): ParameterValue {
  const value = values.find((each) => each.name === name)
  if (!value)
    throw new WorkbenchError('invalid-request', `The parameter “${name}” has no value. Give one.`)
  if (!isValidParameter(value))
    throw new WorkbenchError(
      'invalid-request',
      `The value of the parameter “${name}” is no ${value.type}. Mend it, or choose another type.`,
    )
  return value
}

/** Whole numbers of 64 bits exactly; larger ones, and decimals where a real would round them, as text. */
function parameterOf({ type, text }: ParameterValue, { fractions }: ParameterRules): Parameter {
  const trimmed = text.trim()
  switch (type) {
    case 'null':
      return null
    case 'text':
      return text
    case 'date':
      return trimmed
    case 'boolean':
      return trimmed === 'true'
    case 'number': {
      if (/^[+-]?\d+$/.test(trimmed)) {
        const whole = BigInt(trimmed.replace('+', ''))
        return whole >= -INT64_LIMIT && whole < INT64_LIMIT ? whole : trimmed
      }
      const digits = trimmed.replace(/e.*/i, '').replaceAll(/\D/g, '').replace(/^0+/, '')
      return fractions === 'real' && digits.length <= EXACT_DIGITS ? Number(trimmed) : trimmed
    }
  }
}

/** Runs it; a place in an error is one in the statement as it was written. */
export async function runBound(
  connection: Connection,
  { sourceOffset: source, ...statement }: BoundStatement,
  sink: RunSink,
  signal: AbortSignal,
): Promise<StatementOutcome> {
  try {
    return await connection.run(statement, sink, signal)
  } catch (error) {
    const offset = error instanceof WorkbenchError ? error.details['offset'] : undefined
    if (!(error instanceof WorkbenchError) || typeof offset !== 'number' || !statement.parameters)
      throw error
    const { code, message, details } = error
    const placed = { ...details, offset: source(offset) }
    throw new WorkbenchError(code, message, { details: placed, cause: error.cause })
  }
}
