import { create } from 'zustand'
import { toWireError, type WireError } from '../../contract/errors.ts'
import type { ParameterValue } from '../../contract/parameters.ts'
import type { Plan } from '../../contract/plans.ts'
import type { RunSession } from '../results/runsStore.ts'
import { api } from '../api/api.ts'

/** What was asked for last in a tab, and what came of it. */
export type PlanState = {
  readonly sql: string
  readonly isMeasured: boolean
  readonly startedAtMs: number
  readonly outcome:
    | { readonly kind: 'asking' }
    | { readonly kind: 'known'; readonly plan: Plan }
    | { readonly kind: 'failed'; readonly error: WireError }
}

type Shown = {
  readonly state: PlanState
  /** Of the tab's run the plan stands in front of; a later run comes forward. `null`: none yet. */
  readonly inFrontOf: string | null
  readonly isInFront: boolean
}

/** How plans are looked at; the next one is shown so again. */
export type PlanWay = 'tree' | 'graph'
export const usePlanWay = create<{ way: PlanWay; choose: (way: PlanWay) => void }>()((set) => ({
  way: 'tree',
  choose: (way) => set({ way }),
}))

const store = create<{ byTab: Readonly<Record<string, Shown>> }>()(() => ({ byTab: {} }))
const controllers = new Map<string, AbortController>()

export const usePlan = (tabId: string): PlanState | undefined =>
  store(({ byTab }) => byTab[tabId]?.state)

export const useIsExplaining = (tabId: string): boolean =>
  store(({ byTab }) => byTab[tabId]?.state.outcome.kind === 'asking')

/** Whether the plan is what the panel shows while `runId` is the tab's last run. */
export const useIsPlanInFront = (tabId: string, runId: string | null): boolean =>
  store(({ byTab }) => {
    const shown = byTab[tabId]
    return shown !== undefined && shown.isInFront && shown.inFrontOf === runId
  })

export function showPlan(tabId: string, runId: string | null): void {
  change(tabId, { inFrontOf: runId, isInFront: true })
}

export const hidePlan = (tabId: string): void => change(tabId, { isInFront: false })

export type PlanRequest = {
  readonly tabId: string
  readonly label: string
  readonly profileId: string
  readonly sql: string
  readonly parameters: ParameterValue[]
  readonly isMeasured: boolean
  readonly transactionId?: string | undefined
  readonly session?: RunSession['session']
  /** The tab's last run. */
  readonly runId: string | null
}

/** Asks for a plan; what was asked before in the tab is given up. */
export async function askForPlan({ tabId, runId, ...request }: PlanRequest): Promise<void> {
  cancelPlan(tabId)
  const controller = new AbortController()
  controllers.set(tabId, controller)
  const { sql, isMeasured } = request
  const asked = { sql, isMeasured, startedAtMs: performance.now() }
  const tell = (outcome: PlanState['outcome']): void => {
    if (controllers.get(tabId) === controller) change(tabId, { state: { ...asked, outcome } })
  }
  store.setState(({ byTab }) => {
    const state: PlanState = { ...asked, outcome: { kind: 'asking' } }
    return { byTab: { ...byTab, [tabId]: { state, inFrontOf: runId, isInFront: true } } }
  })
  try {
    const plan = await api.call('plans.explain', request, { signal: controller.signal })
    tell({ kind: 'known', plan })
  } catch (error) {
    tell({ kind: 'failed', error: toWireError(error) })
  }
}

/** Stops a statement that is being measured. */
export const cancelPlan = (tabId: string): void => controllers.get(tabId)?.abort()

export function forgetPlan(tabId: string): void {
  cancelPlan(tabId)
  controllers.delete(tabId)
  store.setState(({ byTab }) => {
    const { [tabId]: _gone, ...others } = byTab
    return { byTab: others }
  })
}

function change(tabId: string, changed: Partial<Shown>): void {
  store.setState(({ byTab }) => {
    const shown = byTab[tabId]
    return shown ? { byTab: { ...byTab, [tabId]: { ...shown, ...changed } } } : { byTab }
  })
}
