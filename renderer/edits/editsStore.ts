import { create } from 'zustand'
import type { WireError } from '../../contract/errors.ts'
import type { UnfitChange } from '../../contract/keptEdits.ts'
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
  /** Under which they are kept on disk. */
  readonly keptId: string
  /** Changes of an earlier time that these rows leave no place for. */
  readonly unfit: readonly UnfitChange[]
  readonly history: StageHistory
  /** Rows of the result that are overwritten, whatever others made of them. */
  readonly forced: ReadonlySet<number>
  readonly problems: readonly EditProblem[]
  readonly isApplying: boolean
}

const NO_EDITS: ResultEdits = {
  keptId: '',
  unfit: [],
  history: NO_HISTORY,
  forced: new Set(),
  problems: [],
  isApplying: false,
}

const newEdits = (): ResultEdits => ({ ...NO_EDITS, keptId: crypto.randomUUID() })

/** What is staged, by the id of the result; it stays while one looks at other tabs. */
const store = create<{ byResult: EditsByResult }>()(() => ({
  byResult: {},
}))
type EditsByResult = Readonly<Record<string, ResultEdits>>

export const useResultEdits = (resultId: string): ResultEdits =>
  store(({ byResult }) => byResult[resultId] ?? NO_EDITS)

export const currentEdits = (resultId: string): ResultEdits =>
  store.getState().byResult[resultId] ?? NO_EDITS

/** Something would be lost with them. */
export const hasEdits = ({ history, unfit }: ResultEdits): boolean =>
  !isEmptyStage(history.present) || unfit.length > 0

export const hasStagedEdits = (resultIds: readonly string[]): boolean =>
  resultIds.some((resultId) => hasEdits(currentEdits(resultId)))

/** What is kept under this id now, and of which result; undefined: nothing. */
export function editsKeptAs(keptId: string): [string, ResultEdits] | undefined {
  return Object.entries(store.getState().byResult).find(([, edits]) => edits.keptId === keptId)
}

/** Tells under which id something is to be kept anew, or no longer; returns how to stop. */
export const onEditsChanged = (listener: (keptId: string) => void): (() => void) =>
  store.subscribe(({ byResult: now }, { byResult: before }) => {
    for (const resultId of new Set([...Object.keys(before), ...Object.keys(now)])) {
      const [was, is] = [before[resultId], now[resultId]]
      if (was?.history.present === is?.history.present && was?.unfit === is?.unfit) continue
      const known = is ?? was
      if (known && ((was && hasEdits(was)) || (is && hasEdits(is)))) listener(known.keptId)
    }
  })

/** What was kept is staged again for rows that were read again. */
export const restoreEdits = (
  resultId: string,
  { keptId, present, unfit }: { keptId: string; present: Stage; unfit: readonly UnfitChange[] },
): void =>
  change(resultId, (edits) => ({
    ...edits,
    keptId,
    unfit,
    history: staged(edits.history, present),
  }))

/** The changes are given up, or staged in another way. */
export const dropUnfit = (resultId: string, dropped: readonly UnfitChange[]): void =>
  change(resultId, (edits) => ({
    ...edits,
    unfit: edits.unfit.filter((each) => !dropped.includes(each)),
  }))

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
  if (hasEdits(edits)) change(toId, () => edits)
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
    byResult: { ...byResult, [resultId]: next(byResult[resultId] ?? newEdits()) },
  }))
}
