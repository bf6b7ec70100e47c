import { firstWords } from './firstWords.ts'
import { isSql, type Splitter } from './Scanner.ts'

export type StatementKind = { kind: string; count: number }

/** What statements do by their first words, such as `DROP VIEW`, with how many do; the most first. */
export function statementKinds(statements: readonly string[], splitter: Splitter): StatementKind[] {
  const counts = new Map<string, number>()
  for (const sql of statements) {
    const kind = kindOf(sql, splitter)
    counts.set(kind, (counts.get(kind) ?? 0) + 1)
  }
  return [...counts]
    .map(([kind, count]) => ({ kind, count }))
    .toSorted((a, b) => b.count - a.count || a.kind.localeCompare(b.kind))
}

/** Words between CREATE and what is created. */
const BETWEEN = new Set(
  (
    'or replace temp temporary unlogged global local unique clustered nonclustered recursive ' +
    'materialized foreign event default constraint procedural trusted'
  ).split(' '),
)
const OF_OBJECTS = new Set(['create', 'alter', 'drop', 'comment'])

function kindOf(sql: string, splitter: Splitter): string {
  if (!isSql(splitter)) return sql.trim().split(/\s/, 1)[0]!.toUpperCase()
  const words = firstWords(sql, splitter, 8)
  const [verb = '', second = ''] = words
  if (verb === 'with') return kindOfWith(words)
  if (!OF_OBJECTS.has(verb)) return (verb === 'refresh' ? `${verb} ${second}` : verb).toUpperCase()
  const object = words.slice(1).find((word) => !BETWEEN.has(word) && word !== 'on') ?? ''
  return `${verb} ${object}`.trim().toUpperCase()
}

const kindOfWith = (words: readonly string[]): string =>
  (words.find((word) => /^(?:insert|update|delete|merge)$/.test(word)) ?? 'with').toUpperCase()
