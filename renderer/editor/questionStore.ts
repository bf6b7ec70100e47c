import { create } from 'zustand'
import { countLines, type CountPlace, type LineCount } from './countLines.ts'
import type { QuestionLine } from './questionLines.ts'
import type { RunQuestion } from './runQuestion.ts'

type Asked = {
  readonly question: RunQuestion
  /** Of its lines, those that can be counted: as far as that got. */
  readonly counts: ReadonlyMap<QuestionLine, LineCount>
  readonly answer: (isToRun: boolean) => void
}

/** The question on the screen, if any. */
export const useAsked = create<{ asked: Asked | null }>()(() => ({ asked: null }))

/** Of how many a list shows, and counts, the first. */
const SHOWN = 8

export const dangersOf = ({ lines = [] }: RunQuestion): QuestionLine[] =>
  lines.filter(({ what }) => what.kind !== 'rows')
export const changesOf = ({ lines = [] }: RunQuestion): QuestionLine[] =>
  lines.filter(({ what }) => what.kind === 'rows')
export const shownOf = (lines: readonly QuestionLine[]): readonly QuestionLine[] =>
  lines.slice(0, SHOWN)

/**
 * Asks the user; a question that is still open is answered with no. What is about to change is counted
 * meanwhile, at the place where it is to run.
 */
export function ask(
  question: RunQuestion,
  place: Omit<CountPlace, 'profileId'> = { parameters: [] },
): Promise<boolean> {
  useAsked.getState().asked?.answer(false)
  return new Promise((resolve) => {
    const lines = [...shownOf(dangersOf(question)), ...shownOf(changesOf(question))]
    const where = { ...place, profileId: question.profile.id }
    const stopCounting = countLines(lines, where, (index, count) =>
      useAsked.setState(({ asked }) => {
        if (asked?.answer !== answer) return { asked }
        return { asked: { ...asked, counts: new Map(asked.counts).set(lines[index]!, count) } }
      }),
    )
    const answer = (isToRun: boolean) => {
      useAsked.setState({ asked: null })
      void stopCounting().then(() => resolve(isToRun))
    }
    useAsked.setState({ asked: { question, counts: new Map(), answer } })
  })
}
