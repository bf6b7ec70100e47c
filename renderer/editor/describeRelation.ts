import type { ColumnInfo, KeyInfo, RelationDetail } from '../../contract/explorer.ts'
import type { Text } from '../text/text.ts'
import type { Relation } from './completion/catalogIndex.ts'

type Described = {
  readonly relation: Relation
  readonly column: string | null
  /** Null: it could not be had in time. */
  readonly detail: RelationDetail | null
}

/** What a hover tells of a table or a column: a line of code, then facts and the comment. */
export function describeRelation(
  { relation, column, detail }: Described,
  text: Text,
): { code: string; lines: string[] } {
  if (column !== null) return describeColumn({ relation, column, detail }, text)
  const { schema, name, kind, columns } = relation
  const count = text('editor.hoverColumns', { count: columns.length })
  const primary = detail?.keys.find((key) => key.kind === 'primary')
  return {
    code: `${kind === 'view' || kind === 'materialized-view' ? 'view' : 'table'} ${schema}.${name}`,
    lines: [
      primary
        ? `${count} · ${text('editor.hoverPrimaryKey')} (${primary.columns.join(', ')})`
        : count,
      ...commentOf(detail),
    ],
  }
}

function describeColumn(
  { relation, column, detail }: Described & { column: string },
  text: Text,
): { code: string; lines: string[] } {
  const serverType = relation.columns.find(({ name }) => name === column)?.serverType ?? ''
  const info = detail?.columns.find(({ name }) => name === column)
  const facts = info && detail ? factsOf(info, detail.keys, text) : []
  return {
    code: `${relation.name}.${column} ${serverType}`.trimEnd(),
    lines: [...(facts.length > 0 ? [facts.join(' · ')] : []), ...commentOf(info)],
  }
}

function factsOf(info: ColumnInfo, keys: readonly KeyInfo[], text: Text): string[] {
  const ofColumn = keys.filter(({ columns }) => columns.includes(info.name))
  const foreign = ofColumn.flatMap(({ kind, columns, references }) => {
    if (kind !== 'foreign' || !references) return []
    const target = references.columns[columns.indexOf(info.name)] ?? ''
    return [`${text('editor.hoverForeignKey')} → ${references.table}.${target}`]
  })
  const isUnique = ofColumn.some(({ kind, columns }) => kind === 'unique' && columns.length === 1)
  return [
    text(info.isNullable ? 'editor.hoverNullable' : 'editor.hoverNotNull'),
    ...(info.primaryKeyPosition === null ? [] : [text('editor.hoverPrimaryKey')]),
    ...(isUnique ? [text('editor.hoverUnique')] : []),
    ...foreign,
    ...(info.defaultExpression === null
      ? []
      : [text('editor.hoverDefault', { value: info.defaultExpression })]),
  ]
}

const commentOf = (described: { comment?: string } | null | undefined): string[] =>
  described?.comment ? [described.comment] : []
