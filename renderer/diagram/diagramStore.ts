import { create } from 'zustand'
import type { ColumnDetail, GraphChoice } from './graph.ts'

/** What was chosen in a diagram; `detail` null: by the number of tables. */
export type DiagramChoices = {
  readonly detail: ColumnDetail | null
  readonly around: GraphChoice['around']
  readonly only: GraphChoice['only']
  readonly opened: ReadonlySet<string>
}

/** By the id of their tab: a diagram outlives a look at another tab. */
const store = create<{ choices: Readonly<Record<string, DiagramChoices>> }>()(() => ({
  choices: {},
}))

export const useChoices = (viewId: string, start: DiagramChoices): DiagramChoices =>
  store(({ choices }) => choices[viewId]) ?? start

export const changeChoices = (viewId: string, next: DiagramChoices): void =>
  store.setState(({ choices }) => ({ choices: { ...choices, [viewId]: next } }))

/** A diagram that is opened anew shows all of it. */
export const forgetChoices = (viewId: string): void =>
  store.setState(({ choices: { [viewId]: _forgotten, ...choices } }) => ({ choices }))

/** Where one looked; kept out of the store, since nothing is drawn by it. */
export const viewports = new Map<string, { x: number; y: number; zoom: number }>()
