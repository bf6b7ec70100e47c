import type { ColumnType } from '../../contract/columns.ts'
import { formatOfImport } from '../../contract/formatOfImport.ts'
import {
  csvReadOptionsSchema,
  type CsvReadOptions,
  type ImportColumn,
  type ImportFormat,
  type ImportSource,
  type ImportTarget,
  type ImportTargetInfo,
  type InspectedFile,
  MAX_REJECTS,
} from '../../contract/imports.ts'
import type { PointColumn, PointRole, TimeUnit } from '../../contract/pointColumns.ts'
import type { ImportPlace } from './importStore.ts'

/** What the user chose for a column of the file; what is left out is as the file and table say. */
export type ColumnChoice = {
  readonly target?: string
  readonly type?: ColumnType
  readonly isSkipped?: boolean
  /** Where rows become points. */
  readonly role?: PointRole
  readonly unit?: TimeUnit
}

/** All that is chosen for an import. */
export type ImportDraft = {
  readonly path: string
  readonly fileName: string
  /** The file is a copy that the window has sent up. */
  readonly isUpload: boolean
  readonly format: ImportFormat
  readonly csv: CsvReadOptions
  readonly sheet: string | null
  readonly choices: Readonly<Record<number, ColumnChoice>>
  readonly creates: boolean
  readonly schema: string
  readonly table: string
  /** As typed. */
  readonly maxRejects: string
}

export const newDraft = ({ schema, table }: ImportPlace): ImportDraft => ({
  path: '',
  fileName: '',
  isUpload: false,
  format: 'csv',
  csv: csvReadOptionsSchema.parse({}),
  sheet: null,
  choices: {},
  creates: table === null,
  schema,
  table: table ?? '',
  maxRejects: '0',
})

/** Another file: what was chosen for the columns of the one before is forgotten. */
export function withFile(
  draft: ImportDraft,
  file: Pick<ImportDraft, 'path' | 'fileName' | 'isUpload'>,
): ImportDraft {
  const isTabbed = /\.(tsv|tab)(\.(gz|zst|zstd))?$/i.test(file.fileName)
  return {
    ...draft,
    ...file,
    format: formatOfImport(file.fileName) ?? 'csv',
    csv: { ...draft.csv, separator: isTabbed ? '\t' : ',' },
    sheet: null,
    choices: {},
    table: draft.creates ? tableNameOf(file.fileName) : draft.table,
  }
}

/** `Orders 2024.csv.gz` → `orders_2024`: a name that needs no quotes. */
function tableNameOf(fileName: string): string {
  const name = fileName.split('.')[0] ?? ''
  const plain = name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '_')
    .replaceAll(/^_+|_+$/g, '')
  return /^\p{N}/u.test(plain) ? `t_${plain}` : plain || 'imported'
}

export const sourceOf = ({ path, format, csv, sheet }: ImportDraft): ImportSource => ({
  path,
  format,
  csv,
  sheet,
})

export const targetOf = ({ schema, table, creates }: ImportDraft): ImportTarget => ({
  schema,
  table: table.trim(),
  creates,
})

export type PlannedColumn = {
  readonly source: number
  readonly name: string
  /** Empty: there is no column it goes to yet. */
  readonly target: string
  readonly type: ColumnType
  readonly guessed: ColumnType
  readonly isSkipped: boolean
  /** There where rows become points. */
  readonly point?: PointColumn
}

/** Each column of the file with where it goes: as chosen, else by its name and the guessed type. */
export function planColumns(
  draft: ImportDraft,
  file: InspectedFile,
  table: ImportTargetInfo | null,
): PlannedColumn[] {
  return file.columns.map(({ name, type: guessed }, source) => {
    const choice = draft.choices[source] ?? {}
    const known = draft.creates ? null : matching(table, choice.target ?? name)
    const target = choice.target ?? (draft.creates ? name : (known?.name ?? ''))
    const own = known && known.type.kind !== 'any' ? known.type : guessed
    return {
      source,
      name,
      target,
      type: choice.type ?? own,
      guessed,
      isSkipped: choice.isSkipped ?? (!draft.creates && table !== null && target === ''),
    }
  })
}

function matching(table: ImportTargetInfo | null, name: string) {
  const columns = table?.columns ?? []
  return (
    columns.find((column) => column.name === name) ??
    columns.find((column) => column.name.toLowerCase() === name.toLowerCase())
  )
}

export const usedColumns = (planned: readonly PlannedColumn[]): ImportColumn[] =>
  planned
    .filter(({ isSkipped, target }) => !isSkipped && target.trim() !== '')
    .map(({ source, target, type, point }) => ({
      source,
      target: target.trim(),
      type,
      ...(point && { point }),
    }))

export type PlanProblem =
  | { readonly kind: 'no-columns' | 'no-field' | 'two-times' }
  | { readonly kind: 'twice' | 'required' | 'no-target'; readonly name: string }

/** What keeps the columns from being imported; null: nothing. */
export function planProblem(
  planned: readonly PlannedColumn[],
  table: ImportTargetInfo | null,
): PlanProblem | null {
  const taken = new Set<string>()
  for (const { isSkipped, target, name, point } of planned) {
    if (isSkipped) continue
    if (target.trim() === '') return { kind: 'no-target', name }
    if (point?.role === 'time' && taken.has(target)) return { kind: 'two-times' }
    if (taken.has(target.trim())) return { kind: 'twice', name: target.trim() }
    taken.add(target.trim())
  }
  if (taken.size === 0) return { kind: 'no-columns' }
  const isOf = (role: PointRole) => (column: PlannedColumn) =>
    !column.isSkipped && column.point?.role === role
  const isOfPoints = planned.some(({ point }) => point)
  if (isOfPoints && !planned.some(isOf('field'))) return { kind: 'no-field' }
  const left = table?.columns.find(({ isRequired, name }) => isRequired && !taken.has(name))
  return left ? { kind: 'required', name: left.name } : null
}

/** Null: what was typed is no number of rows. */
export function rejectLimit({ maxRejects }: ImportDraft): number | null {
  const count = Number(maxRejects.trim())
  return /^\s*\d+\s*$/.test(maxRejects) && count <= MAX_REJECTS ? count : null
}
