import { Eye, Table2 } from 'lucide-react'
import { useState } from 'react'
import type { Catalog } from '../../contract/explorer.ts'
import { useText } from '../text/text.ts'
import { SearchBox } from '../ui/SearchBox.tsx'
import type { TableName } from './editQuery.ts'
import { TABLE_DRAG } from './tableDrag.ts'
import styles from './QueryBuilder.module.css'

/** More would not be looked through: one types a letter more. */
const SHOWN_TABLES = 200
const IS_SYSTEM = /^(pg_|information_schema$|sys$)/i

/** What can be added: by a click, by Enter, or by dragging it over. */
export function TableList({
  catalog,
  onAdd,
}: {
  catalog: Catalog | null
  onAdd: (table: TableName) => void
}) {
  const text = useText()
  const [search, setSearch] = useState('')
  const wanted = search.trim().toLowerCase()
  const shown = (catalog?.relations ?? [])
    .filter(({ schema, name }) => name.toLowerCase().includes(wanted) && !IS_SYSTEM.test(schema))
    .toSorted((a, b) => a.name.localeCompare(b.name))
    .slice(0, SHOWN_TABLES)
  return (
    <div className={styles.tables}>
      <div className={styles.search}>
        <SearchBox
          label={text('builder.searchTables')}
          hint={text('builder.searchTables')}
          value={search}
          onChange={setSearch}
        />
      </div>
      <ul className={styles.list} aria-label={text('builder.tables')}>
        {shown.map(({ schema, name, kind }) => {
          const isUsual = schema === catalog?.defaultSchema
          const table: TableName = { schema: isUsual ? null : schema, name }
          const Icon = kind === 'view' || kind === 'materialized-view' ? Eye : Table2
          return (
            <li key={`${schema}.${name}`}>
              <button
                type="button"
                className={styles.table}
                title={text('builder.addTable', { name })}
                draggable
                onDragStart={(event) =>
                  event.dataTransfer.setData(TABLE_DRAG, JSON.stringify(table))
                }
                onClick={() => onAdd(table)}
              >
                <Icon size={14} aria-hidden />
                <span className={styles.tableName}>{isUsual ? name : `${schema}.${name}`}</span>
              </button>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
