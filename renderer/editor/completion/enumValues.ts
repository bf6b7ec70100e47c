import { type CatalogIndex, findRelation } from './catalogIndex.ts'
import type { SqlToken } from './scanSql.ts'
import type { TableRef } from './tablesInScope.ts'

/**
 * The values that the column compared at the end of `tokens` can have, as in `f.rating = ` and
 * `rating in ('PG', `; none where it is of no such type.
 */
export function enumValues(
  tokens: readonly SqlToken[],
  tables: readonly TableRef[],
  index: CatalogIndex,
): readonly string[] {
  if (index.enums.length === 0) return []
  const column = comparedColumn(tokens)
  if (!column) return []
  for (const table of tables) {
    if (table.derived) continue
    if (column.qualifier !== null && !isSame(table.alias ?? table.name, column.qualifier)) continue
    const found = findRelation(index, table)?.columns.find(({ name }) => isSame(name, column.name))
    if (!found) continue
    const type = found.serverType.replaceAll('"', '')
    const known = index.enums.find(
      ({ schema, name }) => type === name || type === `${schema}.${name}`,
    )
    return known?.values ?? []
  }
  return []
}

type ColumnName = { qualifier: string | null; name: string }

function comparedColumn(tokens: readonly SqlToken[]): ColumnName | null {
  let at = tokens.length - 1
  if (isMark(tokens[at], '=', '<', '>')) while (isMark(tokens[at], '=', '<', '>', '!')) at--
  else {
    // Back over what is listed already.
    while (isMark(tokens[at], ',') && tokens[at - 1]?.kind === 'opaque') at -= 2
    if (!isMark(tokens[at], '(') || !isWord(tokens[at - 1], 'IN')) return null
    at -= isWord(tokens[at - 2], 'NOT') ? 3 : 2
  }
  const name = tokens[at]
  if (name?.kind !== 'word' && name?.kind !== 'quoted') return null
  const qualifier = isMark(tokens[at - 1], '.') ? (tokens[at - 2]?.text ?? null) : null
  return { qualifier, name: name.text }
}

const isMark = (token: SqlToken | undefined, ...marks: string[]): boolean =>
  token?.kind === 'punctuation' && marks.includes(token.text)

const isWord = (token: SqlToken | undefined, word: string): boolean =>
  token?.kind === 'word' && token.text.toUpperCase() === word

const isSame = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()
