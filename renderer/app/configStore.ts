import { create } from 'zustand'
import type { ConfigStatus } from '../../contract/config.ts'
import { api } from '../api/api.ts'
import { text } from '../text/text.ts'
import { toast } from '../ui/toast.ts'

/** Connections that come from outside: what was taken over, and what is wrong with the latest. */
const store = create<{ config: ConfigStatus | null }>()(() => ({ config: null }))

/** Follows the configuration until the window ends, and says so when a new one is taken over. */
export function followConfig(): void {
  api.subscribe('config.changed', {}, (config) => {
    const before = store.getState().config
    store.setState({ config })
    if (before && config.problems.length === 0 && config.appliedAtMs !== before.appliedAtMs)
      toast(text('shell.configApplied', { count: config.profileNames.length }))
  })
}

export const useConfig = (): ConfigStatus | null => store(({ config }) => config)
