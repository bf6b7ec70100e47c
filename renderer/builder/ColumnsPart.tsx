import { X } from 'lucide-react'
import { AGGREGATES, nameOf, type SelectColumn } from '../../contract/sql/select/SelectQuery.ts'
import { useText } from '../text/text.ts'
import { Checkbox } from '../ui/Checkbox.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Select } from '../ui/Select.tsx'
import { isUsed, toggleColumn, withItem, withoutColumn, withoutItem } from './editQuery.ts'
import { LateField } from './LateField.tsx'
import type { PartProps } from './PartProps.ts'
import { columnLabel, tableText } from './queryColumns.ts'
import styles from './QueryBuilder.module.css'

/** Which columns come, each as itself or summed up, under which name. */
export function ColumnsPart({ query, columns, onQuery }: PartProps) {
  const text = useText()
  const chosen = query.columns
  const change = (index: number, column: SelectColumn): void =>
    onQuery({ ...query, columns: withItem(chosen, index, column) })
  const remove = (index: number): void => {
    const rest = withoutItem(chosen, index)
    const all = { table: null, column: '*', aggregate: null, alias: null }
    onQuery({ ...query, columns: rest.length > 0 ? rest : [all] })
  }
  return (
    <section className={styles.part} aria-label={text('builder.columns')}>
      <h2 className={styles.heading}>{text('builder.columns')}</h2>
      <div className={styles.sources}>
        {columns.map(({ table, columns: own }) => (
          <fieldset
            // Anew where its columns become known.
            key={`${nameOf(table)}/${own.length}`}
            ref={showTicked}
            className={styles.source}
          >
            <legend className={styles.legend}>{tableText(table)}</legend>
            {own.map(({ use }) => (
              <Checkbox
                key={use.column}
                label={use.column}
                isChecked={isUsed(query, use)}
                onChange={(isChecked) =>
                  onQuery(isChecked ? toggleColumn(query, use) : withoutColumn(query, use))
                }
              />
            ))}
          </fieldset>
        ))}
      </div>
      {chosen.map((column, index) => {
        const label = columnLabel(column)
        if (label === '*' && column.aggregate === null)
          return (
            <p key="*" className={styles.note}>
              {text('builder.allColumns')}
            </p>
          )
        return (
          // oxlint-disable-next-line react/no-array-index-key -- a column may come twice
          <div key={`${index}/${label}`} className={styles.line}>
            <span className={styles.name}>{label}</span>
            <div className={styles.kind}>
              <Select
                label={text('builder.aggregateOf', { column: label })}
                isLabelHidden
                value={column.aggregate ?? 'none'}
                options={(['none', ...AGGREGATES] as const).map((value) => ({
                  value,
                  label: text(`builder.aggregate_${value}`),
                }))}
                onChange={(value) =>
                  change(index, { ...column, aggregate: value === 'none' ? null : value })
                }
              />
            </div>
            <LateField
              label={text('builder.aliasOf', { column: label })}
              placeholder={text('builder.alias')}
              value={column.alias ?? ''}
              onChange={(alias) => change(index, { ...column, alias: alias.trim() || null })}
            />
            <IconButton
              icon={X}
              size="small"
              label={text('builder.removeColumn', { column: label })}
              onClick={() => remove(index)}
            />
          </div>
        )
      })}
      <Checkbox
        label={text('builder.distinct')}
        isChecked={query.isDistinct}
        onChange={(isDistinct) => onQuery({ ...query, isDistinct })}
      />
    </section>
  )
}

/** A long list begins where something of it was chosen. */
function showTicked(list: HTMLFieldSetElement | null): void {
  const first = list?.querySelector<HTMLElement>('input:checked')?.parentElement
  if (list && first) list.scrollTop = first.offsetTop - first.offsetHeight
}
