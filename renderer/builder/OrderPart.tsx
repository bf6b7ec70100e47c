import { Plus, X } from 'lucide-react'
import type { Value } from '../../contract/sql/select/SelectQuery.ts'
import { useText } from '../text/text.ts'
import { Button } from '../ui/Button.tsx'
import { Choice } from '../ui/Choice.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { ColumnChoice } from './ColumnChoice.tsx'
import { withItem, withoutItem } from './editQuery.ts'
import { LateField } from './LateField.tsx'
import type { PartProps } from './PartProps.ts'
import { firstColumn } from './queryColumns.ts'
import styles from './QueryBuilder.module.css'
import { toValue, valueText } from './valueText.ts'

/** In which order rows come, and how many. */
export function OrderPart({ query, columns, onQuery }: PartProps) {
  const text = useText()
  const { orderBy, limit, offset } = query
  const add = (): void => {
    const column = firstColumn(columns)
    if (column) onQuery({ ...query, orderBy: [...orderBy, { ...column, isDescending: false }] })
  }
  return (
    <section className={styles.part} aria-label={text('builder.order')}>
      <h2 className={styles.heading}>{text('builder.order')}</h2>
      {orderBy.map((ordering, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- a column may stand twice while choosing
        <div key={index} className={styles.line}>
          <ColumnChoice
            label={text('builder.orderColumn')}
            columns={columns}
            value={ordering}
            onChange={(column) =>
              onQuery({ ...query, orderBy: withItem(orderBy, index, { ...ordering, ...column }) })
            }
          />
          <Choice
            label={text('builder.direction')}
            value={ordering.isDescending ? 'down' : 'up'}
            options={[
              { value: 'up', label: text('builder.ascending') },
              { value: 'down', label: text('builder.descending') },
            ]}
            onChange={(value) => {
              const isDescending = value === 'down'
              onQuery({
                ...query,
                orderBy: withItem(orderBy, index, { ...ordering, isDescending }),
              })
            }}
          />
          <IconButton
            icon={X}
            size="small"
            label={text('builder.removeOrder')}
            onClick={() => onQuery({ ...query, orderBy: withoutItem(orderBy, index) })}
          />
        </div>
      ))}
      <div className={styles.line}>
        <Button variant="quiet" icon={Plus} onClick={add}>
          {text('builder.addOrder')}
        </Button>
      </div>
      <div className={styles.line}>
        <span>{text('builder.limit')}</span>
        <div className={styles.number}>
          <LateField
            label={text('builder.limit')}
            value={limit ? valueText(limit) : ''}
            onChange={(typed) => onQuery({ ...query, limit: toCount(typed, limit) })}
          />
        </div>
        <span>{text('builder.offset')}</span>
        <div className={styles.number}>
          <LateField
            label={text('builder.offset')}
            value={offset ? valueText(offset) : ''}
            onChange={(typed) => onQuery({ ...query, offset: toCount(typed, offset) })}
          />
        </div>
      </div>
    </section>
  )
}

/** A whole number or a placeholder; anything else leaves what was. */
function toCount(typed: string, before: Value | null): Value | null {
  if (typed.trim() === '') return null
  const value = toValue(typed)
  return value.kind === 'parameter' || /^\d+$/.test(value.sql) ? value : before
}
