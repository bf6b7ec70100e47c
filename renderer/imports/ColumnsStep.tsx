import type { ImportTargetInfo } from '../../contract/imports.ts'
import { useText, type Text } from '../text/text.ts'
import { Banner } from '../ui/Banner.tsx'
import { Select } from '../ui/Select.tsx'
import { TextField } from '../ui/TextField.tsx'
import { keyOf, typeChoices } from './columnTypes.ts'
import type { ColumnChoice, PlannedColumn, PlanProblem } from './importDraft.ts'
import styles from './ImportWizard.module.css'
import { PointCells } from './PointCells.tsx'

type ColumnsStepProps = {
  planned: readonly PlannedColumn[]
  /** Null: a table is made. */
  table: ImportTargetInfo | null
  problem: PlanProblem | null
  onChoose: (source: number, choice: ColumnChoice) => void
}

/** Where each column of the file goes, and as what. */
export function ColumnsStep({ planned, table, problem, onChoose }: ColumnsStepProps) {
  const text = useText()
  const isOfPoints = planned.some(({ point }) => point)
  return (
    <>
      {problem && <Banner severity="warning">{problemText(problem, text)}</Banner>}
      <div className={styles.columns} data-points={isOfPoints || undefined}>
        <table>
          <thead>
            <tr>
              <th scope="col">{text('imports.use')}</th>
              <th scope="col">{text('imports.inFile')}</th>
              {isOfPoints && <th scope="col">{text('imports.role')}</th>}
              <th scope="col">{text('imports.type')}</th>
              <th scope="col">{text(isOfPoints ? 'imports.inPoint' : 'imports.inTable')}</th>
            </tr>
          </thead>
          <tbody>
            {planned.map((column) => (
              <ColumnRow
                key={column.source}
                column={column}
                table={table}
                onChoose={(choice) => onChoose(column.source, choice)}
              />
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

type ColumnRowProps = {
  column: PlannedColumn
  table: ImportTargetInfo | null
  onChoose: (choice: ColumnChoice) => void
}

function ColumnRow({ column, table, onChoose }: ColumnRowProps) {
  const text = useText()
  const { name, target, type, guessed, isSkipped, point } = column
  const types = typeChoices(guessed, type)
  return (
    <tr data-skipped={isSkipped || undefined}>
      <td>
        <input
          type="checkbox"
          aria-label={text('imports.useColumn', { name })}
          checked={!isSkipped}
          onChange={({ currentTarget }) => onChoose({ isSkipped: !currentTarget.checked })}
        />
      </td>
      <td className={styles.name}>{name}</td>
      {point ? (
        <PointCells column={column} onChoose={onChoose} />
      ) : (
        <td>
          <Select
            label={text('imports.typeOf', { name })}
            isLabelHidden
            isDisabled={isSkipped}
            value={keyOf(type)}
            options={types}
            onChange={(key) => onChoose({ type: types.find(({ value }) => value === key)!.type })}
          />
        </td>
      )}
      <td>
        {table ? (
          <Select
            label={text('imports.targetOf', { name })}
            isLabelHidden
            isDisabled={isSkipped}
            value={target}
            placeholder={text('imports.noTarget')}
            options={table.columns.map((each) => ({
              value: each.name,
              label: `${each.name} (${each.serverType})`,
            }))}
            onChange={(chosen) => onChoose({ target: chosen })}
          />
        ) : (
          <TextField
            label={text('imports.targetOf', { name })}
            isLabelHidden
            disabled={isSkipped || point?.role === 'time'}
            value={target}
            onChange={(chosen) => onChoose({ target: chosen })}
          />
        )}
      </td>
    </tr>
  )
}

function problemText(problem: PlanProblem, text: Text): string {
  switch (problem.kind) {
    case 'no-columns':
      return text('imports.noColumns')
    case 'no-field':
      return text('imports.noField')
    case 'two-times':
      return text('imports.twoTimes')
    case 'twice':
      return text('imports.columnTwice', { name: problem.name })
    case 'required':
      return text('imports.columnRequired', { name: problem.name })
    case 'no-target':
      return text('imports.columnNoTarget', { name: problem.name })
  }
}
