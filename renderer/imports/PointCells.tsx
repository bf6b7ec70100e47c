import { columnTypeName } from '../../contract/columnTypeName.ts'
import { pointRoles, pointTypes, timeUnits, type TimeUnit } from '../../contract/pointColumns.ts'
import { useText, type Text } from '../text/text.ts'
import { Select } from '../ui/Select.tsx'
import { keyOf } from './columnTypes.ts'
import type { ColumnChoice, PlannedColumn } from './importDraft.ts'

type PointCellsProps = {
  column: PlannedColumn
  onChoose: (choice: ColumnChoice) => void
}

/** What a column is of a point, and as what it is read: two cells of the list of columns. */
export function PointCells({ column, onChoose }: PointCellsProps) {
  const text = useText()
  const { name, isSkipped, point } = column
  const types = typesOf(column, text)
  const chosen = types.find(({ value }) => value === valueOf(column)) ?? types[0]!
  return (
    <>
      <td>
        <Select
          label={text('imports.roleOf', { name })}
          isLabelHidden
          isDisabled={isSkipped}
          value={point!.role}
          options={pointRoles.map((role) => ({ value: role, label: text(`imports.role_${role}`) }))}
          onChange={(role) => onChoose({ role })}
        />
      </td>
      <td>
        <Select
          label={text('imports.typeOf', { name })}
          isLabelHidden
          isDisabled={isSkipped || types.length < 2}
          value={chosen.value}
          options={types}
          onChange={(value) => onChoose(types.find((type) => type.value === value)!.choice)}
        />
      </td>
    </>
  )
}

type TypeOption = { value: string; label: string; choice: ColumnChoice }

/** Whole numbers of time stand there once for each unit. */
function typesOf({ point, guessed }: PlannedColumn, text: Text): TypeOption[] {
  const options = new Map<string, TypeOption>()
  const { role } = point!
  for (const type of pointTypes(role, guessed)) {
    const units: readonly (TimeUnit | null)[] =
      role === 'time' && type.kind === 'int64' ? timeUnits : [null]
    for (const unit of units) {
      const value = unit ?? keyOf(type)
      const label = unit ? text(`imports.unit_${unit}`) : columnTypeName(type)
      options.set(value, { value, label, choice: { type, ...(unit && { unit }) } })
    }
  }
  // Types that are called the same, such as times of other digits, are not told apart by anybody.
  const byLabel = new Map<string, TypeOption>()
  for (const option of options.values())
    if (!byLabel.has(option.label)) byLabel.set(option.label, option)
  return [...byLabel.values()]
}

const valueOf = ({ type, point }: PlannedColumn): string => point?.unit ?? keyOf(type)
