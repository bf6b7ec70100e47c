import { useMemo, useState } from 'react'
import type {
  ImportColumn,
  ImportPreview,
  ImportTargetInfo,
  InspectedFile,
} from '../../contract/imports.ts'
import type { SchemaInfo } from '../../contract/explorer.ts'
import { knownPointColumns, type KnownPointColumn } from '../../contract/pointColumns.ts'
import {
  type ColumnChoice,
  type ImportDraft,
  newDraft,
  planColumns,
  type PlannedColumn,
  type PlanProblem,
  planProblem,
  sourceOf,
  targetOf,
  usedColumns,
  withFile,
} from './importDraft.ts'
import { rowsBecome } from './importPlaces.ts'
import type { ImportPlace } from './importStore.ts'
import { planPointColumns, pointConflicts, withTimeUnits } from './pointDraft.ts'
import { type Asked, useAsked } from './useAsked.ts'

export type ImportPlan = {
  readonly draft: ImportDraft
  /** What the whole file was found to be. */
  readonly file: Asked<InspectedFile>
  readonly planned: readonly PlannedColumn[]
  /** Those that are imported. */
  readonly columns: readonly ImportColumn[]
  readonly problem: PlanProblem | null
  /** What the series so far has otherwise; nothing where rows become something else. */
  readonly conflicts: readonly KnownPointColumn[]
  readonly schemas: readonly SchemaInfo[]
  readonly preview: Asked<ImportPreview>
  readonly target: Asked<ImportTargetInfo>
  readonly change: (change: Partial<ImportDraft>) => void
  readonly chooseFile: (file: Pick<ImportDraft, 'path' | 'fileName' | 'isUpload'>) => void
  readonly chooseColumn: (source: number, choice: ColumnChoice) => void
}

/** What is chosen for an import, with what main says of it. */
export function useImportDraft(place: ImportPlace): ImportPlan {
  const [chosen, setDraft] = useState(() => newDraft(place))
  const { profileId } = place
  const isOfPoints = rowsBecome(profileId) === 'points'
  const isAsked = isOfPoints || place.schema === ''
  const schemas = useAsked('explorer.schemas', isAsked ? { profileId } : null)
  const usual = schemas.value?.find(({ isDefault }) => isDefault)?.name ?? ''
  const draft = useMemo(() => ({ ...chosen, schema: chosen.schema || usual }), [chosen, usual])
  const isPlaced = draft.table.trim() !== '' && (!isOfPoints || draft.schema !== '')
  const source = sourceOf(draft)
  const file = useAsked('imports.inspect', draft.path.trim() === '' ? null : { source })
  const existing = useAsked(
    'imports.target',
    draft.creates ? null : { profileId, target: targetOf(draft), columns: [] },
  )
  const series = useAsked(
    'imports.target',
    isOfPoints && isPlaced ? { profileId, target: targetOf(draft), columns: [] } : null,
  )
  const soFar = useMemo(() => knownPointColumns(series.value?.columns ?? []), [series.value])
  const table = draft.creates ? null : existing.value
  const planned = useMemo(() => {
    if (!file.value) return []
    return isOfPoints
      ? planPointColumns(draft.choices, file.value, soFar)
      : planColumns(draft, file.value, table)
  }, [isOfPoints, draft, file.value, table, soFar])
  const names = file.value?.columns.map(({ name }) => name) ?? []
  const read = usedColumns(planned)
  const preview = useAsked(
    'imports.preview',
    // What is only written in another unit is not read again.
    read.length === 0
      ? null
      : {
          source,
          columns: read.map(({ source: at, target, type }) => ({ source: at, target, type })),
          names,
        },
  )
  const shown = useMemo(
    () => (isOfPoints ? withTimeUnits(planned, draft.choices, preview.value) : planned),
    [isOfPoints, planned, draft.choices, preview.value],
  )
  const columns = useMemo(() => usedColumns(shown), [shown])
  const made = useAsked(
    'imports.target',
    draft.creates && columns.length > 0 && isPlaced
      ? { profileId, target: targetOf(draft), columns: [...columns] }
      : null,
  )
  return {
    draft,
    file,
    planned: shown,
    columns,
    problem: planProblem(shown, table),
    conflicts: pointConflicts(shown, soFar),
    schemas: schemas.value ?? [],
    preview,
    target: draft.creates ? made : existing,
    change: (change) => setDraft((known) => ({ ...known, ...change })),
    chooseFile: (picked) => setDraft((known) => withFile(known, picked)),
    chooseColumn: (index, choice) =>
      setDraft((known) => ({
        ...known,
        choices: { ...known.choices, [index]: { ...known.choices[index], ...choice } },
      })),
  }
}
