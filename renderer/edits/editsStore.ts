import { create } from 'zustand'
import type { WireError } from '../../contract/errors.ts'
import {
  EMPTY_STAGE,
  isEmptyStage,
  NO_HISTORY,
  redo,
  type RowRef,
  type Stage,
  staged,
  type StageHistory,
  undo,
  withoutRow,
} from './stage.ts'

/** Why changes were not applied, at the row it is about. */
export type EditProblem = { readonly ref: RowRef } & (
  | { readonly kind: 'conflict'; readonly now: readonly (string | null)[] | null }
  | { readonly kind: 'failed'; readonly column: number | null; readonly error: WireError }
)

export type ResultEdits = {
  readonly history: StageHistory
  /** Rows of the result that are overwritten, whatever others made of them. */
  readonly forced: ReadonlySet<number>
  readonly problems: readonly EditProblem[]
  readonly isApplying: boolean
}

const NO_EDITS: ResultEdits = {
  history: NO_HISTORY,
  forced: new Set(),
  problems: [],
  isApplying: false,
}

/** What is staged, by the id of the result; it stays while one looks at other tabs. */
const store = create<{ byResult: Readonly<Record<string, ResultEdits>> }>()(() => ({
  byResult: {},
}))

export const useResultEdits = (resultId: string): ResultEdits =>
  store(({ byResult }) => byResult[resultId] ?? NO_EDITS)

export const currentEdits = (resultId: string): ResultEdits =>
  store.getState().byResult[resultId] ?? NO_EDITS

export const hasStagedEdits = (resultIds: readonly string[]): boolean =>
  resultIds.some((resultId) => !isEmptyStage(currentEdits(resultId).history.present))

export const hasAnyStagedEdits = (): boolean =>
  hasStagedEdits(Object.keys(store.getState().byResult))

/** Goes on with another stage; what was wrong with the one before no longer holds. */
export function stage(resultId: string, next: (present: Stage) => Stage): void {
  change(resultId, (edits) => ({
    ...edits,
    history: staged(edits.history, next(edits.history.present)),
    problems: [],
  }))
}

export const undoStage = (resultId: string): void =>
  change(resultId, (edits) => ({ ...edits, history: undo(edits.history), problems: [] }))

export const redoStage = (resultId: string): void =>
  change(resultId, (edits) => ({ ...edits, history: redo(edits.history), problems: [] }))

/** Can be undone, like any step. */
export const discardStage = (resultId: string): void => stage(resultId, () => EMPTY_STAGE)

/** Nothing of the row is to be applied any more. */
export function unstageRow(resultId: string, ref: RowRef): void {
  change(resultId, (edits) => ({
    ...edits,
    history: staged(edits.history, withoutRow(edits.history.present, ref)),
    problems: edits.problems.filter((problem) => !isSameRow(problem.ref, ref)),
  }))
}

/** The row is changed whatever others made of it. */
export function forceRow(resultId: string, row: number): void {
  change(resultId, (edits) => ({
    ...edits,
    forced: new Set([...edits.forced, row]),
    problems: edits.problems.filter(({ ref }) => !isSameRow(ref, { kind: 'stored', row })),
  }))
}

export const setApplying = (resultId: string, isApplying: boolean): void =>
  change(resultId, (edits) => ({ ...edits, isApplying, ...(isApplying && { problems: [] }) }))

export const setProblems = (resultId: string, problems: readonly EditProblem[]): void =>
  change(resultId, (edits) => ({ ...edits, problems }))

/** What is staged goes on for another result of the same rows under the same numbers. */
export function moveEdits(resultId: string, toId: string): void {
  const edits = currentEdits(resultId)
  forgetEdits([resultId])
  if (!isEmptyStage(edits.history.present)) change(toId, () => edits)
}

export function forgetEdits(resultIds: readonly string[]): void {
  store.setState(({ byResult }) => ({
    byResult: Object.fromEntries(
      Object.entries(byResult).filter(([resultId]) => !resultIds.includes(resultId)),
    ),
  }))
}

export const isSameRow = (a: RowRef, b: RowRef): boolean =>
  a.kind === 'stored' ? b.kind === 'stored' && a.row === b.row : b.kind === 'added' && a.id === b.id

function change(resultId: string, next: (edits: ResultEdits) => ResultEdits): void {
  store.setState(({ byResult }) => ({
    byResult: { ...byResult, [resultId]: next(byResult[resultId] ?? NO_EDITS) },
  }))
}
