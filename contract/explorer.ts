import { z } from 'zod'
import { type } from './contract.ts'
import { MAX_LIFETIME_MS } from './limits.ts'

export type SchemaInfo = { name: string; isSystem: boolean; isDefault: boolean }

export type RelationInfo = {
  schema: string
  name: string
  kind: 'table' | 'view' | 'materialized-view' | 'foreign-table'
  /** The server's own estimate; null where it keeps none. */
  estimatedRows: number | null
  /** Its indexes included, as the server estimates it; null where it keeps no such figure. */
  sizeBytes: number | null
  /** What the database keeps as its description, if any. */
  comment?: string
}

export type RoutineInfo = {
  schema: string
  name: string
  kind: 'function' | 'procedure' | 'aggregate'
  /** The arguments as the server writes them, without parentheses; tells overloads apart. */
  signature: string
}

/** What a schema keeps besides tables, views and routines. */
export type SchemaItem = {
  schema: string
  name: string
  kind: 'enum' | 'type' | 'domain' | 'sequence' | 'constraint' | 'index' | 'trigger'
  /** The table that it is a part of; null: it stands for itself. */
  relation: string | null
  /** What is worth knowing at a glance, such as the values of an enum; may be empty. */
  detail: string
}

/** What a statement that makes it again can be asked for. */
export type SchemaObject =
  | { kind: 'relation'; schema: string; name: string }
  | { kind: 'routine'; schema: string; name: string; signature: string }
  | { kind: 'type' | 'sequence'; schema: string; name: string }

export const objectKinds = [
  ...(['table', 'view', 'materialized-view', 'foreign-table'] as const),
  ...(['function', 'procedure', 'aggregate'] as const),
  ...(['enum', 'type', 'domain', 'sequence'] as const),
] as const
export type ObjectKind = (typeof objectKinds)[number]

/** What a statement can be written for. */
export const objectActions = ['rename', 'truncate', 'drop', 'call', 'count'] as const
export type ObjectAction = (typeof objectActions)[number]

export type ColumnInfo = {
  name: string
  serverType: string
  isNullable: boolean
  defaultExpression: string | null
  /** Place in the primary key, from 1; null: not part of it. */
  primaryKeyPosition: number | null
  /** What the database keeps as its description, if any. */
  comment?: string
  /** The server makes its values itself and takes no others. */
  isGenerated?: true
}

export type KeyInfo = {
  name: string
  kind: 'primary' | 'unique' | 'foreign' | 'check'
  columns: string[]
  references: { schema: string; table: string; columns: string[] } | null
  definition: string | null
}

/** A foreign key of a table, and which columns of another it leads to, in the same order. */
export type ReferringKey = {
  schema: string
  table: string
  columns: string[]
  referenced: string[]
}

export type IndexInfo = {
  name: string
  columns: string[]
  isUnique: boolean
  definition: string | null
}

export type TriggerInfo = {
  name: string
  /** When it fires, such as `BEFORE INSERT OR UPDATE`; empty where the server tells only its text. */
  event: string
  definition: string | null
}

export type RelationDetail = {
  /** What the database keeps as its description, if any. */
  comment?: string
  columns: ColumnInfo[]
  keys: KeyInfo[]
  indexes: IndexInfo[]
  triggers: TriggerInfo[]
}

/** Names for completion: every table and view a user may read, with its columns. */
export type Catalog = {
  defaultSchema: string
  relations: {
    schema: string
    name: string
    kind: RelationInfo['kind']
    columns: { name: string; serverType: string }[]
  }[]
  /** Functions and procedures that can be called; left out where none are kept. */
  routines?: CatalogRoutine[]
  /** Types with a fixed list of values, in their order. */
  enums?: { schema: string; name: string; values: string[] }[]
  /** Tables with a foreign key, and where it leads; left out where it takes too long to know. */
  links?: { from: NameInSchema; to: NameInSchema }[]
}

export type NameInSchema = { schema: string; name: string }
/**
 * `signature` is what stands between the parentheses; `returns` is empty for a procedure. A schema that
 * is empty: it has none.
 */
export type CatalogRoutine = RoutineInfo & {
  returns: string
  /** It can stand where a table does. */
  givesRows?: true
}

/** One entry of a tree that is read level by level, where a database has no tables to list. */
export type BrowseNode = {
  /** Where it stands, as its driver takes it back. No two nodes of a connection share one. */
  path: string[]
  label: string
  /** Its whole name, where the label is only what its place in the tree leaves open. */
  name?: string
  icon: 'database' | 'folder' | 'key' | 'table' | 'field' | 'tag' | 'policy'
  /** What is worth knowing at a glance, such as type and time to live; may be empty. */
  detail: string
  /** Entries found below it so far; null: not counted. */
  count: number | null
  hasChildren: boolean
  /** There is a statement that shows it: `explorer.openStatement`. */
  canOpen: boolean
}

/** Part of a level. A node may come again in a later part, with what that part counted. */
export type BrowsePage = {
  nodes: BrowseNode[]
  /** What to ask with for the next part; null: that was all. */
  nextCursor: string | null
}

/** `ttlMs` null: until it is deleted. */
export type KeyLifetime = { name: string; ttlMs: number | null }

const profileId = z.string()
const browsePath = z.array(z.string().max(100_000)).max(1_000)

const schemaObject = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('relation'), schema: z.string(), name: z.string() }),
  z.object({
    kind: z.literal('routine'),
    schema: z.string(),
    name: z.string(),
    signature: z.string(),
  }),
  z.object({ kind: z.enum(['type', 'sequence']), schema: z.string(), name: z.string() }),
]) satisfies z.ZodType<SchemaObject>

const namedObjectSchema = z.object({
  kind: z.enum(objectKinds),
  schema: z.string(),
  name: z.string(),
  /** Of a routine: as `RoutineInfo` has it. */
  signature: z.string().default(''),
})
export type NamedObject = z.output<typeof namedObjectSchema>

/** A column that is to have a value, written as the grid shows it. */
const cellConditionSchema = z.object({
  column: z.string(),
  value: z.string().max(10_000),
  kind: z.enum(['number', 'text', 'bytes']),
})
export type CellCondition = z.output<typeof cellConditionSchema>

export const explorerCalls = {
  'explorer.schemas': { request: z.object({ profileId }), response: type<SchemaInfo[]>() },
  'explorer.relations': {
    request: z.object({ profileId, schema: z.string() }),
    response: type<RelationInfo[]>(),
  },
  'explorer.relation': {
    request: z.object({ profileId, schema: z.string(), name: z.string() }),
    response: type<RelationDetail>(),
  },
  /**
   * What stands below a path of a driver whose `explorer` is a tree; the empty path is the root.
   * With a pattern: all entries below it whose name matches, without levels.
   */
  'explorer.browse': {
    request: z.object({
      profileId,
      path: browsePath,
      pattern: z.string().max(1_000).default(''),
      cursor: z.string().max(100_000).nullable().default(null),
    }),
    response: type<BrowsePage>(),
  },
  /** A statement that shows what stands at a path of the tree. */
  'explorer.openStatement': {
    request: z.object({ profileId, path: browsePath }),
    response: type<string>(),
  },
  /** How long a key of the tree lives; there where `capabilities.keyLifetimes`. */
  'explorer.keyLifetime': {
    request: z.object({ profileId, path: browsePath }),
    response: type<KeyLifetime>(),
  },
  /** Null: until it is deleted. Throws `not-found`, and `read-only` for a profile that is. */
  'explorer.setKeyLifetime': {
    request: z.object({
      profileId,
      path: browsePath,
      ttlMs: z.int().positive().max(MAX_LIFETIME_MS).nullable(),
    }),
    response: type<void>(),
  },
  'explorer.deleteKey': {
    request: z.object({ profileId, path: browsePath }),
    response: type<void>(),
  },
  /** Functions and procedures; empty where the database has none. */
  'explorer.routines': {
    request: z.object({ profileId, schema: z.string() }),
    response: type<RoutineInfo[]>(),
  },
  /**
   * Types, sequences, constraints, indexes and triggers of all schemas but the server's own; empty
   * where the driver lists none.
   */
  'explorer.items': { request: z.object({ profileId }), response: type<SchemaItem[]>() },
  /** A statement that does something with an object, to be looked at first: it is not run. */
  'explorer.objectStatement': {
    request: z.object({ profileId, action: z.enum(objectActions), object: namedObjectSchema }),
    response: type<string>(),
  },
  /** The statements that make a table, view, routine, type or sequence. */
  'explorer.definition': {
    request: z.object({ profileId, object: schemaObject }),
    response: type<string>(),
  },
  /** Kept until a statement may have changed it; `refresh` asks the database in any case. */
  'explorer.catalog': {
    request: z.object({ profileId, refresh: z.boolean().default(false) }),
    response: type<Catalog>(),
  },
  /** Foreign keys that lead to a table, of all schemas that the user may read; the table's own first. */
  'explorer.referring': {
    request: z.object({ profileId, schema: z.string(), name: z.string() }),
    response: type<ReferringKey[]>(),
  },
  /** How many rows of a table have these values, and no more than `limit`. Gives up within seconds. */
  'explorer.countSome': {
    request: z.object({
      profileId,
      schema: z.string(),
      name: z.string(),
      where: z.array(cellConditionSchema).min(1).max(64),
      limit: z.int().positive().max(100_000),
    }),
    response: type<{ rowCount: number; isMore: boolean }>(),
  },
  /** A statement, in the profile's dialect, that reads all of a table or view. */
  'explorer.selectStatement': {
    request: z.object({
      profileId,
      schema: z.string(),
      name: z.string(),
      /** Only rows of these values. */
      where: z.array(cellConditionSchema).max(64).default([]),
    }),
    response: type<string>(),
  },
}
