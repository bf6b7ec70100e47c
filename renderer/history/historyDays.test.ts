import { expect, test } from 'vitest'
import type { HistoryEntry } from '../../contract/workspace.ts'
import { firstWords, historyDays } from './historyDays.ts'

const entry = (id: number, startedAt: Date): HistoryEntry => ({
  ...{ id, profileId: 'p', sql: 'select 1', elapsedMs: 1, rowCount: 1 },
  ...{ startedAtMs: startedAt.getTime(), outcome: 'done', errorMessage: null },
})

test('entries stand under the local day they were begun on', () => {
  const entries = [
    entry(3, new Date(2026, 2, 2, 0, 0, 1)),
    entry(2, new Date(2026, 2, 1, 23, 59)),
    entry(1, new Date(2026, 2, 1, 0, 0)),
  ]
  expect(historyDays(entries).map(({ entries: of }) => of.map(({ id }) => id))).toEqual([
    [3],
    [2, 1],
  ])
  expect(historyDays(entries)[1]?.startMs).toBe(new Date(2026, 2, 1).getTime())
  expect(historyDays([])).toEqual([])
})

test('a statement is told by its words, not by the comments in front of it', () => {
  expect(firstWords('-- all of them\n/* really */ select\n  a,\n  b\nfrom t')).toBe(
    'select a, b from t',
  )
  expect(firstWords('-- nothing')).toBe('-- nothing')
  expect(firstWords('x'.repeat(500))).toHaveLength(300)
})
