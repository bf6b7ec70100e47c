import { WorkbenchError } from '../../../contract/errors.ts'
import type { BrowseNode, BrowsePage } from '../../../contract/explorer.ts'
import { collectRows } from '../../frame/collectRows.ts'
import type { Browser, BrowseRequest, Connection } from '../driver.ts'
import { dialect, quoteIdentifier } from './dialect.ts'
import type { InfluxConnection } from './InfluxConnection.ts'
import { asInflux, columnsOf, databaseNames, measurementNames } from './introspect.ts'

/** The tree: databases; their retention policies and measurements; tags and fields of those. */
export const browse: Browser = { level, openStatement }

const POLICIES = 'policies'
const MEASUREMENT = 'measurement'

async function level(
  connection: Connection,
  { path, pattern }: BrowseRequest,
  signal: AbortSignal,
): Promise<BrowsePage> {
  const influx = asInflux(connection)
  return { nodes: await nodesBelow(influx, path, pattern, signal), nextCursor: null }
}

async function nodesBelow(
  influx: InfluxConnection,
  path: readonly string[],
  pattern: string,
  signal: AbortSignal,
): Promise<BrowseNode[]> {
  const [database, kind, measurement] = path
  if (database === undefined) {
    const names = await databaseNames(influx, signal)
    if (pattern === '') return names.map(databaseNode)
    return matches(influx, names, pattern, signal)
  }
  if (kind === POLICIES) return policyNodes(influx, database, signal)
  if (measurement !== undefined) return columnNodes(influx, database, measurement, signal)
  const policies = influx.login.language === 'influxql' ? [policiesNode(database)] : []
  const names = await measurementNames(influx, database, signal)
  return [...policies, ...names.map((name) => measurementNode(database, name, name))]
}

/** Measurements of every database whose name has the text in it. */
async function matches(
  influx: InfluxConnection,
  databases: readonly string[],
  text: string,
  signal: AbortSignal,
): Promise<BrowseNode[]> {
  const wanted = text.toLowerCase()
  const found: BrowseNode[] = []
  for (const database of databases)
    for (const name of await measurementNames(influx, database, signal))
      if (name.toLowerCase().includes(wanted))
        found.push(measurementNode(database, name, `${database} / ${name}`))
  return found
}

const databaseNode = (name: string): BrowseNode => ({
  path: [name],
  label: name,
  icon: 'database',
  detail: '',
  count: null,
  hasChildren: true,
  canOpen: false,
})

const policiesNode = (database: string): BrowseNode => ({
  path: [database, POLICIES],
  label: 'Retention policies',
  icon: 'folder',
  detail: '',
  count: null,
  hasChildren: true,
  canOpen: false,
})

const measurementNode = (database: string, name: string, label: string): BrowseNode => ({
  path: [database, MEASUREMENT, name],
  label,
  icon: 'table',
  detail: '',
  count: null,
  hasChildren: true,
  canOpen: true,
})

async function policyNodes(
  influx: InfluxConnection,
  database: string,
  signal: AbortSignal,
): Promise<BrowseNode[]> {
  const sql = `SHOW RETENTION POLICIES ON ${quoteIdentifier(database)}`
  const rows = await collectRows(influx, { sql }, signal)
  return rows.map(([name, duration, , , isDefault]) => ({
    path: [database, POLICIES, String(name)],
    label: String(name),
    icon: 'policy',
    detail: [duration === '0s' ? '∞' : String(duration), ...(isDefault ? ['default'] : [])].join(
      ' · ',
    ),
    count: null,
    hasChildren: false,
    canOpen: false,
  }))
}

async function columnNodes(
  influx: InfluxConnection,
  database: string,
  measurement: string,
  signal: AbortSignal,
): Promise<BrowseNode[]> {
  const columns = await columnsOf(influx, database, measurement, signal)
  return columns.map(({ name, serverType }) => ({
    path: [database, MEASUREMENT, measurement, name],
    label: name,
    icon: serverType === 'tag' ? 'tag' : 'field',
    detail: serverType,
    count: null,
    hasChildren: false,
    canOpen: false,
  }))
}

async function openStatement(connection: Connection, path: readonly string[]): Promise<string> {
  const { login } = asInflux(connection)
  const [database = '', kind, measurement] = path
  if (kind !== MEASUREMENT || measurement === undefined)
    throw new WorkbenchError('invalid-request', 'Only a measurement can be opened.')
  if (login.language === 'flux')
    return `from(bucket: ${JSON.stringify(database)})\n  |> range(start: 0)\n  |> filter(fn: (r) => r._measurement == ${JSON.stringify(measurement)})`
  if (login.language === 'sql') return `SELECT * FROM ${quoteIdentifier(measurement)} ORDER BY time`
  return dialect.selectAll(database, measurement)
}
