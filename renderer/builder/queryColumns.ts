import type { Catalog } from '../../contract/explorer.ts'
import {
  type ColumnUse,
  type SelectQuery,
  type TableUse,
} from '../../contract/sql/select/SelectQuery.ts'
import { tablesOf, useOf } from './editQuery.ts'

export type TableColumns = {
  readonly table: TableUse
  readonly columns: readonly { readonly use: ColumnUse; readonly serverType: string }[]
}

/** The columns of each table of a query; none of a table that the catalog does not know. */
export const columnsOfQuery = (query: SelectQuery, catalog: Catalog | null): TableColumns[] =>
  tablesOf(query).map((table) => {
    const schema = table.schema ?? catalog?.defaultSchema
    const isThis = (relation: { schema: string; name: string }): boolean =>
      relation.schema === schema && relation.name.toLowerCase() === table.name.toLowerCase()
    const known = catalog?.relations.find(isThis)?.columns ?? []
    return {
      table,
      columns: known.map(({ name, serverType }) => ({
        use: useOf(query, table, name),
        serverType,
      })),
    }
  })

/** A table as it is read: `sales (s)`. */
export const tableText = ({ name, alias, schema }: TableUse): string =>
  `${schema === null ? '' : `${schema}.`}${name}${alias === null ? '' : ` (${alias})`}`

export const columnLabel = ({ table, column }: ColumnUse): string =>
  table === null ? column : `${table}.${column}`

/** As entries of a choice; one that is in the query and not in the catalog stays to be chosen. */
export function columnOptions(tables: readonly TableColumns[], chosen: ColumnUse) {
  const labels = tables.flatMap(({ columns }) => columns.map(({ use }) => columnLabel(use)))
  const own = columnLabel(chosen)
  return [...new Set(labels.includes(own) ? labels : [own, ...labels])].map((label) => ({
    value: label,
    label,
  }))
}

export const columnOf = (tables: readonly TableColumns[], label: string): ColumnUse | null =>
  tables
    .flatMap(({ columns }) => columns.map(({ use }) => use))
    .find((use) => columnLabel(use) === label) ?? null

/** The first column there is, for something new. */
export const firstColumn = (tables: readonly TableColumns[]): ColumnUse | null =>
  tables[0]?.columns[0]?.use ?? null
