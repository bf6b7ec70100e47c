import type { IndexInfo, KeyInfo, TriggerInfo } from '../../contract/explorer.ts'
import type {
  ModelAccess,
  ModelColumn,
  ModelObject,
  ModelRelation,
  ModelRoutine,
} from '../../contract/schemaModel.ts'

/** Pure: the statements that give a schema another shape, for one dialect. */
export interface SchemaWriter {
  /** Foreign keys stand in the statement of their table, and cannot be added to it later. */
  readonly keysStandInTable: boolean
  /** What stands behind each statement. */
  readonly end: string
  /** Statements around a script that changes the schema. */
  around(schema: string): { readonly before: readonly string[]; readonly after: readonly string[] }
  /** `source`: the schema whose texts are given, for where they name it. */
  statements(schema: string, source: string): SchemaStatements
}

/** Statements without their end. Null: the database cannot, and the table has to be built anew. */
export interface SchemaStatements {
  /** With its keys; foreign ones are left out where they can be added later. */
  createTable(table: ModelRelation): string
  dropTable(table: ModelRelation): string
  addColumn(table: string, column: ModelColumn): string | null
  alterColumn(table: string, from: ModelColumn, to: ModelColumn): string[] | null
  dropColumn(table: string, column: ModelColumn): string | null
  addKey(table: string, key: KeyInfo): string | null
  dropKey(table: string, key: KeyInfo): string | null
  createIndex(index: IndexInfo): string
  dropIndex(table: string, index: IndexInfo): string
  createTrigger(trigger: TriggerInfo): string
  dropTrigger(table: string, trigger: TriggerInfo): string
  createView(view: ModelRelation): string
  dropView(view: ModelRelation): string
  createRoutine(routine: ModelRoutine): string
  dropRoutine(routine: ModelRoutine): string
  createObject(object: ModelObject): string
  /** Null: it has to be done by hand. */
  alterObject(object: ModelObject): string | null
  dropObject(object: ModelObject): string
  /** There where descriptions are kept; null: it has none. */
  setComment?(of: Described, from: string | null, to: string | null): string
  /**
   * There where owners and privileges are told. Null: made anew by these statements, and owned by
   * whoever runs them.
   */
  setAccess?(of: Described, from: ModelAccess | null, to: ModelAccess): string[]
  /** Gives a table another shape and keeps the values of the columns that both have. */
  rebuildTable(from: ModelRelation, to: ModelRelation): string[]
}

/** What has a description, an owner and privileges. */
export type Described =
  | { readonly kind: 'relation'; readonly relation: ModelRelation; readonly column?: string }
  | { readonly kind: 'routine'; readonly routine: ModelRoutine }
  | { readonly kind: 'object'; readonly object: ModelObject }

/** CREATE TABLE of these lines. */
export const tableText = (name: string, lines: readonly string[], options: string): string =>
  `CREATE TABLE ${name} (\n${lines.map((line) => `  ${line}`).join(',\n')}\n)${options && ` ${options}`}`
