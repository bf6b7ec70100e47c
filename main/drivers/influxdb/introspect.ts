import { WorkbenchError } from '../../../contract/errors.ts'
import type { Catalog, ColumnInfo } from '../../../contract/explorer.ts'
import { influxStatements } from '../../../contract/sql/influxWords.ts'
import { type CellValue, collectRows } from '../../frame/collectRows.ts'
import type { Connection, Counted, Introspector } from '../driver.ts'
import { quoteIdentifier } from './dialect.ts'
import { InfluxConnection } from './InfluxConnection.ts'

/** Databases as schemas, measurements as tables; tags and fields are their columns. */
export const introspect: Introspector = {
  schemas: async (connection, signal) => {
    const influx = asInflux(connection)
    const names = await databaseNames(influx, signal)
    return names.map((name) => ({
      name,
      isSystem: name.startsWith('_'),
      isDefault: name === influx.login.database,
    }))
  },
  relations: async (connection, schema, signal) => {
    const names = await measurementNames(asInflux(connection), schema, signal)
    return names.map((name) => ({
      schema,
      name,
      kind: 'table',
      estimatedRows: null,
      sizeBytes: null,
    }))
  },
  relation: async (connection, schema, name, signal) => {
    const columns = await columnsOf(asInflux(connection), schema, name, signal)
    return { columns, keys: [], indexes: [], triggers: [] }
  },
  routines: async () => [],
  definition: async () => {
    throw new WorkbenchError(
      'unsupported',
      'Measurements are made by writing to them, not by a statement.',
    )
  },
  count: countPoints,
  catalog,
}

/** As many as its fullest field has; a DELETE and a DROP name it in the session's database. */
async function countPoints(
  connection: Connection,
  { of, relation }: Counted,
  signal: AbortSignal,
): Promise<bigint> {
  const influx = asInflux(connection)
  const [tokens, ...more] = influxStatements(relation)
  const isName = tokens?.every((token) => /^(?:\.|[\w$]+|".*")$/s.test(token))
  if (influx.login.language !== 'influxql' || of !== 'relation' || !isName || more.length > 0)
    throw new WorkbenchError('unsupported', 'Only the points of a measurement can be counted.')
  const rows = await rowsOf(influx, `SELECT COUNT(*) FROM ${relation}`, signal)
  const counts = rows.flatMap((row) => row.filter((cell) => typeof cell === 'bigint'))
  return counts.reduce((most, count) => (count > most ? count : most), 0n)
}

export function asInflux(connection: Connection): InfluxConnection {
  if (connection instanceof InfluxConnection) return connection
  throw new Error('Measurements are read on a connection of InfluxDB')
}

const texts = (rows: readonly CellValue[][], column = 0): string[] =>
  rows.map((row) => String(row.at(column)))

const rowsOf = (influx: InfluxConnection, sql: string, signal: AbortSignal) =>
  collectRows(influx, { sql }, signal)

const fluxText = (text: string): string => JSON.stringify(text)
const sqlText = (text: string): string => `'${text.replaceAll("'", "''")}'`

export async function databaseNames(
  influx: InfluxConnection,
  signal: AbortSignal,
): Promise<string[]> {
  switch (influx.login.language) {
    case 'influxql':
      return texts(await rowsOf(influx, 'SHOW DATABASES', signal), -1)
    case 'flux': {
      const body = await influx.ask(
        '/api/v2/buckets',
        { org: influx.login.organization, limit: '100' },
        signal,
      )
      return (JSON.parse(body) as { buckets: { name: string }[] }).buckets.map(({ name }) => name)
    }
    case 'sql': {
      const body = await influx.ask('/api/v3/configure/database', { format: 'json' }, signal)
      return (JSON.parse(body) as Record<string, string>[]).map((row) => row['iox::database']!)
    }
  }
}

export async function measurementNames(
  influx: InfluxConnection,
  database: string,
  signal: AbortSignal,
): Promise<string[]> {
  switch (influx.login.language) {
    case 'influxql':
      return texts(
        await rowsOf(influx, `SHOW MEASUREMENTS ON ${quoteIdentifier(database)}`, signal),
        -1,
      )
    case 'flux':
      return texts(
        await rowsOf(
          influx,
          `import "influxdata/influxdb/schema"\nschema.measurements(bucket: ${fluxText(database)})`,
          signal,
        ),
        -1,
      )
    case 'sql':
      return texts(
        await rowsOf(
          influx,
          `SELECT table_name FROM information_schema.tables WHERE table_schema = 'iox' ORDER BY table_name`,
          signal,
        ),
      )
  }
}

const column = (name: string, serverType: string): ColumnInfo => ({
  name,
  serverType,
  isNullable: name !== 'time',
  defaultExpression: null,
  primaryKeyPosition: null,
})

/** The time, then tags, then fields with their types. */
export async function columnsOf(
  influx: InfluxConnection,
  database: string,
  measurement: string,
  signal: AbortSignal,
): Promise<ColumnInfo[]> {
  switch (influx.login.language) {
    case 'influxql': {
      const place = `ON ${quoteIdentifier(database)} FROM ${quoteIdentifier(measurement)}`
      const tags = await rowsOf(influx, `SHOW TAG KEYS ${place}`, signal)
      const fields = await rowsOf(influx, `SHOW FIELD KEYS ${place}`, signal)
      if (fields.length === 0) throw missing(database, measurement)
      return [
        column('time', 'time'),
        ...tags.map((row) => column(String(row.at(-1)), 'tag')),
        ...fields.map((row) => column(String(row.at(-2)), String(row.at(-1)))),
      ]
    }
    case 'flux': {
      const asked = `(bucket: ${fluxText(database)}, measurement: ${fluxText(measurement)})`
      const keys = (what: string) =>
        rowsOf(influx, `import "influxdata/influxdb/schema"\nschema.${what}${asked}`, signal)
      const tags = texts(await keys('measurementTagKeys'), -1).filter(
        (name) => !name.startsWith('_'),
      )
      const fields = texts(await keys('measurementFieldKeys'), -1)
      return [
        column('_time', 'time'),
        ...tags.map((name) => column(name, 'tag')),
        ...fields.map((name) => column(name, 'field')),
      ]
    }
    case 'sql': {
      const rows = await rowsOf(
        influx,
        `SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = 'iox' AND table_name = ${sqlText(measurement)} ORDER BY ordinal_position`,
        signal,
      )
      if (rows.length === 0) throw missing(database, measurement)
      return rows.map(([name, type]) => sqlColumn(name, type))
    }
  }
}

async function catalog(connection: Connection, signal: AbortSignal): Promise<Catalog> {
  const influx = asInflux(connection)
  const { database, language } = influx.login
  if (database === '' || language === 'flux') return { defaultSchema: database, relations: [] }
  const columns =
    language === 'influxql'
      ? await keysOfAll(influx, database, signal)
      : await columnsOfAll(influx, signal)
  const relations: Catalog['relations'] = [...columns].map(([name, own]) => ({
    schema: database,
    name,
    kind: 'table',
    columns: own,
  }))
  return { defaultSchema: database, relations }
}

type ColumnsByName = Map<string, ColumnInfo[]>

/** In two requests, however many measurements there are. */
async function keysOfAll(
  influx: InfluxConnection,
  database: string,
  signal: AbortSignal,
): Promise<ColumnsByName> {
  const place = `ON ${quoteIdentifier(database)}`
  const tags = Map.groupBy(
    await rowsOf(influx, `SHOW TAG KEYS ${place}`, signal),
    ([measurement]) => String(measurement),
  )
  const columns: ColumnsByName = new Map()
  for (const row of await rowsOf(influx, `SHOW FIELD KEYS ${place}`, signal)) {
    const [name, field, type] = row.map(String) as [string, string, string]
    let own = columns.get(name)
    if (!own) {
      const keys = tags.get(name) ?? []
      own = [column('time', 'time'), ...keys.map((key) => column(String(key.at(-1)), 'tag'))]
      columns.set(name, own)
    }
    own.push(column(field, type))
  }
  return columns
}

async function columnsOfAll(influx: InfluxConnection, signal: AbortSignal): Promise<ColumnsByName> {
  const columns: ColumnsByName = new Map()
  const rows = await rowsOf(
    influx,
    `SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = 'iox' ORDER BY table_name, ordinal_position`,
    signal,
  )
  for (const [table, name, type] of rows) {
    const own = columns.get(String(table)) ?? []
    own.push(sqlColumn(name, type))
    columns.set(String(table), own)
  }
  return columns
}

const sqlColumn = (name: CellValue | undefined, type: CellValue | undefined): ColumnInfo =>
  column(String(name), String(type).startsWith('Dictionary') ? 'tag' : String(type))

const missing = (database: string, measurement: string): WorkbenchError =>
  new WorkbenchError('not-found', `There is no measurement “${measurement}” in “${database}”.`)
