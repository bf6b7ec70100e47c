import pl, { type DataFrame } from 'nodejs-polars'
import type { Column, ColumnType } from '../../contract/columns.ts'
import { columnTypeName } from '../../contract/columnTypeName.ts'
import { WorkbenchError } from '../../contract/errors.ts'
import { fitDecimals } from './fitDecimals.ts'
import { naturalFrame } from './naturalFrame.ts'
import { naturalNames } from './neededParts.ts'
import type { Outcome } from './Outcome.ts'
import { requireSelect, usedColumns } from './sqlStatement.ts'
import { typedOutcome } from './typedOutcome.ts'

const INT64: ColumnType = { kind: 'int64' }

/** A result under its name in the statement. */
export type SqlTable = {
  readonly name: string
  readonly columns: readonly Column[]
  /** Its parts for the columns that the statement uses. */
  readonly frame: DataFrame
}

/** Runs one SELECT over frames. Throws `syntax-error`, `not-found`, `unsupported`, `server-error`. */
export function runSql(sql: string, sources: readonly SqlTable[]): Outcome {
  requireSelect(sql)
  const tables = sources.map((table) => fitDecimals(table, usedColumns(sql, table.columns)))
  const areIntegersWide = mayOverflow(sql, tables)
  const frames = tables.map(({ name, columns, frame }) => ({
    name,
    frame: naturalFrame(frame, columns, { indexes: usedColumns(sql, columns), areIntegersWide }),
  }))
  const context = pl.SQLContext(Object.fromEntries(frames.map(({ name, frame }) => [name, frame])))
  const outcome = typedOutcome(execute(context, sql, tables))
  return restoreTypes(areIntegersWide ? narrowed(outcome) : outcome, tables, frames)
}

function execute(
  context: ReturnType<typeof pl.SQLContext>,
  sql: string,
  tables: readonly SqlTable[],
): DataFrame {
  try {
    const lazy = context.execute(sql)
    // A statement that Polars refuses comes back as a frame that is an error itself.
    const { _ldf: plan } = lazy as unknown as { _ldf: unknown }
    if (plan instanceof Error) throw plan
    return lazy.collectSync()
  } catch (error) {
    throw sqlError(error, tables)
  }
}

function sqlError(error: unknown, tables: readonly SqlTable[]): WorkbenchError {
  const [message = ''] = String(error instanceof Error ? error.message : error).split('\n')
  const relation = /relation '(.*?)' was not found/.exec(message)
  if (relation)
    return new WorkbenchError(
      'not-found',
      `There is no result named “${relation[1]}”. There are ${list(tables.map(({ name }) => name))}.`,
    )
  const column = /unable to find column "(.*?)"/.exec(message)
  if (column) {
    const known = tables.map(({ name, columns }) => `${name} (${naturalNames(columns).join(', ')})`)
    return new WorkbenchError(
      'not-found',
      `There is no column named “${column[1]}”. The results have: ${known.join('; ')}.`,
    )
  }
  if (message.includes("can't fit values with"))
    return new WorkbenchError(
      'unsupported',
      'A number of the statement has more digits than the 38 that are worked with exactly. Cast ' +
        'to double, or let the database do it.',
    )
  const isSyntax = /sql parser error|one \(and only one\) statement/i.test(message)
  return new WorkbenchError(isSyntax ? 'syntax-error' : 'server-error', message, { cause: error })
}

const list = (names: readonly string[]): string => names.map((name) => `“${name}”`).join(', ')

/** Beyond this a sum or product of 64-bit integers may not be one any more. */
const LARGEST_INTEGER = 2 ** 62
const LARGEST_DECIMAL = 1e37

/**
 * Polars wraps integers around, and sums of decimals too, without a word. Whether that can happen
 * here is told by the largest values and, since a join repeats rows, by the product of all counts.
 */
function mayOverflow(sql: string, tables: readonly SqlTable[]): boolean {
  const hasSum = /\bsum\s*\(/i.test(sql)
  const hasProduct = /[\w")\]]\s*\*\s*[\w"(]/.test(
    sql.replaceAll(/\b(?:select|distinct)\s*\*/gi, ''),
  )
  const hasArithmetic = hasProduct || /[\w")\]]\s*[-+]\s*[\w"(]/.test(sql)
  if (!hasSum && !hasArithmetic) return false
  const rows = hasSum ? tables.reduce((product, { frame }) => product * frame.height, 1) : 1
  let isWide = false
  for (const { columns, frame } of tables)
    for (const index of usedColumns(sql, columns)) {
      const column = columns[index]!
      const largest = largestOf(frame, index, column.type)
      const reach = Math.max(largest, hasProduct ? largest ** 2 : 2 * largest) * Math.max(1, rows)
      if (column.type.kind === 'decimal' && hasSum && largest * rows >= LARGEST_DECIMAL)
        throw cannotSum(column)
      if (column.type.kind !== 'decimal' && reach >= LARGEST_INTEGER) isWide = true
    }
  if (isWide && sql.replaceAll(/\/\*[^]*?\*\//g, '').includes('/'))
    throw new WorkbenchError(
      'unsupported',
      'Integers of this size cannot be divided in a statement that also sums or multiplies them ' +
        'exactly. Cast them to double, or divide in another statement.',
    )
  return isWide
}

const WHOLE = new Set<ColumnType['kind']>(['int16', 'int32', 'int64'])

/** Of integers and decimals the largest stored number, whatever its sign. */
function largestOf(frame: DataFrame, index: number, { kind, ...type }: ColumnType): number {
  if (!WHOLE.has(kind) && kind !== 'decimal') return 0
  const name = kind === 'decimal' ? `${index} natural` : String(index)
  const largest = frame
    .select(pl.col(name).cast(pl.Float64).abs().max().alias('largest'))
    .getColumn('largest')
    .get(0) as number | null
  return (largest ?? 0) * ('scale' in type ? 10 ** type.scale : 1)
}

const cannotSum = ({ name }: Column): WorkbenchError =>
  new WorkbenchError(
    'unsupported',
    `Sums of “${name}” might have more digits here than the 38 that are summed exactly. Let the ` +
      'database sum it up, or filter the rows first.',
    { details: { column: name } },
  )

/** Integers that were widened for the statement, as such again where all of them fit. */
function narrowed({ frame, columns }: Outcome): Outcome {
  const fits = columns.map(({ type }, index) => {
    if (type.kind !== 'decimal' || type.scale !== 0) return false
    const ends = frame.select(
      pl.col(String(index)).min().cast(pl.String).alias('low'),
      pl.col(String(index)).max().cast(pl.String).alias('high'),
    )
    return [ends.getColumn('low').get(0), ends.getColumn('high').get(0)].every((text) => {
      const value = BigInt((text as string | null) ?? 0)
      return BigInt.asIntN(64, value) === value
    })
  })
  return {
    frame: frame.select(
      ...columns.map((_, index) =>
        fits[index] ? pl.col(String(index)).cast(pl.Int64) : pl.col(String(index)),
      ),
    ),
    columns: columns.map((column, index) =>
      fits[index] ? { ...column, type: INT64, serverType: columnTypeName(INT64) } : column,
    ),
  }
}

/**
 * What Polars holds as text gets its mark back, and bytes are bytes again: where the column has the
 * name of one that was put in, and no value but values of that one.
 */
function restoreTypes(
  { frame, columns }: Outcome,
  tables: readonly SqlTable[],
  frames: readonly { frame: DataFrame }[],
): Outcome {
  const restored = columns.map((column, index) => {
    if (column.type.kind !== 'text' || column.type.mark) return null
    return originOf(column.name, tables, (at) => {
      const source = frames[at]!.frame
      if (!source.columns.includes(column.name)) return false
      const own = frame.select(pl.col(String(index)).alias(column.name)).unique()
      const strange = own.filter(pl.col(column.name).isNotNull())
      const known = source.select(column.name)
      return strange.join(known, { on: column.name, how: 'anti' }).height === 0
    })
  })
  return {
    frame: frame.select(
      ...restored.map((origin, index) => {
        const plain = pl.col(String(index))
        return origin?.type.kind === 'binary' ? plain.str.slice(2) : plain
      }),
    ),
    columns: columns.map((column, index) => {
      const origin = restored[index]
      return origin ? { ...column, type: origin.type, serverType: origin.serverType } : column
    }),
  }
}

/** The text or binary column of that name whose values these are. */
function originOf(
  name: string,
  tables: readonly SqlTable[],
  holdsAll: (table: number) => boolean,
): Column | null {
  for (const [at, { columns }] of tables.entries()) {
    const origin = columns[naturalNames(columns).indexOf(name)]
    if (!origin) continue
    const isTold =
      origin.type.kind === 'binary' || (origin.type.kind === 'text' && origin.type.mark)
    if (isTold && holdsAll(at)) return origin
  }
  return null
}
