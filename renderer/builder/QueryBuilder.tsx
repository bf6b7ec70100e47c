import { useMemo } from 'react'
import type { DialectInfo } from '../../contract/drivers.ts'
import type { Catalog } from '../../contract/explorer.ts'
import { buildSelect } from '../../contract/sql/select/buildSelect.ts'
import { parseSelect } from '../../contract/sql/select/parseSelect.ts'
import type { SelectQuery } from '../../contract/sql/select/SelectQuery.ts'
import { useCall } from '../api/useCall.ts'
import { quoteIdentifier } from '../editor/completion/quoteIdentifier.ts'
import { useText } from '../text/text.ts'
import { Banner } from '../ui/Banner.tsx'
import { ErrorText } from '../ui/ErrorText.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { ColumnsPart } from './ColumnsPart.tsx'
import { addTable, type TableKeys, type TableName } from './editQuery.ts'
import { FiltersPart } from './FiltersPart.tsx'
import { OrderPart } from './OrderPart.tsx'
import { columnsOfQuery } from './queryColumns.ts'
import styles from './QueryBuilder.module.css'
import { TABLE_DRAG } from './tableDrag.ts'
import { TableList } from './TableList.tsx'
import { TablesPart } from './TablesPart.tsx'

export type QueryBuilderProps = {
  readonly profileId: string
  readonly dialect: DialectInfo
  /** The statement at the cursor; empty: there is none. */
  readonly statement: string
  /** Puts another statement in its place. */
  readonly onChange: (statement: string) => void
}

/** A SELECT to click together. The text is what it shows and what it changes: it keeps nothing else. */
export function QueryBuilder({ profileId, dialect, statement, onChange }: QueryBuilderProps) {
  const text = useText()
  const catalog = useCall('explorer.catalog', { profileId })
  const parsed = useMemo(() => {
    const { splitter, plainIdentifier } = dialect
    // Where upper case needs quotes, names without them are folded to lower case.
    const foldsNames = !new RegExp(plainIdentifier, 'u').test('A')
    return statement.trim() === '' ? null : parseSelect(statement, { splitter, foldsNames })
  }, [statement, dialect])
  const query = parsed && 'query' in parsed ? parsed.query : null
  const write = (next: SelectQuery | null): void => {
    const { rowLimit = 'limit' } = dialect
    const quote = (name: string) => quoteIdentifier(name, dialect)
    onChange(next ? buildSelect(next, { quote, rowLimit }) : '')
  }

  if (catalog.error)
    return (
      <div className={styles.message}>
        <Banner severity="error">
          <ErrorText error={catalog.error} />
        </Banner>
      </div>
    )
  if (parsed && 'problem' in parsed)
    return (
      <div className={styles.message}>
        <Banner severity="info">
          {text(
            parsed.problem === 'comment'
              ? 'builder.comment'
              : parsed.part === ''
                ? 'builder.unfinished'
                : 'builder.unsupported',
            { part: parsed.part },
          )}
        </Banner>
      </div>
    )
  if (!catalog.value)
    return (
      <div className={styles.message}>
        <Skeleton lines={6} />
      </div>
    )
  return <Builder profileId={profileId} catalog={catalog.value} query={query} onQuery={write} />
}

type BuilderProps = {
  readonly profileId: string
  readonly catalog: Catalog
  readonly query: SelectQuery | null
  readonly onQuery: (query: SelectQuery | null) => void
}

function Builder({ profileId, catalog, query, onQuery }: BuilderProps) {
  const text = useText()
  // Foreign keys of the usual schema, or of the one that the first table stands in.
  const schema = query?.from.schema ?? catalog.defaultSchema
  const keys = useKeys(profileId, schema)
  const columns = useMemo(() => (query ? columnsOfQuery(query, catalog) : []), [query, catalog])
  const add = (table: TableName): void => onQuery(addTable(query, table, keys))
  return (
    // Dragging only: a click on the table does the same.
    <div
      role="presentation"
      className={styles.builder}
      onDragOver={(event) => {
        if (event.dataTransfer.types.includes(TABLE_DRAG)) event.preventDefault()
      }}
      onDrop={(event) => {
        const dragged = event.dataTransfer.getData(TABLE_DRAG)
        if (dragged) add(JSON.parse(dragged) as TableName)
      }}
    >
      <TableList catalog={catalog} onAdd={add} />
      <div className={styles.parts}>
        {query ? (
          <>
            <TablesPart query={query} columns={columns} onQuery={onQuery} />
            <ColumnsPart query={query} columns={columns} onQuery={onQuery} />
            <FiltersPart query={query} columns={columns} onQuery={onQuery} />
            <OrderPart query={query} columns={columns} onQuery={onQuery} />
          </>
        ) : (
          <p className={styles.empty}>{text('builder.empty')}</p>
        )}
      </div>
    </div>
  )
}

/** Empty until they are here, and where they cannot be had: joins are not proposed then. */
function useKeys(profileId: string, schema: string): readonly TableKeys[] {
  const model = useCall('schemas.model', { profileId, schema })
  return useMemo(
    () =>
      (model.value?.relations ?? []).map(({ name, keys }) => ({
        schema: model.value!.schema,
        name,
        keys,
      })),
    [model.value],
  )
}
