import { Plus, X } from 'lucide-react'
import {
  OPERATORS,
  type Condition,
  type ConditionGroup,
  type ConditionTest,
} from '../../contract/sql/select/SelectQuery.ts'
import { useText } from '../text/text.ts'
import { Button } from '../ui/Button.tsx'
import { Choice } from '../ui/Choice.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Select } from '../ui/Select.tsx'
import { ColumnChoice } from './ColumnChoice.tsx'
import { tidy, withItem, withoutItem } from './editQuery.ts'
import { LateField } from './LateField.tsx'
import type { PartProps } from './PartProps.ts'
import { firstColumn, type TableColumns } from './queryColumns.ts'
import styles from './QueryBuilder.module.css'
import {
  fitValues,
  placeholder,
  toValue,
  toValues,
  valueCount,
  valuesText,
  valueText,
} from './valueText.ts'

/** Which rows come. */
export function FiltersPart({ query, columns, onQuery }: PartProps) {
  const text = useText()
  return (
    <section className={styles.part} aria-label={text('builder.filters')}>
      <h2 className={styles.heading}>{text('builder.filters')}</h2>
      <GroupEditor
        group={query.where}
        columns={columns}
        depth={0}
        onChange={(where) => onQuery({ ...query, where: tidy(where) })}
      />
    </section>
  )
}

type GroupEditorProps = {
  readonly group: ConditionGroup
  readonly columns: readonly TableColumns[]
  readonly depth: number
  readonly onChange: (group: ConditionGroup) => void
}

function GroupEditor({ group, columns, depth, onChange }: GroupEditorProps) {
  const text = useText()
  const { conditions, joiner } = group
  const change = (next: readonly Condition[]): void => onChange({ ...group, conditions: next })
  const fresh = (): ConditionTest | null => {
    const column = firstColumn(columns)
    return (
      column && { kind: 'test', ...column, operator: '=', values: [placeholder(column.column)] }
    )
  }
  const add = (): void => {
    const test = fresh()
    if (test) change([...conditions, test])
  }
  /** Of two, since a group of one is the condition in it. */
  const addGroup = (): void => {
    const test = fresh()
    if (!test) return
    const other = joiner === 'and' ? 'or' : 'and'
    change([...conditions, { kind: 'group', joiner: other, conditions: [test, test] }])
  }
  return (
    <div className={styles.group} data-depth={depth}>
      {conditions.length > 1 && (
        <Choice
          label={text('builder.joiner')}
          value={joiner}
          options={[
            { value: 'and', label: text('builder.and') },
            { value: 'or', label: text('builder.or') },
          ]}
          onChange={(value) => onChange({ ...group, joiner: value })}
        />
      )}
      {conditions.map((condition, index) =>
        condition.kind === 'group' ? (
          <GroupEditor
            // oxlint-disable-next-line react/no-array-index-key -- conditions have no other name
            key={index}
            group={condition}
            columns={columns}
            depth={depth + 1}
            onChange={(next) => change(withItem(conditions, index, next))}
          />
        ) : (
          <TestEditor
            // oxlint-disable-next-line react/no-array-index-key -- conditions have no other name
            key={index}
            test={condition}
            columns={columns}
            onChange={(next) => change(withItem(conditions, index, next))}
            onRemove={() => change(withoutItem(conditions, index))}
          />
        ),
      )}
      <div className={styles.line}>
        <Button variant="quiet" icon={Plus} onClick={add}>
          {text('builder.addFilter')}
        </Button>
        {depth < 3 && conditions.length > 0 && (
          <Button variant="quiet" icon={Plus} onClick={addGroup}>
            {text('builder.addGroup')}
          </Button>
        )}
      </div>
    </div>
  )
}

type TestEditorProps = {
  readonly test: ConditionTest
  readonly columns: readonly TableColumns[]
  readonly onChange: (test: ConditionTest) => void
  readonly onRemove: () => void
}

function TestEditor({ test, columns, onChange, onRemove }: TestEditorProps) {
  const text = useText()
  const { operator, values } = test
  const count = valueCount(operator)
  return (
    <div className={styles.line}>
      <ColumnChoice
        label={text('builder.filterColumn')}
        columns={columns}
        value={test}
        onChange={(column) => onChange({ ...test, ...column })}
      />
      <div className={styles.operator}>
        <Select
          label={text('builder.operator')}
          isLabelHidden
          value={operator}
          options={OPERATORS.map((value) => ({ value, label: value }))}
          onChange={(next) =>
            onChange({ ...test, operator: next, values: fitValues(next, values, test.column) })
          }
        />
      </div>
      {count === null ? (
        <LateField
          label={text('builder.values')}
          value={valuesText(values)}
          onChange={(typed) => {
            const next = toValues(typed)
            if (next.length > 0) onChange({ ...test, values: next })
          }}
        />
      ) : (
        values.map((value, index) => (
          <LateField
            // oxlint-disable-next-line react/no-array-index-key -- values have no other name
            key={index}
            label={text('builder.value')}
            value={valueText(value)}
            onChange={(typed) =>
              onChange({ ...test, values: withItem(values, index, toValue(typed)) })
            }
          />
        ))
      )}
      <IconButton icon={X} size="small" label={text('builder.removeFilter')} onClick={onRemove} />
    </div>
  )
}
