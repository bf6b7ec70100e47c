import type { Column } from '../../contract/columns.ts'
import type { LiteralStyle } from '../../contract/drivers.ts'
import { WorkbenchError } from '../../contract/errors.ts'
import type { InsertOptions } from '../../contract/exports.ts'
import type { Dialect, Driver } from '../drivers/driver.ts'
import type { InsertTarget } from '../frame/encode/InsertEncoder.ts'
import { uniqueColumnNames } from '../frame/encode/uniqueNames.ts'

/**
 * The names of a table and its columns as a driver's database wants them. Throws `unsupported` for a
 * driver that writes no INSERT, `invalid-request` for a table that is no name.
 */
export function insertTarget(
  { driverId, table, rowsPerStatement }: InsertOptions,
  columns: readonly Column[],
  drivers: readonly Driver[],
): InsertTarget {
  const { dialect } = requireLiterals(driverId, drivers)
  const { literals } = dialect
  return {
    table: quoteTable(table, dialect),
    columns: uniqueColumnNames(columns).map((name) => dialect.quoteIdentifier(name)),
    literals,
    rowsPerStatement: Math.min(rowsPerStatement, literals.maxInsertRows ?? rowsPerStatement),
  }
}

/** How a driver's SQL writes values. Throws `unsupported` for one that has no SQL. */
export const literalsOf = (driverId: string, drivers: readonly Driver[]): LiteralStyle =>
  requireLiterals(driverId, drivers).dialect.literals

function requireLiterals(
  driverId: string,
  drivers: readonly Driver[],
): { dialect: Dialect & { literals: LiteralStyle } } {
  const driver = drivers.find(({ id }) => id === driverId)
  const literals = driver?.dialect.literals
  if (driver && literals) return { dialect: { ...driver.dialect, literals } }
  throw new WorkbenchError(
    'unsupported',
    `There is no INSERT in the dialect of “${driver?.label ?? driverId}”. Choose another dialect or format.`,
    { details: { driverId } },
  )
}

/** `public.orders` → each part quoted; a part in quotes may hold dots and doubled quotes. */
function quoteTable(table: string, dialect: Dialect): string {
  const [open, close] = dialect.identifierQuote.map(escapeForPattern)
  const part = `${open}(?:[^${close}]|${close}${close})+${close}|[^.${open}${close}]+`
  if (!new RegExp(`^(?:${part})(?:\\.(?:${part}))*$`).test(table.trim()))
    throw new WorkbenchError(
      'invalid-request',
      `“${table}” is not the name of a table. Write it as table or schema.table; a name with a dot stands in quotes.`,
      { details: { table } },
    )
  return [...table.trim().matchAll(new RegExp(part, 'g'))]
    .map(([text]) => dialect.quoteIdentifier(unquote(text, dialect)))
    .join('.')
}

const escapeForPattern = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')

function unquote(text: string, { identifierQuote: [open, close] }: Dialect): string {
  if (!text.startsWith(open)) return text.trim()
  return text.slice(open.length, -close.length).replaceAll(close + close, close)
}
