import type { RelationDetail, RelationInfo, RoutineInfo } from '../../contract/explorer.ts'
import { WorkbenchError } from '../../contract/errors.ts'
import type { Connection, Driver } from '../drivers/driver.ts'

export type DescribeRequest = {
  readonly driver: Driver
  readonly connection: Connection
  /** `schema.name`, or a name of the default schema; null: list what the database holds. */
  readonly table: string | null
  readonly format: 'text' | 'json'
}

/** What a database holds, or what a table is, as text for people or as JSON. */
export async function describeDatabase(
  { driver, connection, table, format }: DescribeRequest,
  signal: AbortSignal,
): Promise<string> {
  if (driver.browse)
    throw new WorkbenchError('unsupported', `${driver.label} has no tables to describe.`)
  const found = table
    ? await readTable(driver, connection, table, signal)
    : await readAll(driver, connection, signal)
  if (format === 'json') return `${JSON.stringify(found, null, 2)}\n`
  return 'definition' in found ? tableText(found) : allText(found)
}

type Described = { schema: string; name: string; definition: string } & RelationDetail
type Listed = { relations: RelationInfo[]; routines: RoutineInfo[] }

async function readAll(
  { introspect }: Driver,
  connection: Connection,
  signal: AbortSignal,
): Promise<Listed> {
  const listed: Listed = { relations: [], routines: [] }
  for (const { name, isSystem } of await introspect.schemas(connection, signal)) {
    if (isSystem) continue
    listed.relations.push(...(await introspect.relations(connection, name, signal)))
    listed.routines.push(...(await introspect.routines(connection, name, signal)))
  }
  return listed
}

async function readTable(
  { introspect }: Driver,
  connection: Connection,
  table: string,
  signal: AbortSignal,
): Promise<Described> {
  const dot = table.indexOf('.')
  const schemas = dot < 0 ? await introspect.schemas(connection, signal) : []
  const schema =
    dot < 0 ? (schemas.find(({ isDefault }) => isDefault)?.name ?? '') : table.slice(0, dot)
  const name = table.slice(dot + 1)
  const object = { kind: 'relation', schema, name } as const
  const definition = await introspect.definition(connection, object, signal)
  const detail = await introspect.relation(connection, schema, name, signal)
  return { schema, name, ...detail, definition }
}

function allText({ relations, routines }: Listed): string {
  const lines = [
    ...relations.map(({ schema, name, kind, estimatedRows, sizeBytes }) => [
      `${schema}.${name}`,
      kind,
      estimatedRows === null ? '' : `about ${estimatedRows} rows`,
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
  return [...texts, `Definition\n${definition}`].join('\n')
}

function inColumns(lines: readonly (readonly string[])[], indent = ''): string {
  const widths: number[] = []
  for (const line of lines)
    line.forEach((cell, at) => (widths[at] = Math.max(widths[at] ?? 0, cell.length)))
  return lines
    .map(
      (line) =>
        indent +
        line
          .map((cell, at) => cell.padEnd(widths[at]!))
          .join('  ')
          .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('')
}
