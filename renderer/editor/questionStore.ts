import { create } from 'zustand'
import type { RunQuestion } from './runQuestion.ts'

type Asked = { readonly question: RunQuestion; readonly answer: (isToRun: boolean) => void }

/** The question on the screen, if any. */
export const useAsked = create<{ asked: Asked | null }>()(() => ({ asked: null }))

/** Asks the user; a question that is still open is answered with no. */
export function ask(question: RunQuestion): Promise<boolean> {
  useAsked.getState().asked?.answer(false)
  return new Promise((resolve) => {
    const answer = (isToRun: boolean) => {
      useAsked.setState({ asked: null })
      resolve(isToRun)
    }
    useAsked.setState({ asked: { question, answer } })
  })
}
