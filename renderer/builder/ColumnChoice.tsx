import type { ColumnUse } from '../../contract/sql/select/SelectQuery.ts'
import { Select } from '../ui/Select.tsx'
import styles from './QueryBuilder.module.css'
import { columnLabel, columnOf, columnOptions, type TableColumns } from './queryColumns.ts'

type ColumnChoiceProps = {
  readonly label: string
  readonly columns: readonly TableColumns[]
  readonly value: ColumnUse
  readonly onChange: (column: ColumnUse) => void
}

/** One of the columns of the query's tables. */
export const ColumnChoice = ({ label, columns, value, onChange }: ColumnChoiceProps) => (
  <div className={styles.column}>
    <Select
      label={label}
      isLabelHidden
      value={columnLabel(value)}
      options={columnOptions(columns, value)}
      onChange={(chosen) => {
        const column = columnOf(columns, chosen)
        if (column) onChange(column)
      }}
    />
  </div>
)
