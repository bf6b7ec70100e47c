import { useMemo } from 'react'
import { create } from 'zustand'
import type { Calls } from '../../contract/api.ts'
import type { RequestInput } from '../../contract/contract.ts'
import { toWireError } from '../../contract/errors.ts'
import type { MadeResult } from '../../contract/frames.ts'
import type { ParameterValue } from '../../contract/parameters.ts'
import type { RunEvent } from '../../contract/query.ts'
import { api } from '../api/api.ts'
import { forgetEdits, hasStagedEdits } from '../edits/editsStore.ts'
import { mayLeave } from '../edits/leaveStore.ts'
import { forgetArrangements } from './arrangementsStore.ts'
import { forgetGoneRun, noteRun, noteRunEnded } from './goneRuns.ts'
import { keptOf, type KeptResult } from './keptResults.ts'
import { MESSAGES_VIEW, viewAfter, type ViewId } from './resultViews.ts'
import {
  applyEvent,
  cancelRun,
  endRun,
  isRunning,
  newRun,
  refuseRun,
  type ResultState,
  type Run,
  type ScriptStatement,
} from './runState.ts'

/** The last run of a tab, which of its views is shown, and what is kept beside it. */
export type TabRun = {
  readonly run: Run
  readonly view: ViewId
  /** Results of the run that outlive it. */
  readonly pinnedIds: readonly string[]
  /** Pinned ones of earlier runs, the oldest first. */
  readonly kept: readonly KeptResult[]
}

type Runs = {
  byTab: Readonly<Record<string, TabRun>>
  /** The one that ended last, in whichever tab. */
  ended: Run | null
}

const store = create<Runs>()(() => ({ byTab: {}, ended: null }))
const NONE: readonly never[] = []
const controllers = new Map<string, AbortController>()
/** What each tab ran last, to run it again. */
const lastStarts = new Map<string, StartOptions>()

export const useRun = (tabId: string | null): Run | undefined =>
  store(({ byTab }) => (tabId === null ? undefined : byTab[tabId]?.run))

/** The tab whose last run this is; null: none of this window. */
export const useRunTab = (runId: string | null): string | null =>
  store(({ byTab }) => Object.keys(byTab).find((id) => byTab[id]?.run.runId === runId) ?? null)

export const useView = (tabId: string): ViewId =>
  store(({ byTab }) => byTab[tabId]?.view ?? MESSAGES_VIEW)

export const usePinnedIds = (tabId: string): readonly string[] =>
  store(({ byTab }) => byTab[tabId]?.pinnedIds ?? NONE)

export const useKept = (tabId: string): readonly KeptResult[] =>
  store(({ byTab }) => byTab[tabId]?.kept ?? NONE)

export const useIsRunning = (tabId: string): boolean =>
  store(({ byTab }) => isRunning(byTab[tabId]?.run))

export const useLastEnded = (): Run | null => store(({ ended }) => ended)

export const isTabRunning = (tabId: string): boolean => isRunning(currentRun(tabId))

export const currentRun = (tabId: string): Run | undefined => store.getState().byTab[tabId]?.run

/** Keeps a result of the last run through further ones, until it is unpinned or the tab closes. */
export function pinResult(tabId: string, resultId: string): void {
  change(tabId, (tab) => ({ ...tab, pinnedIds: [...tab.pinnedIds, resultId] }))
}

/** A result of an earlier run closes with it; one of the last run stays as long as the run. */
export function unpinResult(tabId: string, resultId: string): void {
  const isOther = (id: string): boolean => id !== resultId
  const isKept = store.getState().byTab[tabId]?.kept.some(({ result }) => !isOther(result.resultId))
  change(tabId, ({ run, view, pinnedIds, kept }) => ({
    run,
    view: isKept && view === resultId ? (run.results[0]?.resultId ?? MESSAGES_VIEW) : view,
    pinnedIds: pinnedIds.filter(isOther),
    kept: kept.filter(({ result }) => isOther(result.resultId)),
  }))
  if (isKept) close([resultId])
}

export function selectView(tabId: string, view: ViewId): void {
  change(tabId, (tab) => ({ ...tab, view }))
}

/** What is open in all tabs, in this one first. */
export function useAllTabs(tabId: string): readonly TabRun[] {
  const byTab = store((state) => state.byTab)
  return useMemo(() => {
    const { [tabId]: own, ...others } = byTab
    return [...(own ? [own] : []), ...Object.values(others)]
  }, [byTab, tabId])
}

/** Shows rows as they are now in the place of a result, which is closed. */
export function replaceResult(tabId: string, resultId: string, made: MadeResult): void {
  const isOpen = currentRun(tabId)?.results.some((result) => result.resultId === resultId)
  if (!isOpen) return close([made.resultId])
  const instead = (id: string): string => (id === resultId ? made.resultId : id)
  change(tabId, (tab) => ({
    ...tab,
    view: instead(tab.view),
    pinnedIds: tab.pinnedIds.map(instead),
    run: {
      ...tab.run,
      results: tab.run.results.map((result) =>
        result.resultId === resultId ? { ...result, ...made } : result,
      ),
    },
  }))
  close([resultId])
}

type Making = { readonly title: string; readonly elapsedMs: number }

/** Shows a result that was made of others beside those of the tab, with which it is closed. */
export function addResult(tabId: string, made: MadeResult, making: Making): void {
  if (!currentRun(tabId)) return close([made.resultId])
  change(tabId, (tab) => {
    const { run } = tab
    const result = { ...madeResult(made, making), number: run.results.length + 1 }
    return { ...tab, run: { ...run, results: [...run.results, result] }, view: made.resultId }
  })
}

/** Shows a result from outside in the tab, pinned from the start: no run would give it again. */
export function keepResult(
  tabId: string,
  made: MadeResult,
  { name, profileId, ...making }: Making & { name: string; profileId: string },
): void {
  const result = madeResult(made, making)
  const added = { result, statement: making.title, name, profileId }
  store.setState(({ byTab }) => {
    const tab = byTab[tabId] ?? { run: noRun(profileId), pinnedIds: NONE, kept: NONE }
    const next = { ...tab, kept: [...tab.kept, added], view: made.resultId }
    return { byTab: { ...byTab, [tabId]: next } }
  })
}

const madeResult = (made: MadeResult, { title, elapsedMs }: Making): ResultState => ({
  ...made,
  ...{ title, elapsedMs, index: -1, number: 1, state: 'complete' },
})

/** Of a tab in which nothing was run yet. */
const noRun = (profileId: string): Run =>
  endRun(newRun({ runId: crypto.randomUUID(), profileId, startedAtMs: 0, statements: [] }), {
    outcome: 'done',
    elapsedMs: 0,
    waitedMs: 0,
  })

/** Where a tab's statements run: see `query.run`. */
export type RunSession = Pick<RequestInput<Calls['query.run']>, 'transactionId' | 'session'>

type StartOptions = {
  readonly tabId: string
  readonly profileId: string
  /** The tab's title, shown in the pool monitor. */
  readonly label: string
  readonly statements: readonly ScriptStatement[]
  /** Values for their placeholders. */
  readonly parameters?: readonly ParameterValue[]
  /** See `query.run`. */
  readonly mustOnlyRead?: boolean
  /** Gives the session that the statements belong to, and the transaction, begun where it has to be. */
  readonly begin?: () => Promise<RunSession>
}

/**
 * Runs statements for a tab, in place of its last run, whose results are closed but for pinned ones.
 * Answers when the run has ended; never throws: what went wrong is in the run. Does nothing while
 * the tab runs.
 */
export async function startRun(options: StartOptions): Promise<void> {
  const { tabId, profileId, label, statements, parameters = [], mustOnlyRead, begin } = options
  const resultIds = resultIdsOf(tabId)
  if (hasStagedEdits(resultIds) && !(await mayLeave(resultIds))) return
  if (controllers.has(tabId)) return
  lastStarts.set(tabId, options)
  noteRun(tabId, statements)
  const kept = keepPinned(tabId)
  const runId = crypto.randomUUID()
  const startedAtMs = performance.now()
  const run = newRun({ runId, profileId, startedAtMs, statements })
  const tab: TabRun = { run, view: MESSAGES_VIEW, pinnedIds: [], kept }
  store.setState(({ byTab }) => ({ byTab: { ...byTab, [tabId]: tab } }))
  const controller = new AbortController()
  controllers.set(tabId, controller)
  const unsubscribe = api.subscribe('query.events', { runId }, (event) =>
    follow(tabId, runId, event),
  )
  try {
    const session = begin ? await begin() : {}
    const texts = statements.map(({ text }) => text)
    const request = {
      ...{ runId, profileId, label, mustOnlyRead, ...session },
      ...{ statements: texts, parameters: [...parameters] },
    }
    const summary = await api.call('query.run', request, { signal: controller.signal })
    changeRun(tabId, runId, (known) => endRun(known, summary))
  } catch (error) {
    const elapsedMs = performance.now() - startedAtMs
    changeRun(tabId, runId, (known) => refuseRun(known, toWireError(error), elapsedMs))
  } finally {
    unsubscribe()
    if (controllers.get(tabId) === controller) {
      controllers.delete(tabId)
      noteRunEnded(tabId)
    }
    const last = currentRun(tabId)
    if (last?.runId === runId) store.setState({ ended: last })
  }
}

/** Runs what the tab ran last once more. */
export function runAgain(tabId: string): void {
  const last = lastStarts.get(tabId)
  if (last) void startRun(last)
}

/** Stops the statement on the server; the run goes on until the server has said so. */
export function cancelTab(tabId: string): void {
  change(tabId, (tab) => ({ ...tab, run: cancelRun(tab.run) }))
  controllers.get(tabId)?.abort()
}

/** The tab closes: what runs is stopped and its results are freed. */
export function forgetTab(tabId: string): void {
  controllers.get(tabId)?.abort()
  controllers.delete(tabId)
  lastStarts.delete(tabId)
  forgetGoneRun(tabId)
  closeResults(tabId)
  store.setState(({ byTab }) => {
    const others = { ...byTab }
    delete others[tabId]
    return { byTab: others }
  })
}

function follow(tabId: string, runId: string, event: RunEvent): void {
  const isKnown = currentRun(tabId)?.runId === runId
  if (isKnown) change(tabId, (tab) => follows(tab, event))
  // The tab was closed while its statement went on to open a result.
  else if (event.kind === 'result-opened') close([event.resultId])
}

function follows(tab: TabRun, event: RunEvent): TabRun {
  const run = applyEvent(tab.run, event)
  return { ...tab, run, view: viewAfter(run, event, tab.view) }
}

const changeRun = (tabId: string, runId: string, next: (run: Run) => Run): void =>
  change(tabId, (tab) => (tab.run.runId === runId ? { ...tab, run: next(tab.run) } : tab))

function change(tabId: string, next: (tab: TabRun) => TabRun): void {
  store.setState(({ byTab }) => {
    const tab = byTab[tabId]
    return tab ? { byTab: { ...byTab, [tabId]: next(tab) } } : { byTab }
  })
}

/** Closes what the last run gave but for what is pinned, which comes back. */
function keepPinned(tabId: string): readonly KeptResult[] {
  const tab = store.getState().byTab[tabId]
  if (!tab) return NONE
  const { run, pinnedIds, kept } = tab
  close(run.results.map(({ resultId }) => resultId).filter((id) => !pinnedIds.includes(id)))
  return [...kept, ...keptOf(run, pinnedIds)]
}

const closeResults = (tabId: string): void => close(resultIdsOf(tabId))

/** Of all results that a tab shows. */
export function resultIdsOf(tabId: string): string[] {
  const tab = store.getState().byTab[tabId]
  const results = [...(tab?.run.results ?? []), ...(tab?.kept ?? []).map(({ result }) => result)]
  return results.map(({ resultId }) => resultId)
}

/** The tab that shows a result of its last run, and the statement that gave it; null: none does. */
export function placeOfResult(
  resultId: string,
): { tabId: string; profileId: string; statement: string } | null {
  for (const [tabId, { run }] of Object.entries(store.getState().byTab)) {
    const result = run.results.find((each) => each.resultId === resultId)
    const statement = result && run.statements[result.index]?.text
    if (statement !== undefined) return { tabId, profileId: run.profileId, statement }
  }
  return null
}

function close(resultIds: string[]): void {
  if (resultIds.length === 0) return
  forgetArrangements(resultIds)
  forgetEdits(resultIds)
  // Main frees what a window had opened when the window goes; a lost call costs nothing.
  api.call('results.close', { resultIds }).catch(() => {})
}
