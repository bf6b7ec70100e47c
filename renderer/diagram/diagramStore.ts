import { create } from 'zustand'
import type { DiagramView } from '../../contract/views.ts'
import { useTabs } from '../editor/tabsStore.ts'
import type { Point } from './box.ts'
import type { Viewport } from './fitViewport.ts'
import type { ColumnDetail, GraphChoice } from './graph.ts'

/** What was chosen in a diagram; `detail` null: by the number of tables. */
export type DiagramChoices = {
  readonly detail: ColumnDetail | null
  readonly around: GraphChoice['around']
  readonly only: GraphChoice['only']
  readonly opened: ReadonlySet<string>
  readonly query: string
  /** The table in front. */
  readonly current: string | null
}

/** As a tab comes back, or as it is opened. */
export function choicesAtFirst({ around, choices }: DiagramView): DiagramChoices {
  const atFirst = choices ?? {
    detail: null,
    around: around === null ? null : { table: around, depth: 1 },
    only: null,
    opened: [],
  }
  return {
    ...atFirst,
    only: atFirst.only && new Set(atFirst.only),
    opened: new Set(atFirst.opened),
    query: '',
    current: atFirst.around?.table ?? null,
  }
}

/** By the id of their tab: a diagram outlives a look at another tab. */
const store = create<{ choices: Readonly<Record<string, DiagramChoices>> }>()(() => ({
  choices: {},
}))

export const useChoices = (viewId: string, start: DiagramChoices): DiagramChoices =>
  store(({ choices }) => choices[viewId]) ?? start

export function changeChoices(
  view: DiagramView,
  start: DiagramChoices,
  changes: Partial<DiagramChoices>,
): void {
  const next = { ...(store.getState().choices[view.id] ?? start), ...changes }
  store.setState(({ choices }) => ({ choices: { ...choices, [view.id]: next } }))
  const isDrawnAnew = ['detail', 'around', 'only', 'opened'].some((name) => name in changes)
  if (isDrawnAnew) keepChoices(view, next)
}

/** With the tab, for the next start. */
const keepChoices = (view: DiagramView, { detail, around, only, opened }: DiagramChoices): void =>
  useTabs.getState().noteView({
    ...view,
    choices: { detail, around, only: only && [...only], opened: [...opened] },
  })

/** A diagram that is opened anew shows all of it. */
export function forgetChoices(viewId: string): void {
  store.setState(({ choices: { [viewId]: _forgotten, ...choices } }) => ({ choices }))
  looks.delete(viewId)
}

/**
 * Where one looked, and where tables of a part were put by hand, each by what is drawn; kept out of the
 * store, since nothing is drawn anew by them.
 */
export type DiagramLooks = {
  readonly viewports: Map<string, Viewport>
  readonly places: Map<string, ReadonlyMap<string, Point>>
}

const looks = new Map<string, DiagramLooks>()

export function looksOf(viewId: string): DiagramLooks {
  const known = looks.get(viewId) ?? { viewports: new Map(), places: new Map() }
  looks.set(viewId, known)
  return known
}
