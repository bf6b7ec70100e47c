import type { SchemaItem } from '../../../contract/explorer.ts'
import type { Ask } from './introspect.ts'
import { readSequences } from './readSequences.ts'
import { readTypes } from './readTypes.ts'

/** Types and sequences; constraints, indexes and triggers of the user's tables and views. */
export async function readItems(ask: Ask): Promise<SchemaItem[]> {
  const items = [...(await readTypes(ask)), ...(await readSequences(ask))]
  for (const [kind, source, parentId] of SOURCES)
    for (const [schema, name, relation] of await ask(listOf(source, parentId)))
      items.push({
        ...{ schema: String(schema), name: String(name), kind },
        ...{ relation: String(relation), detail: '' },
      })
  return items
}

/** Indexes of constraints have their names, and a heap has none. */
const SOURCES = [
  ['constraint', 'sys.key_constraints', 'parent_object_id'],
  ['constraint', 'sys.foreign_keys', 'parent_object_id'],
  ['constraint', 'sys.check_constraints', 'parent_object_id'],
  [
    'index',
    `(SELECT name, object_id AS table_id FROM sys.indexes
      WHERE is_primary_key = 0 AND is_unique_constraint = 0 AND name IS NOT NULL)`,
    'table_id',
  ],
  ['trigger', 'sys.triggers', 'parent_id'],
] as const

const listOf = (source: string, parentId: string) => `
  SELECT s.name, x.name, o.name FROM ${source} x
  JOIN sys.objects o ON o.object_id = x.${parentId} AND o.type IN ('U', 'V')
  JOIN sys.schemas s ON s.schema_id = o.schema_id
  ORDER BY s.name, x.name`
