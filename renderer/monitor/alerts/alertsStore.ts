import { create } from 'zustand'
import type { AlertInfo, AlertsState } from '../../../contract/alerts.ts'
import { api } from '../../api/api.ts'
import { raisedSince } from './alertNews.ts'

const EMPTY: AlertsState = { rules: [], alerts: [], mutes: [] }

export const useAlerts = create<AlertsState>()(() => EMPTY)

type AlertNews = {
  /** Has just been raised. */
  readonly raised: readonly AlertInfo[]
  readonly all: readonly AlertInfo[]
}

/** Follows the alerts until the window ends. */
export function followAlerts(onNews: (news: AlertNews) => void): void {
  let known: AlertsState | null = null
  api.subscribe('alerts.changed', {}, (state) => {
    // What was there before the window is no news.
    if (known) onNews({ raised: raisedSince(known, state), all: state.alerts })
    known = state
    useAlerts.setState(state, true)
  })
}
