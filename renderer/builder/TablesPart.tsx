import { X } from 'lucide-react'
import { Fragment } from 'react'
import { JOIN_KINDS, nameOf, type Join } from '../../contract/sql/select/SelectQuery.ts'
import { useText } from '../text/text.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { Select } from '../ui/Select.tsx'
import { ColumnChoice } from './ColumnChoice.tsx'
import { removeTable, withItem } from './editQuery.ts'
import type { PartProps } from './PartProps.ts'
import { tableText } from './queryColumns.ts'
import styles from './QueryBuilder.module.css'

/** The tables, and how each is joined to those before it. */
export function TablesPart({ query, columns, onQuery }: PartProps) {
  const text = useText()
  const { from, joins } = query
  const change = (index: number, join: Join): void =>
    onQuery({ ...query, joins: withItem(joins, index, join) })
  const remove = (name: string) => (
    <IconButton
      icon={X}
      size="small"
      label={text('builder.removeTable', { name })}
      onClick={() => onQuery(removeTable(query, name))}
    />
  )
  /** From the tables so far, and from the one that is joined. */
  const sidesOf = (index: number) => [
    columns.slice(0, index + 1),
    columns.slice(index + 1, index + 2),
  ]
  return (
    <section className={styles.part} aria-label={text('builder.joins')}>
      <h2 className={styles.heading}>{text('builder.joins')}</h2>
      <div className={styles.line}>
        <span className={styles.name}>{tableText(from)}</span>
        {remove(nameOf(from))}
      </div>
      {joins.map((join, index) => {
        const [before = [], own = []] = sidesOf(index)
        const pick = (kind: Join['kind']): void => {
          const left = own[0]?.columns[0]?.use
          const right = before[0]?.columns[0]?.use
          const on = join.on.length > 0 || !left || !right ? join.on : [{ left, right }]
          change(index, { ...join, kind, on: kind === 'cross' ? [] : on })
        }
        return (
          <div key={nameOf(join.table)} className={styles.join}>
            <div className={styles.line}>
              <div className={styles.kind}>
                <Select
                  label={text('builder.joinOf', { name: nameOf(join.table) })}
                  isLabelHidden
                  value={join.kind}
                  options={JOIN_KINDS.map((kind) => ({
                    value: kind,
                    label: text(`builder.join_${kind}`),
                  }))}
                  onChange={pick}
                />
              </div>
              <span className={styles.name}>{tableText(join.table)}</span>
              {remove(nameOf(join.table))}
            </div>
            {join.on.map((pair, at) => (
              <Fragment key={`${pair.left.column}/${pair.right.column}`}>
                <div className={styles.pair}>
                  <ColumnChoice
                    label={text('builder.joinLeft')}
                    columns={columns.slice(0, index + 2)}
                    value={pair.left}
                    onChange={(left) =>
                      change(index, { ...join, on: withItem(join.on, at, { ...pair, left }) })
                    }
                  />
                  <span aria-hidden>=</span>
                  <ColumnChoice
                    label={text('builder.joinRight')}
                    columns={columns.slice(0, index + 2)}
                    value={pair.right}
                    onChange={(right) =>
                      change(index, { ...join, on: withItem(join.on, at, { ...pair, right }) })
                    }
                  />
                </div>
              </Fragment>
            ))}
          </div>
        )
      })}
    </section>
  )
}
