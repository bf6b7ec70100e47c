import type { Column } from '../../contract/columns.ts'
import type { EditColumn, EditRefusal, EditableRows } from '../../contract/edits.ts'
import type { Catalog, ColumnInfo, RelationDetail } from '../../contract/explorer.ts'
import type { EditDialect } from '../drivers/editDialect.ts'
import type { SimpleSelect, WrittenName } from '../../contract/sql/select/simpleSelect.ts'

export type Refused = { readonly refusal: EditRefusal }
type Relation = Catalog['relations'][number]

export const refuse = (reason: EditRefusal['reason'], columns: string[] = []): Refused => ({
  refusal: { reason, columns },
})

/** `folds`: names without quotes are the same in lower case only, else in any case. */
export type NameRule = { readonly folds: boolean }

/** How its columns are changed. */
type ColumnRule = NameRule & Pick<EditDialect, 'keepsNumbers'>

/** The relation a statement names: of the schema that names without one belong to, where it names none. */
export function findRelation(
  { defaultSchema, relations }: Catalog,
  { table }: SimpleSelect,
  rule: NameRule,
): Relation | Refused {
  const name = table.at(-1)!
  const schema = table.length > 1 ? table.at(-2)! : { text: defaultSchema, isQuoted: true }
  if (table.length > 2) return refuse('unknown-table')
  const inSchema = relations.filter((each) => isNamed(each.schema, schema, rule))
  const relation = pick(inSchema, (each) => each.name, name, rule)
  if (!relation) return refuse('unknown-table')
  return relation.kind === 'table' ? relation : refuse('not-a-table')
}

/** The rows that a result of the statement shows, and how each is found again. */
export function decideTarget(
  relation: Pick<Relation, 'schema' | 'name'>,
  detail: Pick<RelationDetail, 'columns' | 'keys'>,
  { items }: SimpleSelect,
  result: readonly Column[],
  rule: ColumnRule,
): { rows: EditableRows } | Refused {
  const shown = items.flatMap((item): (ColumnInfo | null)[] => {
    if (item.kind === 'all') return detail.columns
    if (item.kind !== 'column') return [null]
    return [pick(detail.columns, ({ name }) => name, item.name, rule) ?? null]
  })
  if (shown.length !== result.length) return refuse('unknown-table')
  const names = new Set(shown.flatMap((column) => column?.name ?? []))
  const key = decideKey(detail, names)
  if ('refusal' in key) return key
  const { schema, name: table } = relation
  return { rows: { schema, table, key, columns: shown.map(toEditColumn(rule, result)) } }
}

const toEditColumn =
  ({ keepsNumbers }: ColumnRule, result: readonly Column[]) =>
  (column: ColumnInfo | null, index: number, all: (ColumnInfo | null)[]) => {
    const isFirst = all.findIndex((other) => other?.name === column?.name) === index
    return {
      name: column?.name ?? null,
      ...(column &&
        column.serverType !== result[index]!.serverType && { declaredType: column.serverType }),
      isEditable: column !== null && isFirst && !column.isGenerated,
      isNullable: column?.isNullable ?? true,
      hasDefault: column !== null && (column.defaultExpression !== null || !!column.isGenerated),
      ...(column && keepsNumbers?.(column.serverType) && { keepsNumbers: true as const }),
    } satisfies EditColumn
  }

/** The primary key, else a key whose columns cannot be NULL, else where there is none all that the table has. */
function decideKey(
  { columns, keys }: Pick<RelationDetail, 'columns' | 'keys'>,
  shown: ReadonlySet<string>,
): EditableRows['key'] | Refused {
  const primary = columns
    .filter(({ primaryKeyPosition }) => primaryKeyPosition !== null)
    .toSorted((a, b) => a.primaryKeyPosition! - b.primaryKeyPosition!)
    .map(({ name }) => name)
  const nullable = new Set(columns.filter((each) => each.isNullable).map(({ name }) => name))
  const unique = keys
    .filter((key) => key.kind === 'unique' && !key.columns.some((name) => nullable.has(name)))
    .map((key) => key.columns)
  const candidates = [
    ...(primary.length > 0 ? [{ kind: 'primary' as const, columns: primary }] : []),
    ...unique.map((names) => ({ kind: 'unique' as const, columns: names })),
  ]
  const found = candidates.find((key) => key.columns.every((name) => shown.has(name)))
  if (found) return found
  const all = columns.map(({ name }) => name)
  const wanted = candidates[0]?.columns ?? all
  const missing = wanted.filter((name) => !shown.has(name))
  if (missing.length > 0) return refuse('key-missing', missing)
  return { kind: 'all-values', columns: all }
}

const isNamed = (name: string, written: WrittenName, rule: NameRule): boolean =>
  rule.folds
    ? name === (written.isQuoted ? written.text : written.text.toLowerCase())
    : name.toLowerCase() === written.text.toLowerCase()

/** The one of exactly this name before one that differs in case. */
function pick<T>(
  all: readonly T[],
  nameOf: (each: T) => string,
  written: WrittenName,
  rule: NameRule,
): T | undefined {
  const found = all.filter((each) => isNamed(nameOf(each), written, rule))
  return found.find((each) => nameOf(each) === written.text) ?? found[0]
}
