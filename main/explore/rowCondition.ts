import type { CellCondition } from '../../contract/explorer.ts'
import { WorkbenchError } from '../../contract/errors.ts'
import type { Driver } from '../drivers/driver.ts'

const NUMBER = /^-?\d+(?:\.\d+)?$/

/** `"id" = 42 AND "code" = 'A'`. Throws `unsupported` for a driver that writes no SQL. */
export function rowCondition(
  where: readonly CellCondition[],
  { dialect, label }: Pick<Driver, 'dialect' | 'label'>,
): string {
  const { literals, quoteIdentifier } = dialect
  if (!literals) throw new WorkbenchError('unsupported', `${label} has no rows to look for by SQL.`)
  const literalOf = ({ value, kind }: CellCondition): string => {
    if (kind === 'number' && NUMBER.test(value)) return value
    const hex = /^0x([\da-f]*)$/.exec(value)?.[1]
    if (kind === 'bytes' && hex !== undefined) return literals.bytes[0] + hex + literals.bytes[1]
    return `${literals.textPrefix}'${value.replaceAll("'", "''")}'`
  }
  return where
    .map((condition) => `${quoteIdentifier(condition.column)} = ${literalOf(condition)}`)
    .join(' AND ')
}
