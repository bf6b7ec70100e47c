import { expect, test } from 'vitest'
import type { UnfitChange } from '../../contract/keptEdits.ts'
import { changesOf, EMPTY_STAGE, withDeletedRows } from './stage.ts'
import { withUnfit } from './withUnfit.ts'

const NAMES = ['id', 'name']
const value = { kind: 'text' as const, text: 'new' }
const unfit = (change: UnfitChange['change'], row: number | null): UnfitChange => ({
  ...{ change, row, reason: row === null ? 'gone' : 'changed', now: null },
})
const changes = (...given: UnfitChange[]) =>
  changesOf(
    given.reduce((stage, each) => withUnfit(stage, each, NAMES), EMPTY_STAGE),
    new Set(),
  ).changes

test('a change that no longer fitted is made of the row as it is now', () => {
  const update = { kind: 'update' as const, old: [], values: [{ column: 'name', value }] }
  expect(changes(unfit(update, 4), unfit({ kind: 'delete', old: [] }, 5))).toEqual([
    { kind: 'update', row: 4, values: [{ column: 1, value }], isForced: false },
    { kind: 'delete', row: 5, isForced: false },
  ])
})

test('what has no row or no column is left out, and a row that goes already still goes', () => {
  const lost = { kind: 'update' as const, old: [], values: [{ column: 'lost', value }] }
  expect(changes(unfit(lost, 1), unfit({ kind: 'delete', old: [] }, null))).toEqual([])
  const going = withDeletedRows(EMPTY_STAGE, [{ kind: 'stored', row: 2 }])
  expect(withUnfit(going, unfit({ kind: 'delete', old: [] }, 2), NAMES)).toBe(going)
})
