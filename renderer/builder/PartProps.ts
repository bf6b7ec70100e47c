import type { SelectQuery } from '../../contract/sql/select/SelectQuery.ts'
import type { TableColumns } from './queryColumns.ts'

/** What each part of the builder is given. */
export type PartProps = {
  readonly query: SelectQuery
  readonly columns: readonly TableColumns[]
  readonly onQuery: (query: SelectQuery | null) => void
}
