import type { Catalog, CatalogRoutine, NameInSchema } from '../../../contract/explorer.ts'

export type Relation = Catalog['relations'][number]
type Entry = { readonly lowerName: string; readonly relation: Relation }

/** A catalog made ready to be asked by name, whatever the case. */
export type CatalogIndex = {
  readonly defaultSchema: string
  readonly entries: readonly Entry[]
  readonly byName: ReadonlyMap<string, readonly Relation[]>
  readonly schemas: ReadonlyMap<string, { readonly name: string; readonly entries: Entry[] }>
  readonly routines: readonly CatalogRoutine[]
  readonly enums: NonNullable<Catalog['enums']>
  /** Tables that a foreign key connects with a table, in either direction, by `placeKey`. */
  readonly linked: ReadonlyMap<string, ReadonlySet<string>>
}

export const placeKey = ({ schema, name }: NameInSchema): string => JSON.stringify([schema, name])

const indexes = new WeakMap<Catalog, CatalogIndex>()

/** Built once a catalog: 20,000 tables take some 20 ms, then every question is quick. */
export function indexOf(catalog: Catalog): CatalogIndex {
  const known = indexes.get(catalog)
  if (known) return known
  const index = buildIndex(catalog)
  indexes.set(catalog, index)
  return index
}

function buildIndex(catalog: Catalog): CatalogIndex {
  const { defaultSchema, relations, routines = [], enums = [], links = [] } = catalog
  const byName = new Map<string, Relation[]>()
  const schemas = new Map<string, { name: string; entries: Entry[] }>()
  const entries = relations.map((relation) => {
    const entry = { lowerName: relation.name.toLowerCase(), relation }
    upsert(byName, entry.lowerName, () => []).push(relation)
    upsert(schemas, relation.schema.toLowerCase(), () => ({
      name: relation.schema,
      entries: [],
    })).entries.push(entry)
    return entry
  })
  const linked = new Map<string, Set<string>>()
  for (const { from, to } of links) {
    upsert(linked, placeKey(from), () => new Set()).add(placeKey(to))
    upsert(linked, placeKey(to), () => new Set()).add(placeKey(from))
  }
  return { defaultSchema, entries, byName, schemas, routines, enums, linked }
}

function upsert<V>(map: Map<string, V>, key: string, create: () => V): V {
  const known = map.get(key)
  if (known) return known
  const created = create()
  map.set(key, created)
  return created
}

/** The relation meant by a name, the default schema's first where no schema is given. */
export function findRelation(
  { byName, defaultSchema }: CatalogIndex,
  { schema, name }: { schema: string | null; name: string },
): Relation | undefined {
  const candidates = byName.get(name.toLowerCase()) ?? []
  const inSchema = (wanted: string): Relation | undefined =>
    candidates.find((relation) => relation.schema.toLowerCase() === wanted.toLowerCase())
  if (schema !== null) return inSchema(schema)
  return inSchema(defaultSchema) ?? candidates[0]
}

/** Those of a name, the default schema's first where no schema is given. */
export function findRoutines(
  { routines, defaultSchema }: CatalogIndex,
  { schema, name }: { schema: string | null; name: string },
): CatalogRoutine[] {
  const isSame = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()
  const named = routines.filter((routine) => isSame(routine.name, name))
  if (schema !== null) return named.filter((routine) => isSame(routine.schema, schema))
  const isUsual = (routine: CatalogRoutine): boolean => isSame(routine.schema, defaultSchema)
  return [...named.filter(isUsual), ...named.filter((routine) => !isUsual(routine))]
}
