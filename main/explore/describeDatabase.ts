import type {
  RelationDetail,
  RelationInfo,
  RoutineInfo,
  SchemaInfo,
} from '../../contract/explorer.ts'
import { WorkbenchError } from '../../contract/errors.ts'
import type { Connection, Driver, Introspector } from '../drivers/driver.ts'
import { describeTree } from './describeTree.ts'
import { counted, inColumns } from './inColumns.ts'

export type DescribeRequest = {
  readonly driver: Driver
  readonly connection: Connection
  /** `schema.name`, or a name of the default schema or of a tree; null: list what there is. */
  readonly table: string | null
  readonly format: 'text' | 'json'
}

/** What a database holds, or what a table is, as text for people or as JSON. */
export async function describeDatabase(
  { driver, connection, table, format }: DescribeRequest,
  signal: AbortSignal,
): Promise<string> {
  const { browse, introspect } = driver
  const schemas = await introspect.schemas(connection, signal)
  if (browse && schemas.length === 0)
    return describeTree({ browse, connection, name: table, format }, signal)
  const found = table
    ? await readTable(introspect, connection, placeOf(table, schemas), signal)
    : await readAll(introspect, connection, schemas, signal)
  if (format === 'json') return `${JSON.stringify(found, null, 2)}\n`
  return 'definition' in found ? tableText(found) : allText(found)
}

type Place = { readonly schema: string; readonly name: string }
type Described = Place & RelationDetail & { readonly definition: string | null }
type Listed = { relations: RelationInfo[]; routines: RoutineInfo[] }

async function readAll(
  introspect: Introspector,
  connection: Connection,
  schemas: readonly SchemaInfo[],
  signal: AbortSignal,
): Promise<Listed> {
  const listed: Listed = { relations: [], routines: [] }
  for (const { name, isSystem } of schemas) {
    if (isSystem) continue
    listed.relations = listed.relations.concat(await introspect.relations(connection, name, signal))
    listed.routines = listed.routines.concat(await introspect.routines(connection, name, signal))
  }
  return listed
}

/** Names may hold dots themselves, so what stands before one has to be a schema. */
function placeOf(table: string, schemas: readonly SchemaInfo[]): Place {
  const named = schemas.find(({ name }) => table.startsWith(`${name}.`))
  if (named) return { schema: named.name, name: table.slice(named.name.length + 1) }
  const usual = schemas.find(({ isDefault }) => isDefault)
  if (usual) return { schema: usual.name, name: table }
  throw new WorkbenchError('not-found', `There is no “${table}”. Name it as SCHEMA.NAME.`)
}

async function readTable(
  introspect: Introspector,
  connection: Connection,
  { schema, name }: Place,
  signal: AbortSignal,
): Promise<Described> {
  const definition = await introspect
    .definition(connection, { kind: 'relation', schema, name }, signal)
    .catch((error: unknown) => {
      // Not everywhere is a table made by statements.
      if (error instanceof WorkbenchError && error.code === 'unsupported') return null
      throw error
    })
  const detail = await introspect.relation(connection, schema, name, signal)
  return { schema, name, ...detail, definition }
}

function allText({ relations, routines }: Listed): string {
  const lines = [
    ...relations.map(({ schema, name, kind, estimatedRows, sizeBytes }) => [
      `${schema}.${name}`,
      kind,
      estimatedRows === null ? '' : `about ${counted(estimatedRows, 'row', 'rows')}`,
      sizeBytes === null ? '' : `${(sizeBytes / 1e6).toFixed(1)} MB`,
    ]),
    ...routines.map(({ schema, name, kind, signature }) => [
      `${schema}.${name}(${signature})`,
      kind,
    ]),
  ]
  return lines.length === 0 ? 'There are no tables.\n' : inColumns(lines)
}

function tableText({ columns, keys, indexes, triggers, definition }: Described): string {
  const parts: [string, string[][]][] = [
    [
      'Columns',
      columns.map(({ name, serverType, isNullable, defaultExpression }) => [
        name,
        serverType,
        isNullable ? '' : 'not null',
        defaultExpression ?? '',
      ]),
    ],
    ['Keys', keys.map(({ name, kind, columns: own }) => [name, kind, own.join(', ')])],
    [
      'Indexes',
      indexes.map(({ name, columns: own, isUnique }) => [
        name,
        isUnique ? 'unique' : '',
        own.join(', '),
      ]),
    ],
    ['Triggers', triggers.map(({ name, event }) => [name, event])],
  ]
  const shown = parts.filter(([, lines]) => lines.length > 0)
  const texts = shown.map(([title, lines]) => `${title}\n${inColumns(lines, '  ')}`)
  return [...texts, ...(definition === null ? [] : [`Definition\n${definition}`])].join('\n')
}
