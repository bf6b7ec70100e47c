import { tokens, type Token } from './tokens.ts'

/** What of SET ends with its transaction. */
const OF_TRANSACTION = new Set(['local', 'transaction', 'constraints'])
const LOCKS = /^pg_(try_)?advisory_lock(_shared)?$/
const OBJECTS = new Set(['table', 'view', 'sequence'])

/**
 * What a statement changes of its session that the next one is meant to find: a setting by its name, a
 * temporary table, a prepared statement, a cursor beyond its transaction, a channel, a lock.
 */
export function sessionChange(sql: string): string | null {
  const all = [...tokens(sql)]
  const words = all.map(({ kind, text }) => (kind === 'word' ? text : ''))
  const [first, second] = words
  switch (first) {
    case 'set':
      return OF_TRANSACTION.has(second ?? '') ? null : settingOf(all)
    case 'prepare':
      return second === 'transaction' ? null : `prepared statement ${nameAt(all, 1)}`
    case 'listen':
      return `channel ${nameAt(all, 1)}`
    case 'load':
      return `library ${nameAt(all, 1)}`
    case 'declare':
      return words.includes('hold') ? `cursor ${nameAt(all, 1)}` : null
    case 'create':
      return temporaryOf(all, words, 1)
    default:
      return callOf(all, words)
  }
}

function settingOf(all: readonly Token[]): string {
  const at = all[1]?.text === 'session' ? 2 : 1
  if (all[at]?.text === 'time') return 'time zone'
  if (all[at]?.text === 'authorization') return 'role'
  if (all[at]?.text === 'characteristics') return 'transaction mode'
  return nameAt(all, at)
}

/** `CREATE [OR REPLACE] TEMP TABLE [IF NOT EXISTS] name`, `SELECT … INTO TEMP name`. */
function temporaryOf(all: readonly Token[], words: readonly string[], from: number): string | null {
  let at = words.findIndex((word, index) => index >= from && /^temp(orary)?$/.test(word))
  const before = words.slice(from, Math.max(at, from))
  if (at < 0 || !before.every((word) => /^(or|replace|local|global|into)$/.test(word))) return null
  const kind = words.slice(at, at + 3).find((word) => OBJECTS.has(word)) ?? 'table'
  at++
  while (/^(table|view|sequence|recursive|if|not|exists)$/.test(words[at] ?? '')) at++
  return `temporary ${kind} ${nameAt(all, at)}`
}

function callOf(all: readonly Token[], words: readonly string[]): string | null {
  if (words.some((word) => LOCKS.test(word))) return 'advisory lock'
  const setting = words.indexOf('set_config')
  if (setting >= 0) return all[setting + 2]?.text.replaceAll("'", '') ?? null
  const into = words.indexOf('into')
  const isTemporary = into >= 0 && words[0] !== 'insert' && words[into + 1]?.startsWith('temp')
  return isTemporary ? temporaryOf(all, words, into) : null
}

/** A name with its dots, without quotes. */
function nameAt(all: readonly Token[], from: number): string {
  let name = ''
  for (const { kind, text } of all.slice(from)) {
    const isPart = kind !== 'symbol'
    if (isPart !== (name === '' || name.endsWith('.')) || !(isPart || text === '.')) break
    name += isPart ? text.replace(/^["']|["']$/g, '') : text
  }
  return name
}
