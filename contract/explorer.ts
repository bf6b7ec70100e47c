import { z } from 'zod'
import { type } from './contract.ts'

export type SchemaInfo = { name: string; isSystem: boolean; isDefault: boolean }

export type RelationInfo = {
  schema: string
  name: string
  kind: 'table' | 'view' | 'materialized-view' | 'foreign-table'
  /** The server's own estimate; null where it keeps none. */
  estimatedRows: number | null
}

export type ColumnInfo = {
  name: string
  serverType: string
  isNullable: boolean
  defaultExpression: string | null
  /** Place in the primary key, from 1; null: not part of it. */
  primaryKeyPosition: number | null
}

export type KeyInfo = {
  name: string
  kind: 'primary' | 'unique' | 'foreign' | 'check'
  columns: string[]
  references: { schema: string; table: string; columns: string[] } | null
  definition: string | null
}

export type IndexInfo = {
  name: string
  columns: string[]
  isUnique: boolean
  definition: string | null
}

export type RelationDetail = { columns: ColumnInfo[]; keys: KeyInfo[]; indexes: IndexInfo[] }

/** Names for completion: every table and view a user may read, with its columns. */
export type Catalog = {
  defaultSchema: string
  relations: {
    schema: string
    name: string
    kind: RelationInfo['kind']
    columns: { name: string; serverType: string }[]
  }[]
}

const profileId = z.string()

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
  /** Kept until a statement may have changed it; `refresh` asks the database in any case. */
  'explorer.catalog': {
    request: z.object({ profileId, refresh: z.boolean().default(false) }),
    response: type<Catalog>(),
  },
  /** A statement, in the profile's dialect, that reads all of a table or view. */
  'explorer.selectStatement': {
    request: z.object({ profileId, schema: z.string(), name: z.string() }),
    response: type<string>(),
  },
}
