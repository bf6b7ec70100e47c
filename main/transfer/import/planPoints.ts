import { WorkbenchError } from '../../../contract/errors.ts'
import type { ImportColumn, ImportTargetInfo, InspectedFile } from '../../../contract/imports.ts'
import {
  guessPointRoles,
  knownPointColumns,
  pointType,
  type PointColumn,
  type PointRole,
  type TimeUnit,
} from '../../../contract/pointColumns.ts'

/** What was said of a file's columns, by their names; null: nothing. */
export type PointChoice = {
  /** All that are tags. */
  readonly tags: readonly string[] | null
  readonly time: string | null
  readonly unit: TimeUnit | null
}

/**
 * All of a file into points: by what was said, else by what the series has each column as so far, by its
 * name and its type. Throws `invalid-request` for a column that the file has not, and where the unit of a
 * time is to be said.
 */
export function planPoints(
  columns: InspectedFile['columns'],
  choice: PointChoice | null,
  series: ImportTargetInfo['columns'],
): ImportColumn[] {
  const { tags = null, time = null, unit = null } = choice ?? {}
  const names = columns.map(({ name }) => name)
  for (const name of [...(tags ?? []), ...(time === null ? [] : [time])])
    if (!names.includes(name))
      throw new WorkbenchError(
        'invalid-request',
        `The file has no column “${name}”; it has ${names.join(', ')}.`,
        { details: { column: name } },
      )
  const known = knownPointColumns(series)
  const guessed = guessPointRoles(columns, known)
  const roleOf = (name: string, index: number): PointRole => {
    if (time === null ? guessed[index] === 'time' : name === time) return 'time'
    if (tags) return tags.includes(name) ? 'tag' : 'field'
    return guessed[index] === 'time' ? 'field' : guessed[index]!
  }
  return columns.map((column, source) => {
    const role = roleOf(column.name, source)
    const type = pointType(column, role, known)
    const point: PointColumn = {
      role,
      ...(role === 'time' && type.kind === 'int64' && { unit: unit ?? missingUnit(column.name) }),
    }
    return { source, target: column.name, type, point }
  })
}

function missingUnit(name: string): never {
  throw new WorkbenchError(
    'invalid-request',
    `Say what the whole numbers of “${name}” count since 1970: --time-unit s, ms, us or ns.`,
    { details: { column: name } },
  )
}
