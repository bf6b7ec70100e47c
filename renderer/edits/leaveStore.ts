import { create } from 'zustand'
import { forgetEdits, hasStagedEdits } from './editsStore.ts'

type Asked = { readonly answer: (mayLeave: boolean) => void }

/** The question on the screen, if any. */
export const useLeaveQuestion = create<{ asked: Asked | null }>()(() => ({ asked: null }))

/**
 * Whether results may be closed: asks where changes of their rows would be lost, and forgets these.
 * A question that is still open is answered with no.
 */
export async function mayLeave(resultIds: readonly string[]): Promise<boolean> {
  if (!hasStagedEdits(resultIds)) return true
  useLeaveQuestion.getState().asked?.answer(false)
  const isLeft = await new Promise<boolean>((resolve) => {
    const answer = (isLeaving: boolean): void => {
      useLeaveQuestion.setState({ asked: null })
      resolve(isLeaving)
    }
    useLeaveQuestion.setState({ asked: { answer } })
  })
  if (isLeft) forgetEdits(resultIds)
  return isLeft
}
