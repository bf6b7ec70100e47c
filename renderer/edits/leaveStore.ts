import { create } from 'zustand'
import { forgetEdits, hasStagedEdits } from './editsStore.ts'
import { discardKeptEdits, hasKeptEdits, keptEditsOf } from './keptEditsStore.ts'

type Asked = { readonly answer: (mayLeave: boolean) => void }

/** The question on the screen, if any. */
export const useLeaveQuestion = create<{ asked: Asked | null }>()(() => ({ asked: null }))

/**
 * Whether results may be closed: asks where changes of their rows would be lost, and forgets these.
 * A question that is still open is answered with no.
 */
export async function mayLeave(resultIds: readonly string[]): Promise<boolean> {
  if (!hasStagedEdits(resultIds)) return true
  const isLeft = await askToLeave()
  if (isLeft) forgetEdits(resultIds)
  return isLeft
}

/** Whether a tab may be closed with what is staged in its results, and what is kept of earlier ones. */
export async function mayLeaveTab(tabId: string, resultIds: readonly string[]): Promise<boolean> {
  if (!hasStagedEdits(resultIds) && !hasKeptEdits(tabId)) return true
  const isLeft = await askToLeave()
  if (!isLeft) return false
  forgetEdits(resultIds)
  for (const { id } of keptEditsOf(tabId)) discardKeptEdits(id)
  return true
}

function askToLeave(): Promise<boolean> {
  useLeaveQuestion.getState().asked?.answer(false)
  return new Promise<boolean>((resolve) => {
    const answer = (isLeaving: boolean): void => {
      useLeaveQuestion.setState({ asked: null })
      resolve(isLeaving)
    }
    useLeaveQuestion.setState({ asked: { answer } })
  })
}
