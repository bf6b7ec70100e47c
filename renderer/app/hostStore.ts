import { create } from 'zustand'
import type { HostInfo } from '../../contract/workspace.ts'
import { api } from '../api/api.ts'

const store = create<{ host: HostInfo | null }>()(() => ({ host: null }))

/** Asks main once what carries it and what it found at start. */
export function loadHost(): void {
  api.call('workspace.host', {}).then(
    (host) => store.setState({ host }),
    // The window says by itself that main cannot be reached; here nothing can be done about it.
    (error: Error) => console.error(error.message),
  )
}

/** What the program runs in; null until main has answered. */
export const useHost = (): HostInfo | null => store((state) => state.host)

/** The same, outside of components. */
export const currentHost = (): HostInfo | null => store.getState().host
