import type { Column } from '../../../contract/columns.ts'
import { WorkbenchError } from '../../../contract/errors.ts'
import type {
  ImportColumn,
  ImportTarget,
  ImportTargetInfo,
  InspectedFile,
} from '../../../contract/imports.ts'
import type { Connection, Driver } from '../../drivers/driver.ts'
import { createTableSql, tableName } from './createTable.ts'
import { planPoints, type PointChoice } from './planPoints.ts'

type Place = { readonly driver: Driver; readonly connection: Connection }

/** What the target is, or the statement that will make it. */
export async function describeTarget(
  target: ImportTarget,
  columns: readonly ImportColumn[],
  place: Place,
  signal: AbortSignal,
): Promise<ImportTargetInfo> {
  if (place.driver.capabilities.bulkLoad === 'points')
    return {
      ddl: describeNew(target, columns, place),
      columns: await readSeries(target, place, signal),
    }
  if (target.creates) return { ddl: describeNew(target, columns, place), columns: [] }
  const known = await readColumns(target, place, signal)
  const { introspect } = place.driver
  const detail = await introspect.relation(place.connection, target.schema, target.table, signal)
  const required = new Set(
    detail.columns
      .filter((column) => !column.isNullable && column.defaultExpression === null)
      .map(({ name }) => name),
  )
  return {
    ddl: null,
    columns: known.map((column) => ({ ...column, isRequired: required.has(column.name) })),
  }
}

/** Where there are no tables, what is written for each row. */
function describeNew(
  target: ImportTarget,
  columns: readonly ImportColumn[],
  { driver, connection }: Place,
): string {
  if (driver.capabilities.bulkLoad === 'tables') return createTableSql(driver, target, columns)
  return connection.describeLoad!({
    table: target.table,
    columns: columns.map((column) => column.target),
    points: columns.map(({ point }) => point ?? { role: 'field' }),
  })
}

/**
 * All of a file into a table: into a new one under the file's names and the guessed types, else by
 * the names that both have. Throws `invalid-request` for a column that the table has not.
 */
export async function planImport(
  file: InspectedFile,
  { target, points }: { readonly target: ImportTarget; readonly points: PointChoice | null },
  place: Place,
  signal: AbortSignal,
): Promise<ImportColumn[]> {
  if (place.driver.capabilities.bulkLoad === 'points')
    return planPoints(file.columns, points, await readSeries(target, place, signal))
  if (points)
    throw new WorkbenchError('invalid-request', `${place.driver.label} keeps no tags and no times.`)
  if (target.creates || !place.driver.dialect.typeFor)
    return file.columns.map(({ name, type }, source) => ({ source, target: name, type }))
  const known = await readColumns(target, place, signal)
  return file.columns.map(({ name, type }, source) => {
    const column =
      known.find((each) => each.name === name) ??
      known.find((each) => each.name.toLowerCase() === name.toLowerCase())
    if (column)
      return { source, target: column.name, type: column.type.kind === 'any' ? type : column.type }
    throw new WorkbenchError(
      'invalid-request',
      `“${target.table}” has no column “${name}”; it has ${known.map((each) => each.name).join(', ')}.`,
      { details: { column: name } },
    )
  })
}

/** A series as it is so far, by its driver's words for the roles; nothing where it is new. */
async function readSeries(
  { schema, table }: ImportTarget,
  { driver, connection }: Place,
  signal: AbortSignal,
): Promise<ImportTargetInfo['columns']> {
  try {
    const { columns } = await driver.introspect.relation(connection, schema, table, signal)
    return columns.map(({ name, serverType }) => ({
      name,
      serverType,
      type: { kind: 'text' },
      isRequired: false,
    }))
  } catch (error) {
    if (error instanceof WorkbenchError && error.code === 'not-found') return []
    throw error
  }
}

/** The columns as their own driver reads them, which tells how each is to be written. */
async function readColumns(
  target: ImportTarget,
  { driver, connection }: Place,
  signal: AbortSignal,
): Promise<readonly Column[]> {
  let columns: readonly Column[] = []
  const sql = `SELECT * FROM ${tableName(driver.dialect, target)} WHERE 1 = 0`
  await connection.run(
    { sql },
    {
      openResult: (found) => {
        columns = found
        return { write: () => {}, end: () => {} }
      },
      message: () => {},
    },
    signal,
  )
  return columns
}
