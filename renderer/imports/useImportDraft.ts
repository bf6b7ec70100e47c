import { useMemo, useState } from 'react'
import type {
  ImportColumn,
  ImportPreview,
  ImportTargetInfo,
  InspectedFile,
} from '../../contract/imports.ts'
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
import type { ImportPlace } from './importStore.ts'
import { type Asked, useAsked } from './useAsked.ts'

export type ImportPlan = {
  readonly draft: ImportDraft
  /** What the whole file was found to be. */
  readonly file: Asked<InspectedFile>
  readonly planned: readonly PlannedColumn[]
  /** Those that are imported. */
  readonly columns: readonly ImportColumn[]
  readonly problem: PlanProblem | null
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
  const schemas = useAsked('explorer.schemas', place.schema === '' ? { profileId } : null)
  const usual = schemas.value?.find(({ isDefault }) => isDefault)?.name ?? ''
  const draft = useMemo(() => ({ ...chosen, schema: chosen.schema || usual }), [chosen, usual])
  const source = sourceOf(draft)
  const file = useAsked('imports.inspect', draft.path.trim() === '' ? null : { source })
  const existing = useAsked(
    'imports.target',
    draft.creates ? null : { profileId, target: targetOf(draft), columns: [] },
  )
  const table = draft.creates ? null : existing.value
  const planned = useMemo(
    () => (file.value ? planColumns(draft, file.value, table) : []),
    [draft, file.value, table],
  )
  const columns = useMemo(() => usedColumns(planned), [planned])
  const names = file.value?.columns.map(({ name }) => name) ?? []
  const preview = useAsked(
    'imports.preview',
    columns.length === 0 ? null : { source, columns: [...columns], names },
  )
  const made = useAsked(
    'imports.target',
    draft.creates && columns.length > 0 && draft.table.trim() !== ''
      ? { profileId, target: targetOf(draft), columns: [...columns] }
      : null,
  )
  return {
    draft,
    file,
    planned,
    columns,
    problem: planProblem(planned, table),
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
