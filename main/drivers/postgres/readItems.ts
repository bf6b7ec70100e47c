import type { SchemaItem } from '../../../contract/explorer.ts'
import { collectRows } from '../../frame/collectRows.ts'
import type { Connection } from '../driver.ts'
import { IS_SYSTEM } from './isSystem.ts'

/** Types, sequences, constraints, indexes and triggers, the server's own left out. */
export async function readItems(
  connection: Connection,
  signal: AbortSignal,
): Promise<SchemaItem[]> {
  const rows = await collectRows(connection, { sql: ITEMS }, signal)
  return rows.map(([schema, name, kind, relation, detail]) => ({
    schema: schema as string,
    name: name as string,
    kind: kind as SchemaItem['kind'],
    relation: relation as string | null,
    detail: (detail as string | null) ?? '',
  }))
}

/** Rows of a table have a type of its name (relkind r); arrays and multiranges come with theirs. */
const TYPES = `
  SELECT n.nspname::text AS schema, t.typname::text AS name,
    CASE t.typtype WHEN 'e' THEN 'enum' WHEN 'd' THEN 'domain' ELSE 'type' END AS kind,
    NULL::text AS relation,
    CASE t.typtype
      WHEN 'e' THEN (SELECT pg_catalog.string_agg(e.enumlabel, ', ' ORDER BY e.enumsortorder)
        FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid)
      WHEN 'd' THEN pg_catalog.format_type(t.typbasetype, t.typtypmod)
      WHEN 'r' THEN (SELECT pg_catalog.format_type(r.rngsubtype, NULL)
        FROM pg_catalog.pg_range r WHERE r.rngtypid = t.oid)
      ELSE (SELECT pg_catalog.string_agg(
          a.attname || ' ' || pg_catalog.format_type(a.atttypid, a.atttypmod), ', '
          ORDER BY a.attnum)
        FROM pg_catalog.pg_attribute a
        WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped)
    END AS detail
  FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
  LEFT JOIN pg_catalog.pg_class c ON c.oid = t.typrelid
  WHERE t.typtype IN ('e', 'd', 'r') OR (t.typtype = 'c' AND c.relkind = 'c')`

/** With the column that it counts for, if any. */
const SEQUENCES = `
  SELECT n.nspname::text, c.relname::text, 'sequence', NULL,
    (SELECT d.refobjid::regclass::text || '.' || a.attname
     FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_attribute a
       ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
     WHERE d.objid = c.oid AND d.classid = 'pg_catalog.pg_class'::regclass
       AND d.deptype IN ('a', 'i') LIMIT 1)
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind = 'S'`

const CONSTRAINTS = `
  SELECT n.nspname::text, k.conname::text, 'constraint', c.relname::text, NULL
  FROM pg_catalog.pg_constraint k JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE k.contype IN ('p', 'u', 'f', 'c', 'x') AND NOT c.relispartition`

/** Those of constraints have their names. */
const INDEXES = `
  SELECT n.nspname::text, i.relname::text, 'index', c.relname::text, NULL
  FROM pg_catalog.pg_index x JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid
  JOIN pg_catalog.pg_class c ON c.oid = x.indrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE NOT c.relispartition AND c.relkind <> 't'
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint k WHERE k.conindid = x.indexrelid
      AND k.contype IN ('p', 'u', 'x'))`

const TRIGGERS = `
  SELECT n.nspname::text, t.tgname::text, 'trigger', c.relname::text, NULL
  FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE NOT t.tgisinternal AND NOT c.relispartition`

const ITEMS = `
  SELECT * FROM (${[TYPES, SEQUENCES, CONSTRAINTS, INDEXES, TRIGGERS].join(' UNION ALL ')}) n
  WHERE NOT (${IS_SYSTEM.replaceAll('n.nspname', 'n.schema')})
  ORDER BY 1, 2, 4`
