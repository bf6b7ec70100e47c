import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import type { AggregateFunction } from '../../../contract/frames.ts'
import { api } from '../../api/api.ts'
import { useText, type Text, type TextKey } from '../../text/text.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Select } from '../../ui/Select.tsx'
import type { ResultState } from '../runState.ts'
import { addResult } from '../runsStore.ts'
import {
  type AggregateDraft,
  aggregateOf,
  nextAggregate,
  functionsFor,
  ROWS,
  withColumn,
} from './aggregateDraft.ts'
import styles from './Analysis.module.css'
import { MakingButtons } from './MakingButtons.tsx'
import { MakingNotice } from './MakingNotice.tsx'
import { useMaking } from './useMaking.ts'

type GroupDialogProps = {
  tabId: string
  /** As it is shown: the rows that its view has. */
  result: ResultState
  /** Chosen from the start. */
  column: number | null
  /** Only the columns are asked for. */
  isDistinct: boolean
  onClose: () => void
}

const COUNT: AggregateDraft = { id: 0, column: ROWS, name: 'count' }

/** Columns to group by and what to work out of each group; the outcome is a result of its own. */
export function GroupDialog({ tabId, result, column, isDistinct, onClose }: GroupDialogProps) {
  const text = useText()
  const [keys, setKeys] = useState<readonly number[]>(column === null ? [] : [column])
  const [aggregates, setAggregates] = useState<readonly AggregateDraft[]>(isDistinct ? [] : [COUNT])
  const making = useMaking(onClose)
  const names = result.columns.map(({ name }, index) => nameOf(name, index, text))
  const choices = names.map((name, index) => ({ id: `${index} ${name}`, name, index }))
  const chosen = keys.map((key) => names[key]).join(', ')
  const title = text(isDistinct ? 'analysis.distinctTitle' : 'analysis.groupTitle')
  const made = chosen
    ? text(isDistinct ? 'analysis.distinctOf' : 'analysis.groupedBy', { columns: chosen })
    : title
  const submit = (): void => {
    const request = { resultId: result.resultId, keys: [...keys] }
    making.make(
      (signal) =>
        api.call(
          'frames.group',
          { ...request, aggregates: aggregates.map(aggregateOf) },
          { signal },
        ),
      (groups, elapsedMs) => addResult(tabId, groups, { title: made, elapsedMs }),
    )
  }
  return (
    <Dialog
      title={title}
      onClose={onClose}
      onSubmit={submit}
      notice={making.state.kind !== 'idle' && <MakingNotice state={making.state} />}
      footer={
        <MakingButtons
          making={making}
          label={text(isDistinct ? 'analysis.showDistinct' : 'analysis.group')}
          isReady={keys.length + aggregates.length > 0}
          onClose={onClose}
        />
      }
    >
      <fieldset className={styles.choices}>
        <legend>{text(isDistinct ? 'analysis.columns' : 'analysis.groupBy')}</legend>
        <div className={styles.columns}>
          {choices.map(({ id, name, index }) => (
            <Checkbox
              key={id}
              label={name}
              isChecked={keys.includes(index)}
              onChange={(isChecked) =>
                setKeys(isChecked ? [...keys, index] : keys.filter((key) => key !== index))
              }
            />
          ))}
        </div>
      </fieldset>
      {!isDistinct && (
        <AggregateFields
          result={result}
          names={names}
          keys={keys}
          aggregates={aggregates}
          onChange={setAggregates}
        />
      )}
    </Dialog>
  )
}

type AggregateFieldsProps = {
  result: ResultState
  names: readonly string[]
  /** Columns that are grouped by. */
  keys: readonly number[]
  aggregates: readonly AggregateDraft[]
  onChange: (aggregates: readonly AggregateDraft[]) => void
}

function AggregateFields({ result, names, keys, aggregates, onChange }: AggregateFieldsProps) {
  const text = useText()
  const { columns } = result
  const change = (changed: AggregateDraft): void =>
    onChange(aggregates.map((each) => (each.id === changed.id ? changed : each)))
  const add = (): void => onChange([...aggregates, nextAggregate(aggregates, columns, keys)])
  return (
    <fieldset className={styles.choices}>
      <legend>{text('analysis.aggregates')}</legend>
      {aggregates.map((draft, at) => (
        <div key={draft.id} className={styles.aggregate}>
          <Select
            label={text('analysis.aggregateColumn', { number: at + 1 })}
            isLabelHidden
            value={draft.column}
            options={[
              { value: ROWS, label: text('analysis.rows') },
              ...names.map((name, index) => ({ value: String(index), label: name })),
            ]}
            onChange={(column) => change(withColumn(draft, columns, column))}
          />
          <Select
            label={text('analysis.aggregateFunction', { number: at + 1 })}
            isLabelHidden
            value={draft.name}
            options={functionsFor(columns, draft.column).map((name) => ({
              value: name,
              label: text(FUNCTIONS[name]),
            }))}
            onChange={(name) => change({ ...draft, name })}
          />
          <IconButton
            icon={X}
            label={text('analysis.removeAggregate', { number: at + 1 })}
            onClick={() => onChange(aggregates.filter(({ id }) => id !== draft.id))}
          />
        </div>
      ))}
      <Button variant="quiet" icon={Plus} onClick={add}>
        {text('analysis.addAggregate')}
      </Button>
    </fieldset>
  )
}

export const nameOf = (name: string, index: number, text: Text): string =>
  name || text('results.unnamedColumn', { number: index + 1 })

const FUNCTIONS: Record<AggregateFunction, TextKey> = {
  count: 'analysis.count',
  'count-distinct': 'analysis.countDistinct',
  sum: 'analysis.sum',
  mean: 'analysis.mean',
  min: 'analysis.min',
  max: 'analysis.max',
  median: 'analysis.median',
  first: 'analysis.first',
  last: 'analysis.last',
}
