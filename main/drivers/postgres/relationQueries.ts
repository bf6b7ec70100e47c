import type { IndexInfo, KeyInfo, TriggerInfo } from '../../../contract/explorer.ts'
import type { CellValue } from '../../frame/collectRows.ts'

export const RELATION_KIND = `CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized-view'
  WHEN 'f' THEN 'foreign-table' ELSE 'table' END`

export const ROUTINE_KIND = `CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate'
  ELSE 'function' END`

/** Names of columns as a JSON array, in the order of their numbers. */
export const columnNames = (relationOid: string, columnNumbers: string) => `
  (SELECT pg_catalog.json_agg(a.attname ORDER BY numbers.place)::text
   FROM pg_catalog.unnest(${columnNumbers}) WITH ORDINALITY AS numbers(number, place)
   JOIN pg_catalog.pg_attribute a ON a.attrelid = ${relationOid} AND a.attnum = numbers.number)`

/** `condition` is on the number of the relation, whose name stands last. */
export const keysOf = (condition: string) => `
  SELECT k.conname::text, k.contype::text, ${columnNames('k.conrelid', 'k.conkey')},
    n.nspname::text, f.relname::text, ${columnNames('k.confrelid', 'k.confkey')},
    pg_catalog.pg_get_constraintdef(k.oid), own.relname::text
  FROM pg_catalog.pg_constraint k JOIN pg_catalog.pg_class own ON own.oid = k.conrelid
  LEFT JOIN pg_catalog.pg_class f ON f.oid = k.confrelid
  LEFT JOIN pg_catalog.pg_namespace n ON n.oid = f.relnamespace
  WHERE k.conrelid ${condition} AND k.contype IN ('p', 'u', 'f', 'c')
  ORDER BY pg_catalog.array_position(ARRAY['p', 'u', 'f', 'c'], k.contype::text), 1`

const KEY_KIND: Readonly<Record<string, KeyInfo['kind']>> = {
  p: 'primary',
  u: 'unique',
  f: 'foreign',
  c: 'check',
}

export function toKey(row: CellValue[]): KeyInfo {
  const [name, type, columns, schema, table, targetColumns, definition] = row as (string | null)[]
  return {
    name: name!,
    kind: KEY_KIND[type!]!,
    columns: parseNames(columns!),
    references: table ? { schema: schema!, table, columns: parseNames(targetColumns!) } : null,
    definition: definition!,
  }
}

/** A column of an index may be an expression. `short` leaves out schemas that are searched. */
export const indexesOf = (condition: string, form: 'full' | 'short' = 'full') => `
  SELECT i.relname::text,
    (SELECT pg_catalog.json_agg(
       coalesce(a.attname::text, pg_catalog.pg_get_indexdef(x.indexrelid, place::int, true))
       ORDER BY place)::text
     FROM pg_catalog.unnest(x.indkey::int2[]) WITH ORDINALITY AS keys(number, place)
     LEFT JOIN pg_catalog.pg_attribute a
       ON a.attrelid = x.indrelid AND a.attnum = keys.number AND keys.number > 0),
    x.indisunique, pg_catalog.pg_get_indexdef(x.indexrelid, 0, ${form === 'short'}),
    own.relname::text
  FROM pg_catalog.pg_index x JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid
  JOIN pg_catalog.pg_class own ON own.oid = x.indrelid
  WHERE x.indrelid ${condition}
  ORDER BY 1`

export function toIndex([name, columns, isUnique, definition]: CellValue[]): IndexInfo {
  return {
    name: name as string,
    columns: parseNames(columns as string),
    isUnique: isUnique as boolean,
    definition: definition as string,
  }
}

/** Bits of `tgtype`: 1 for each row, 2 before, 4 insert, 8 delete, 16 update, 32 truncate, 64 instead. */
export const triggersOf = (condition: string) => `
  SELECT t.tgname::text,
    CASE WHEN t.tgtype & 2 > 0 THEN 'BEFORE' WHEN t.tgtype & 64 > 0 THEN 'INSTEAD OF'
      ELSE 'AFTER' END || ' ' || pg_catalog.array_to_string(ARRAY[
        CASE WHEN t.tgtype & 4 > 0 THEN 'INSERT' END, CASE WHEN t.tgtype & 8 > 0 THEN 'DELETE' END,
        CASE WHEN t.tgtype & 16 > 0 THEN 'UPDATE' END,
        CASE WHEN t.tgtype & 32 > 0 THEN 'TRUNCATE' END], ' OR '),
    pg_catalog.pg_get_triggerdef(t.oid, true), own.relname::text
  FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_class own ON own.oid = t.tgrelid
  WHERE t.tgrelid ${condition} AND NOT t.tgisinternal
  ORDER BY 1`

export const toTrigger = ([name, event, definition]: CellValue[]): TriggerInfo => ({
  name: name as string,
  event: event as string,
  definition: definition as string,
})

export const parseNames = (json: string | null): string[] =>
  json ? (JSON.parse(json) as string[]) : []
