import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  changesOf,
  countsOf,
  EMPTY_STAGE,
  isEmptyStage,
  NO_HISTORY,
  redo,
  type RowRef,
  type Stage,
  staged,
  stageOf,
  type StageHistory,
  stagedValues,
  undo,
  withAddedRow,
  withDeletedRows,
  withoutRow,
  withValue,
} from './stage.ts'

const text = (value: string) => ({ kind: 'text' as const, text: value })
const stored = (row: number): RowRef => ({ kind: 'stored', row })
const plain = ({ updates, deleted, added }: Stage) => ({
  updates: [...updates].map(([row, values]) => [row, [...values]]),
  deleted: [...deleted],
  added: added.map(({ id, values }) => [id, [...values]]),
})

const step = fc.oneof(
  fc.record({
    kind: fc.constant('set' as const),
    row: fc.nat(4),
    column: fc.nat(2),
    value: fc.option(fc.string({ maxLength: 2 })),
  }),
  fc.record({ kind: fc.constant('add' as const) }),
  fc.record({ kind: fc.constant('delete' as const), rows: fc.array(fc.nat(4), { minLength: 1 }) }),
  fc.record({ kind: fc.constant('undo' as const) }),
  fc.record({ kind: fc.constant('redo' as const) }),
)

test('undo and redo lead through every state that was staged, and back', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      let history: StageHistory = NO_HISTORY
      // The same by keeping every state whole.
      const states = [EMPTY_STAGE]
      let at = 0
      const push = (next: Stage) => {
        history = staged(history, next)
        states.splice(++at, Infinity, next)
      }
      for (const each of steps) {
        const { present } = history
        if (each.kind === 'set')
          push(
            withValue(
              present,
              stored(each.row),
              each.column,
              each.value === null ? null : text(each.value),
            ),
          )
        else if (each.kind === 'add') push(withAddedRow(present, new Map()).stage)
        else if (each.kind === 'delete') push(withDeletedRows(present, each.rows.map(stored)))
        else if (each.kind === 'undo') {
          history = undo(history)
          at = Math.max(0, at - 1)
        } else {
          history = redo(history)
          at = Math.min(states.length - 1, at + 1)
        }
        expect(plain(history.present)).toEqual(plain(states[at]!))
      }
      while (history.past.length > 0) history = undo(history)
      expect(isEmptyStage(history.present)).toBe(true)
      while (history.future.length > 0) history = redo(history)
      expect(plain(history.present)).toEqual(plain(states.at(-1)!))
    }),
  )
})

test('every row that is staged is one change, and a row put back is none', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      let stage = EMPTY_STAGE
      for (const each of steps) {
        if (each.kind === 'set')
          stage = withValue(
            stage,
            stored(each.row),
            each.column,
            each.value === null ? null : text(each.value),
          )
        else if (each.kind === 'add') stage = withAddedRow(stage, new Map()).stage
        else if (each.kind === 'delete') stage = withDeletedRows(stage, each.rows.map(stored))
      }
      const { changes, refs } = changesOf(stage, new Set())
      const { changed, added, deleted } = countsOf(stage)
      expect(changes).toHaveLength(changed + added + deleted)
      expect(new Set(refs.map((ref) => JSON.stringify(ref))).size).toBe(refs.length)
      for (const ref of refs) stage = withoutRow(stage, ref)
      expect(changesOf(stage, new Set()).changes).toEqual([])
    }),
  )
})

test('deleting rows twice brings them back with what was changed in them', () => {
  const changed = withValue(EMPTY_STAGE, stored(3), 1, text('x'))
  const deleted = withDeletedRows(changed, [stored(3), stored(4)])
  expect(changesOf(deleted, new Set([4])).changes).toEqual([
    { kind: 'delete', row: 3, isForced: false },
    { kind: 'delete', row: 4, isForced: true },
  ])
  expect(plain(withDeletedRows(deleted, [stored(3), stored(4)]))).toEqual(plain(changed))
})

test('an added row takes values, and is gone once deleted', () => {
  const { stage, id } = withAddedRow(EMPTY_STAGE, new Map([[0, text('1')]]))
  const ref: RowRef = { kind: 'added', id }
  const filled = withValue(stage, ref, 2, { kind: 'null' })
  expect([...stagedValues(filled, ref)]).toEqual([
    [0, text('1')],
    [2, { kind: 'null' }],
  ])
  expect(isEmptyStage(withDeletedRows(filled, [ref]))).toBe(true)
})

test('the changes that main is asked for make the same stage again', () => {
  const none = new Set<number>()
  const { stage } = withAddedRow(
    withDeletedRows(withValue(EMPTY_STAGE, stored(3), 1, text('x')), [stored(5)]),
    new Map([[0, { kind: 'null' as const }]]),
  )
  expect(plain(stageOf(changesOf(stage, none).changes))).toEqual(plain(stage))
  expect(isEmptyStage(stageOf([]))).toBe(true)
})
