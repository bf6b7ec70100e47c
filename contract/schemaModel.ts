import { z } from 'zod'
import { type } from './contract.ts'
import type { ColumnInfo, IndexInfo, KeyInfo, RelationInfo, TriggerInfo } from './explorer.ts'

/** A schema as a whole, in one answer: for a diagram and for comparing. */
export type SchemaModel = {
  schema: string
  relations: ModelRelation[]
  routines: ModelRoutine[]
  /** What tables are built on: types and sequences. */
  objects: ModelObject[]
}

/** Its texts name what stands in the same schema without the schema, so that two can be compared. */
export type ModelRelation = {
  name: string
  kind: RelationInfo['kind']
  /** Empty for views, whose definition tells them. */
  columns: ModelColumn[]
  keys: KeyInfo[]
  indexes: IndexInfo[]
  triggers: TriggerInfo[]
  /** The statement that makes it, without its end; null where the server keeps none of a table. */
  definition: string | null
  /** What stands behind the columns, such as `STRICT`; empty for most. */
  options: string
  /** What the database keeps as its description, if any. */
  comment?: string
  /** Of a view, whose columns are not listed: their descriptions by name. */
  columnComments?: Record<string, string>
  access?: ModelAccess
}

/** Whose it is, and what others may do with it. */
export type ModelAccess = {
  owner: string
  /** Its owner is that of the table it belongs to, and changes with it. */
  followsOwner?: true
  /** How they differ from those of a new object. */
  privileges: ModelPrivilege[]
}

export type ModelPrivilege = {
  /** Taken from what everybody, or the owner, may do with a new one; else given beyond it. */
  isTaken: boolean
  /** The database's word, such as `SELECT`. */
  name: string
  /** As a statement writes it; null: on the whole. */
  column: string | null
  /** As a statement writes it; null: the owner. */
  grantee: string | null
  /** May be passed on. */
  isGrantable: boolean
}

export type ModelColumn = ColumnInfo & {
  /** What makes the value instead of a default, as a definition writes it; null: nothing. */
  generated: string | null
  /** Null: the usual one of the type. */
  collation: string | null
}

export type ModelRoutine = {
  name: string
  kind: 'function' | 'procedure' | 'aggregate'
  signature: string
  definition: string | null
  comment?: string
  access?: ModelAccess
}

export type ModelObject = {
  kind: 'type' | 'sequence'
  name: string
  definition: string
  /** A statement to run when the tables are there; null: none. */
  completion: string | null
  comment?: string
  access?: ModelAccess
}

/**
 * `keys`: tables with columns and keys. `all`: indexes, triggers, views, routines too. `access`: and
 * owners and privileges, where `capabilities.comparesAccess`.
 */
const partsSchema = z.enum(['keys', 'all', 'access'])
export type ModelParts = z.output<typeof partsSchema>

export const placeSchema = z.object({ profileId: z.string(), schema: z.string() })
export type SchemaPlace = z.output<typeof placeSchema>

export const schemaModelCalls = {
  'schemas.model': {
    request: placeSchema.extend({ parts: partsSchema.default('keys') }),
    response: type<SchemaModel>(),
  },
}
