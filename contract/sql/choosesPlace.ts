import { firstWords } from './firstWords.ts'
import { isSql, type Splitter } from './Scanner.ts'

/** Whether names mean other tables, or keys are in another database, behind this. */
export function choosesPlace(sql: string, splitter: Splitter): boolean {
  if (splitter === 'redis') return /^\s*select\b/i.test(sql)
  if (!isSql(splitter)) return false
  const [first, ...words] = firstWords(sql, splitter, 3)
  if (first !== 'set') return first === 'use'
  const name = words.find((word) => word !== 'local' && word !== 'session')
  return name === 'search_path' || name === 'schema'
}
