import type { ModelAccess, ModelPrivilege } from '../../../contract/schemaModel.ts'
import type { CellValue } from '../../frame/collectRows.ts'

export type Accesses = ReadonlyMap<string, ModelAccess>

/** `name` of a routine: with its arguments in parentheses. */
export const accessKey = (kind: 'relation' | 'routine' | 'type', name: string): string =>
  `${kind} ${name}`

/** Owners of all that stands in a schema, and how its privileges differ from those of a new object. */
export async function readAccess(ask: (sql: string) => Promise<CellValue[][]>): Promise<Accesses> {
  const byObject = Map.groupBy(await ask(ACCESS), ([kind, name]) =>
    accessKey(kind as 'relation', name as string),
  )
  return new Map([...byObject].map(([key, rows]) => [key, toAccess(rows)]))
}

function toAccess(rows: readonly CellValue[][]): ModelAccess {
  const [, , owner, followsOwner] = rows[0]!
  return {
    owner: owner as string,
    ...(followsOwner === true && { followsOwner }),
    privileges: rows.flatMap(([, , , , name, column, grantee, isGrantable, isTaken]) =>
      name === null ? [] : [{ isTaken, name, column, grantee, isGrantable } as ModelPrivilege],
    ),
  }
}

/** A list that is NULL is the usual one; that of a column is empty then. */
const ACCESS = `
  WITH objects AS (
    SELECT 'relation' AS kind, c.relname::text AS name, c.relowner AS owner, c.relacl AS acl,
      (CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END)::"char" AS type, NULL::text AS column_name,
      c.relkind = 'S' AND EXISTS (
        SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_class'::regclass
          AND d.objid = c.oid AND d.deptype IN ('a', 'i')) AS follows_owner
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = $1 AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
    UNION ALL
    SELECT 'relation', c.relname, c.relowner, a.attacl, 'c'::"char", quote_ident(a.attname), false
    FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = $1 AND a.attacl IS NOT NULL AND NOT a.attisdropped
    UNION ALL
    SELECT 'routine', p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')',
      p.proowner, p.proacl, 'f'::"char", NULL, false
    FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
    WHERE n.nspname = $1
    UNION ALL
    SELECT 'type', t.typname, t.typowner, t.typacl, 'T'::"char", NULL, false
    FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
    WHERE n.nspname = $1 AND t.typtype IN ('e', 'd', 'c'))
  SELECT o.kind, o.name, pg_get_userbyid(o.owner)::text, o.follows_owner, x.privilege_type,
    o.column_name,
    CASE x.grantee WHEN 0 THEN 'PUBLIC' WHEN o.owner THEN NULL
      ELSE quote_ident(pg_get_userbyid(x.grantee)) END,
    x.is_grantable, x.is_taken
  FROM objects o LEFT JOIN LATERAL (
    (SELECT false AS is_taken, grantee, privilege_type, is_grantable FROM aclexplode(o.acl)
     EXCEPT
     SELECT false, grantee, privilege_type, is_grantable
     FROM aclexplode(acldefault(o.type, o.owner)))
    UNION ALL
    (SELECT true, grantee, privilege_type, false FROM aclexplode(acldefault(o.type, o.owner))
     WHERE o.acl IS NOT NULL
     EXCEPT SELECT true, grantee, privilege_type, false FROM aclexplode(o.acl))) x ON true
  ORDER BY 1, 2, o.column_name NULLS FIRST, 7 NULLS FIRST, x.is_taken, 5`
