import type { IndexInfo, KeyInfo, RelationInfo, TriggerInfo } from '../../../contract/explorer.ts'
import type {
  ModelColumn,
  ModelObject,
  ModelParts,
  ModelRelation,
  ModelRoutine,
  SchemaModel,
} from '../../../contract/schemaModel.ts'
import { type CellValue, collectRows } from '../../frame/collectRows.ts'
import type { Connection } from '../driver.ts'
import { dialect } from './dialect.ts'
import { accessKey, type Accesses, readAccess } from './readAccess.ts'
import {
  indexesOf,
  keysOf,
  RELATION_KIND,
  ROUTINE_KIND,
  toIndex,
  toKey,
  toTrigger,
  triggersOf,
} from './relationQueries.ts'

type Ask = (sql: string) => Promise<CellValue[][]>
type Rows = ReadonlyMap<string, CellValue[][]>

/**
 * All of a schema at one moment. With the schema alone in the search path the server writes what
 * stands in it without its name, and everything else with.
 */
export async function readModel(
  connection: Connection,
  { schema, parts }: { readonly schema: string; readonly parts: ModelParts },
  signal: AbortSignal,
): Promise<SchemaModel> {
  const run = (sql: string, ...parameters: string[]) =>
    collectRows(connection, { sql, parameters }, signal)
  await run('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
  try {
    await run(`SET LOCAL search_path TO ${dialect.quoteIdentifier(schema)}`)
    return await readParts((sql) => run(sql, schema), schema, parts)
  } finally {
    await collectRows(connection, { sql: 'ROLLBACK' }, AbortSignal.timeout(ROLLBACK_LIMIT_MS))
  }
}

const ROLLBACK_LIMIT_MS = 5_000

async function readParts(ask: Ask, schema: string, parts: ModelParts): Promise<SchemaModel> {
  const isWhole = parts !== 'keys'
  const relations = await ask(RELATIONS)
  const columns = byRelation(await ask(COLUMNS))
  const keys = byRelation(await ask(keysOf(THIS_SCHEMA)))
  const indexes = isWhole ? byRelation(await ask(indexesOf(THIS_SCHEMA, 'short'))) : none
  const triggers = isWhole ? byRelation(await ask(triggersOf(THIS_SCHEMA))) : none
  const comments = isWhole ? byRelation(await ask(COMMENTS)) : none
  const routines = isWhole ? (await ask(ROUTINES)).map(toRoutine) : []
  const objects = isWhole ? [...(await ask(TYPES)), ...(await ask(SEQUENCES))].map(toObject) : []
  const rows = { columns, keys, indexes, triggers, comments }
  const model = {
    schema,
    relations: relations.map((row) => toRelation(row, rows)),
    routines,
    objects,
  }
  return parts === 'access' ? withAccess(model, await readAccess(ask)) : model
}

function withAccess(model: SchemaModel, accesses: Accesses): SchemaModel {
  const of = (kind: 'relation' | 'routine' | 'type', name: string) => {
    const access = accesses.get(accessKey(kind, name))
    return access ? { access } : {}
  }
  return {
    ...model,
    relations: model.relations.map((each) => ({ ...each, ...of('relation', each.name) })),
    routines: model.routines.map((each) => ({
      ...each,
      ...of('routine', `${each.name}(${each.signature})`),
    })),
    objects: model.objects.map((each) => ({
      ...each,
      ...of(each.kind === 'sequence' ? 'relation' : 'type', each.name),
    })),
  }
}

const none: Rows = new Map()

/** The name of the relation stands last. */
const byRelation = (rows: readonly CellValue[][]): Rows =>
  Map.groupBy(rows, (row) => row.at(-1) as string)

/** What an extension brought belongs to it. */
const notOfExtension = (classOid: string, oid: string) => `NOT EXISTS (
  SELECT FROM pg_catalog.pg_depend e
  WHERE e.classid = '${classOid}'::regclass AND e.objid = ${oid} AND e.deptype = 'e')`

const THIS_SCHEMA = `IN (SELECT c.oid
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = $1 AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition)`

const RELATIONS = `
  SELECT c.relname::text, ${RELATION_KIND},
    CASE c.relkind
      WHEN 'v' THEN 'CREATE VIEW ' || quote_ident(c.relname) || E' AS\\n'
        || rtrim(pg_get_viewdef(c.oid, true), ';')
      WHEN 'm' THEN 'CREATE MATERIALIZED VIEW ' || quote_ident(c.relname) || E' AS\\n'
        || rtrim(pg_get_viewdef(c.oid, true), ';') END,
    CASE WHEN c.relkind = 'p' THEN 'PARTITION BY ' || pg_get_partkeydef(c.oid) ELSE '' END
  FROM pg_catalog.pg_class c
  WHERE c.oid ${THIS_SCHEMA} AND ${notOfExtension('pg_class', 'c.oid')}
  ORDER BY 1`

function toRelation(
  [name, kind, definition, options]: CellValue[],
  rows: Record<'columns' | 'keys' | 'indexes' | 'triggers' | 'comments', Rows>,
): ModelRelation {
  const of = <T>(part: keyof typeof rows, read: (row: CellValue[]) => T): T[] =>
    (rows[part].get(name as string) ?? []).map(read)
  const isView = kind === 'view' || kind === 'materialized-view'
  const comments = of('comments', ([column, text]) => [column ?? '', text] as [string, string])
  const { '': comment, ...columnComments } = Object.fromEntries(comments)
  const withComment = (column: ModelColumn): ModelColumn => ({
    ...column,
    ...commentIn(columnComments[column.name]),
  })
  return {
    ...commentIn(comment),
    ...(isView && comments.length > 0 ? { columnComments } : {}),
    name: name as string,
    kind: kind as RelationInfo['kind'],
    columns: isView ? [] : of('columns', toColumn).map(withComment),
    keys: of<KeyInfo>('keys', toKey),
    indexes: of<IndexInfo>('indexes', toIndex),
    triggers: of<TriggerInfo>('triggers', toTrigger),
    definition: definition as string | null,
    options: options as string,
  }
}

/** Of relations, and of their columns by name. */
const COMMENTS = `
  SELECT a.attname::text, d.description, c.relname::text
  FROM pg_catalog.pg_description d JOIN pg_catalog.pg_class c ON c.oid = d.objoid
  LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = d.objoid AND a.attnum = d.objsubid
    AND d.objsubid > 0
  WHERE d.classoid = 'pg_class'::regclass AND d.objoid ${THIS_SCHEMA}
  ORDER BY d.objoid, d.objsubid`

const commentIn = (text: CellValue | undefined): { comment?: string } =>
  typeof text === 'string' ? { comment: text } : {}

const COLUMNS = `
  SELECT a.attname::text, format_type(a.atttypid, a.atttypmod), NOT a.attnotnull,
    CASE WHEN a.attgenerated = '' THEN pg_get_expr(d.adbin, d.adrelid) END,
    CASE
      WHEN a.attidentity = 'a' THEN 'GENERATED ALWAYS AS IDENTITY'
      WHEN a.attidentity = 'd' THEN 'GENERATED BY DEFAULT AS IDENTITY'
      WHEN a.attgenerated <> '' THEN 'GENERATED ALWAYS AS (' || pg_get_expr(d.adbin, d.adrelid)
        || CASE a.attgenerated WHEN 's' THEN ') STORED' ELSE ') VIRTUAL' END END,
    CASE WHEN a.attcollation <> t.typcollation THEN quote_ident(o.collname) END,
    array_position(k.conkey, a.attnum), c.relname::text
  FROM pg_catalog.pg_attribute a
  JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
  JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
  LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
  LEFT JOIN pg_catalog.pg_collation o ON o.oid = a.attcollation
  LEFT JOIN pg_catalog.pg_constraint k ON k.conrelid = a.attrelid AND k.contype = 'p'
  WHERE a.attrelid ${THIS_SCHEMA} AND a.attnum > 0 AND NOT a.attisdropped
  ORDER BY a.attrelid, a.attnum`

function toColumn(row: CellValue[]): ModelColumn {
  const [name, serverType, isNullable, defaultExpression, generated, collation, position] = row
  return {
    name: name as string,
    serverType: serverType as string,
    isNullable: isNullable as boolean,
    defaultExpression: defaultExpression as string | null,
    generated: generated as string | null,
    collation: collation as string | null,
    primaryKeyPosition: position as number | null,
  }
}

/** The server always writes the schema of the routine itself, once, before its name. */
const ROUTINES = `
  SELECT p.proname::text, ${ROUTINE_KIND}, pg_get_function_identity_arguments(p.oid),
    CASE WHEN p.prokind <> 'a' THEN overlay(
      pg_get_functiondef(p.oid) PLACING ''
      FROM position(quote_ident(n.nspname) || '.' || quote_ident(p.proname) || '('
        IN pg_get_functiondef(p.oid))
      FOR length(quote_ident(n.nspname)) + 1) END,
    obj_description(p.oid, 'pg_proc')
  FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
  WHERE n.nspname = $1 AND ${notOfExtension('pg_proc', 'p.oid')}
  ORDER BY 1, 3`

const toRoutine = ([name, kind, signature, definition, comment]: CellValue[]): ModelRoutine => ({
  ...commentIn(comment),
  name: name as string,
  kind: kind as ModelRoutine['kind'],
  signature: signature as string,
  definition: (definition as string | null)?.trimEnd() ?? null,
})

/** Enumerations, domains, and records that are no table's. */
const TYPES = `
  SELECT 'type', t.typname::text, 'CREATE ' || CASE t.typtype
      WHEN 'e' THEN 'TYPE ' || quote_ident(t.typname) || ' AS ENUM (' || (
        SELECT string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder)
        FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid) || ')'
      WHEN 'd' THEN 'DOMAIN ' || quote_ident(t.typname) || ' AS '
        || format_type(t.typbasetype, t.typtypmod) || coalesce(' DEFAULT ' || t.typdefault, '')
        || coalesce((
          SELECT string_agg(' CONSTRAINT ' || quote_ident(k.conname) || ' '
            || pg_get_constraintdef(k.oid), '' ORDER BY k.conname)
          FROM pg_catalog.pg_constraint k WHERE k.contypid = t.oid), '')
      ELSE 'TYPE ' || quote_ident(t.typname) || ' AS (' || (
        SELECT string_agg(quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod),
          ', ' ORDER BY a.attnum)
        FROM pg_catalog.pg_attribute a
        WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped) || ')' END, NULL,
    obj_description(t.oid, 'pg_type')
  FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
  LEFT JOIN pg_catalog.pg_class c ON c.oid = t.typrelid
  WHERE n.nspname = $1 AND (t.typtype IN ('e', 'd') OR c.relkind = 'c')
    AND ${notOfExtension('pg_type', 't.oid')}
  ORDER BY array_position(ARRAY['e', 'd', 'c'], t.typtype::text), 2`

/** Those of identity columns (dependency i) come with their column; of serial ones (a) they do not. */
const SEQUENCES = `
  SELECT 'sequence', c.relname::text,
    'CREATE SEQUENCE ' || quote_ident(c.relname) || ' AS ' || format_type(s.seqtypid, NULL)
      || ' INCREMENT ' || s.seqincrement || ' MINVALUE ' || s.seqmin || ' MAXVALUE ' || s.seqmax
      || ' START ' || s.seqstart || ' CACHE ' || s.seqcache
      || CASE WHEN s.seqcycle THEN ' CYCLE' ELSE '' END,
    (SELECT 'ALTER SEQUENCE ' || quote_ident(c.relname) || ' OWNED BY '
       || d.refobjid::regclass || '.' || quote_ident(a.attname)
     FROM pg_catalog.pg_depend d
     JOIN pg_catalog.pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
     WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'a'),
    obj_description(c.oid, 'pg_class')
  FROM pg_catalog.pg_sequence s JOIN pg_catalog.pg_class c ON c.oid = s.seqrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = $1 AND NOT EXISTS (
    SELECT FROM pg_catalog.pg_depend d
    WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('i', 'e'))
  ORDER BY 2`

const toObject = ([kind, name, definition, completion, comment]: CellValue[]): ModelObject => ({
  ...commentIn(comment),
  kind: kind as ModelObject['kind'],
  name: name as string,
  definition: definition as string,
  completion: completion as string | null,
})
