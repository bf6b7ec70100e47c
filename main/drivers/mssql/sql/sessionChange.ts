import { words } from './words.ts'

const TABLE = /^##?\w/

/** What a batch changes of its session that the next one is meant to find: see the dialect. */
export function sessionChange(sql: string): string | null {
  const all = [...words(sql)]
  const temporary = all.find(
    (word, index) => TABLE.test(word) && ['table', 'into'].includes(all[index - 1] ?? ''),
  )
  if (temporary !== undefined && !all.includes('drop') && !isInsert(all, temporary))
    return `temporary table ${temporary}`
  const [first, second] = all
  if (first === 'use') return `database ${second ?? ''}`
  if (first === 'set' && second !== undefined && !second.startsWith('@')) return second
  return all.includes('sp_getapplock') ? 'application lock' : null
}

const isInsert = (all: readonly string[], table: string): boolean =>
  all[all.indexOf(table) - 2] === 'insert'
