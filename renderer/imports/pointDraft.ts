import { cellText } from '../../contract/cellText.ts'
import type { ImportPreview, InspectedFile } from '../../contract/imports.ts'
import {
  guessPointRoles,
  guessTimeUnit,
  type KnownPointColumn,
  NANOSECONDS,
  pointType,
  pointTypes,
  type PointRole,
  type TimeUnit,
} from '../../contract/pointColumns.ts'
import { keyOf } from './columnTypes.ts'
import type { ColumnChoice, PlannedColumn } from './importDraft.ts'

type Choices = Readonly<Record<number, ColumnChoice>>

/** What points call their time. */
const TIME = 'time'

/** Each column of the file with what it is of a point: as chosen, else as the series has it, else guessed. */
export function planPointColumns(
  choices: Choices,
  file: InspectedFile,
  known: readonly KnownPointColumn[],
): PlannedColumn[] {
  const guesses = guessPointRoles(file.columns, known)
  const hasChosenTime = Object.values(choices).some(
    ({ role, isSkipped }) => role === 'time' && !isSkipped,
  )
  return file.columns.map((column, source) => {
    const { name, type: guessed } = column
    const choice = choices[source] ?? {}
    const guess = hasChosenTime && guesses[source] === 'time' ? 'field' : guesses[source]!
    const role = choice.role ?? guess
    return {
      source,
      name,
      target: role === 'time' ? TIME : (choice.target ?? name),
      type: typeChosen(choice, role, guessed) ?? pointType(column, role, known),
      guessed,
      isSkipped: choice.isSkipped ?? false,
      point: { role },
    }
  })
}

/** A type that was chosen for another role may not do for this one. */
function typeChosen({ type }: ColumnChoice, role: PointRole, guessed: PlannedColumn['guessed']) {
  const types = pointTypes(role, guessed)
  return type && types.find((each) => keyOf(each) === keyOf(type))
}

/** Whole numbers of time get their unit: as chosen, else by the first of them. */
export function withTimeUnits(
  planned: readonly PlannedColumn[],
  choices: Choices,
  preview: ImportPreview | null,
): PlannedColumn[] {
  const used = planned.filter(({ isSkipped, target }) => !isSkipped && target.trim() !== '')
  return planned.map((column) => {
    const { source, type, point } = column
    if (point?.role !== 'time' || type.kind !== 'int64') return column
    const place = used.indexOf(column)
    const first = preview?.rows.find((row) => row[place])?.[place] ?? ''
    return { ...column, point: { ...point, unit: choices[source]?.unit ?? guessTimeUnit(first) } }
  })
}

/** Columns that the series so far has in another role: a name would be both tag and field. */
export const pointConflicts = (
  planned: readonly PlannedColumn[],
  known: readonly KnownPointColumn[],
): KnownPointColumn[] =>
  known.filter(({ name, role }) =>
    planned.some(
      ({ isSkipped, target, point }) =>
        !isSkipped && point && point.role !== 'time' && target === name && point.role !== role,
    ),
  )

/** A whole number of time as the time that it is; what is none stays. */
export function timeOfNumber(text: string, unit: TimeUnit): string {
  if (!/^[+-]?\d+$/.test(text)) return text
  const raw = BigInt(text) * NANOSECONDS[unit]
  return cellText({ kind: 'timestamp', unit: 'ns', zone: 'UTC' }, raw)
}
