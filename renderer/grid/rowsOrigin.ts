import type { Column } from '../../contract/columns.ts'
import type { EditableRows } from '../../contract/edits.ts'
import type { Origin } from '../results/originsStore.ts'

/** Where rows of a typed statement are from, once it is known that they are those of one table. */
export const originOfRows = (profileId: string, { schema, table }: EditableRows): Origin => ({
  ...{ profileId, schema, name: table, statement: '', cameFrom: null },
})

/** The columns by their names in the table; what is no column of it has none. */
export const tableColumns = (
  columns: readonly Column[],
  rows: EditableRows | null,
): readonly Column[] =>
  rows ? columns.map((column, at) => ({ ...column, name: rows.columns[at]?.name ?? '' })) : columns
