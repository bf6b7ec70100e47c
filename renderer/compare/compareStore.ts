import { create } from 'zustand'
import type { WorkbenchError } from '../../contract/errors.ts'
import type { SchemaComparison } from '../../contract/schemaCompare.ts'
import type { SchemaPlace } from '../../contract/schemaModel.ts'
import type { SideChoice, ViewTab } from '../../contract/views.ts'
import { api } from '../api/api.ts'
import { useTabs } from '../editor/tabsStore.ts'
import { text } from '../text/text.ts'
import { type DifferenceFilter, safeIds } from './differenceRows.ts'

export type SideName = 'left' | 'right'

export type CompareState = {
  readonly left: SideChoice
  readonly right: SideChoice
  /** Owners and privileges are compared too, where both sides tell them. */
  readonly access: boolean
  readonly state: 'choosing' | 'comparing' | 'done' | 'failed'
  readonly error: WorkbenchError | null
  readonly comparison: SchemaComparison | null
  readonly chosen: ReadonlySet<string>
  readonly filter: DifferenceFilter
  readonly search: string
  readonly collapsed: ReadonlySet<string>
  /** The difference whose sides are shown. */
  readonly current: string | null
}

const NO_SIDE: SideChoice = { profileId: null, schema: null }

const START: CompareState = {
  left: NO_SIDE,
  right: NO_SIDE,
  access: false,
  state: 'choosing',
  error: null,
  comparison: null,
  chosen: new Set(),
  filter: 'all',
  search: '',
  collapsed: new Set(),
  current: null,
}

/** By the id of their tab: a comparison outlives a look at another tab. */
const store = create<{ views: Readonly<Record<string, CompareState>> }>()(() => ({ views: {} }))

export const useComparison = (viewId: string): CompareState =>
  store(({ views }) => views[viewId]) ?? START

const stateOf = (viewId: string): CompareState => store.getState().views[viewId] ?? START

export const change = (viewId: string, changes: Partial<CompareState>): void =>
  store.setState(({ views }) => ({
    views: { ...views, [viewId]: { ...(views[viewId] ?? START), ...changes } },
  }))

/** Compares as soon as both sides are chosen. */
export function chooseSide(viewId: string, side: SideName, choice: SideChoice): void {
  change(viewId, { [side]: choice })
  keepChoices(viewId)
  void compare(viewId)
}

/** A tab that came back: its sides are compared again. */
export function restoreComparison({ id, left, right, access }: CompareView): void {
  if (store.getState().views[id]) return
  change(id, { left, right, access })
  void compare(id)
}

type CompareView = Extract<ViewTab, { kind: 'compare' }>

function keepChoices(viewId: string): void {
  const { left, right, access } = stateOf(viewId)
  const view = useTabs.getState().views.find(({ id }) => id === viewId)
  if (view?.kind === 'compare') useTabs.getState().noteView({ ...view, left, right, access })
}

export function swapSides(viewId: string): void {
  const { left, right } = stateOf(viewId)
  change(viewId, { left: right, right: left })
  keepChoices(viewId)
  void compare(viewId)
}

export function chooseAccess(viewId: string, access: boolean): void {
  change(viewId, { access })
  keepChoices(viewId)
  void compare(viewId)
}

const placeOf = ({ profileId, schema }: SideChoice): SchemaPlace | null =>
  profileId !== null && schema !== null ? { profileId, schema } : null

/** The latest comparison of a tab wins. */
const rounds = new Map<string, AbortController>()

export async function compare(viewId: string): Promise<void> {
  rounds.get(viewId)?.abort()
  const left = placeOf(stateOf(viewId).left)
  const right = placeOf(stateOf(viewId).right)
  if (!left || !right) return change(viewId, { state: 'choosing', comparison: null })
  const controller = new AbortController()
  rounds.set(viewId, controller)
  change(viewId, { state: 'comparing', error: null })
  try {
    const { signal } = controller
    const { access } = stateOf(viewId)
    const comparison = await api.call('schemas.compare', { left, right, access }, { signal })
    if (signal.aborted) return
    const chosen = comparison.by === 'dialect' ? safeIds(comparison.differences) : START.chosen
    const current = comparison.differences[0]?.id ?? null
    change(viewId, { state: 'done', comparison, chosen, current })
  } catch (error) {
    if (controller.signal.aborted) return
    change(viewId, { state: 'failed', error: error as WorkbenchError, comparison: null })
  }
}

/** Opens the script in a tab on the right side's connection; nobody but its user runs it. */
export async function openScript(viewId: string): Promise<void> {
  const { chosen, access, ...sides } = stateOf(viewId)
  const left = placeOf(sides.left)
  const right = placeOf(sides.right)
  if (!left || !right) return
  try {
    const script = await api.call('schemas.migrationScript', {
      ...{ left, right, access },
      chosen: [...chosen],
    })
    const title = text('compare.scriptTitle', { schema: right.schema })
    useTabs.getState().openTab({ profileId: right.profileId, text: script, title, run: false })
  } catch (error) {
    change(viewId, { error: error as WorkbenchError })
  }
}

/** Opens a comparison, with a left side where one is known. */
export function openComparison(left: SchemaPlace | null): void {
  const id = `compare/${crypto.randomUUID()}`
  const sides = { left: left ?? NO_SIDE, right: NO_SIDE, access: false }
  change(id, sides)
  useTabs.getState().openView({ id, kind: 'compare', title: text('compare.title'), ...sides })
}
