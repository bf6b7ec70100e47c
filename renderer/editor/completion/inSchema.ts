import type { Catalog } from '../../../contract/explorer.ts'

const byCatalog = new WeakMap<Catalog, Map<string, Catalog>>()

/** A catalog as a tab sees it that chose a schema; the same one each time, since it is made ready once. */
export function inSchema(catalog: Catalog, schema: string | null): Catalog {
  if (schema === null || schema === catalog.defaultSchema) return catalog
  const known = byCatalog.get(catalog) ?? new Map<string, Catalog>()
  byCatalog.set(catalog, known)
  const seen = known.get(schema) ?? { ...catalog, defaultSchema: schema }
  known.set(schema, seen)
  return seen
}
