import { create } from 'zustand'
import type { AlertInfo, AlertsState } from '../../../contract/alerts.ts'
import { api } from '../../api/api.ts'
import { raisedSince } from './alertNews.ts'

const EMPTY: AlertsState = { rules: [], alerts: [], mutes: [] }

export const useAlerts = create<AlertsState>()(() => EMPTY)

/** Follows the alerts until the window ends; `onNews` hears what has just been raised. */
export function followAlerts(onNews: (raised: readonly AlertInfo[]) => void): void {
  let known: AlertsState | null = null
  api.subscribe('alerts.changed', {}, (state) => {
    // What was there before the window is no news.
    if (known) onNews(raisedSince(known, state))
    known = state
    useAlerts.setState(state, true)
  })
}
