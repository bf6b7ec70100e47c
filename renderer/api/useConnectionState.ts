import { useSyncExternalStore } from 'react'
import { api } from './api.ts'
import type { ConnectionState } from './ApiClient.ts'

const subscribe = (listener: () => void) => api.onState(listener)

/** Whether main can be reached. */
export const useConnectionState = (): ConnectionState =>
  useSyncExternalStore(subscribe, () => api.state)
