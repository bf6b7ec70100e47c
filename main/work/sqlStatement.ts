import type { Column } from '../../contract/columns.ts'
import { WorkbenchError } from '../../contract/errors.ts'
import { naturalNames } from './neededParts.ts'

const LEADING_COMMENTS = /^(?:\s|--[^\n]*(?:\n|$)|\/\*[^]*?\*\/)*/
const SELECT = /^(?:\(\s*)*(?:select|with|values|from)\b/i
/** Functions by which Polars would read files of this computer; no text may even name them. */
const FILE_READERS = /\bread_(?:csv|parquet|ipc|json|ndjson)\b|\bscan_\w+\s*\(/i

/** Only reads, and only results: throws `unsupported` for all else. */
export function requireSelect(sql: string): void {
  if (!SELECT.test(sql.replace(LEADING_COMMENTS, '')))
    throw new WorkbenchError(
      'unsupported',
      'Only a SELECT can be run over results. Begin the statement with select or with.',
    )
  const reader = FILE_READERS.exec(sql)
  if (reader)
    throw new WorkbenchError(
      'unsupported',
      `“${reader[0]}” reads files, and a statement over results may not. Open the file as a ` +
        'result first.',
    )
}

/** Columns that a statement may look at: those it names, or all where it does not name them. */
export function usedColumns(sql: string, columns: readonly Column[]): number[] {
  const all = columns.map((_, index) => index)
  const withoutCounts = sql.replaceAll(/\bcount\s*\(\s*\*\s*\)/gi, '')
  if (withoutCounts.includes('*') || /\bnatural\b|\bcolumns\s*\(|^\s*from\b/i.test(sql)) return all
  const text = sql.toLowerCase()
  const quoted = text.replaceAll('""', '"')
  const names = naturalNames(columns)
  const used = all.filter((index) => {
    const name = names[index]!.toLowerCase()
    return text.includes(name) || quoted.includes(name)
  })
  // A frame has the rows of its columns: with none it would have none.
  return used.length > 0 ? used : all.slice(0, 1)
}
