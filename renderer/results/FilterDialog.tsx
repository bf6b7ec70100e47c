import { useState } from 'react'
import type { Column } from '../../contract/columns.ts'
import { type Filter, type FilterOperator, valueOperators } from '../../contract/filters.ts'
import { useText, type TextKey } from '../text/text.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Select } from '../ui/Select.tsx'
import { TextField } from '../ui/TextField.tsx'
import styles from './FilterDialog.module.css'
import { filterOf, operandText, operatorsFor } from './filterDraft.ts'

type FilterDialogProps = {
  column: Column
  /** As it stands at the top of the column, or what stands for it. */
  name: string
  index: number
  /** Of all columns. */
  filters: readonly Filter[]
  onApply: (filters: readonly Filter[]) => void
  onClose: () => void
}

/** The filter of one column: an operator, and a value where it takes one. */
export function FilterDialog({
  column,
  name,
  index,
  filters,
  onApply,
  onClose,
}: FilterDialogProps) {
  const text = useText()
  const known = filters.find((filter) => filter.column === index)
  const [operator, setOperator] = useState(known?.operator ?? operatorsFor(column.type)[0]!)
  const [value, setValue] = useState(known ? operandText(known) : '')
  const others = filters.filter((filter) => filter.column !== index)
  const apply = (next: readonly Filter[]): void => {
    onApply(next)
    onClose()
  }
  return (
    <Dialog
      title={text('results.filterColumn', { column: name })}
      onClose={onClose}
      onSubmit={() => apply([...others, filterOf(index, operator, value)])}
      footer={
        <>
          {known && <Button onClick={() => apply(others)}>{text('results.removeFilter')}</Button>}
          <Button onClick={onClose}>{text('common.cancel')}</Button>
          <Button type="submit" variant="primary">
            {text('results.applyFilter')}
          </Button>
        </>
      }
    >
      <div className={styles.condition}>
        <Select
          label={text('results.filterOperator')}
          value={operator}
          options={operatorsFor(column.type).map((each) => ({
            value: each,
            label: text(LABELS[each]),
          }))}
          onChange={setOperator}
        />
        {takesValue(operator) && (
          <TextField
            label={text('results.filterValue')}
            data-begin
            value={value}
            help={text(operator === 'in' ? 'results.filterListHelp' : 'results.filterValueHelp', {
              type: column.serverType,
            })}
            onChange={setValue}
          />
        )}
      </div>
    </Dialog>
  )
}

const takesValue = (operator: FilterOperator): boolean =>
  operator === 'in' || valueOperators.some((each) => each === operator)

const LABELS: Record<FilterOperator, TextKey> = {
  '=': 'results.operatorEquals',
  '!=': 'results.operatorDiffers',
  '<': 'results.operatorLess',
  '<=': 'results.operatorAtMost',
  '>': 'results.operatorGreater',
  '>=': 'results.operatorAtLeast',
  contains: 'results.operatorContains',
  'starts-with': 'results.operatorStartsWith',
  in: 'results.operatorIn',
  'is-null': 'results.operatorIsNull',
  'is-not-null': 'results.operatorIsNotNull',
}
