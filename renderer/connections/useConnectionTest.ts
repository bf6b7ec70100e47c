import { useEffect, useRef, useState } from 'react'
import type { WorkbenchError } from '../../contract/errors.ts'
import type { ConnectionTest } from '../../contract/profiles.ts'
import { api } from '../api/api.ts'
import type { SaveRequest } from './checkDraft.ts'

export type TestState =
  | { state: 'none' }
  | { state: 'running'; startedAtMs: number }
  | { state: 'done'; result: ConnectionTest }
  | { state: 'cancelled' }
  | { state: 'failed'; error: WorkbenchError }

/** Connects once with what stands in the form. Starting again or leaving gives the former up. */
export function useConnectionTest() {
  const [test, setTest] = useState<TestState>({ state: 'none' })
  const controller = useRef<AbortController | null>(null)
  useEffect(() => () => controller.current?.abort(), [])

  async function run(request: SaveRequest): Promise<void> {
    controller.current?.abort()
    const mine = new AbortController()
    controller.current = mine
    setTest({ state: 'running', startedAtMs: performance.now() })
    const ended = await api.call('profiles.test', request, { signal: mine.signal }).then(
      (result): TestState => ({ state: 'done', result }),
      (error: WorkbenchError): TestState =>
        mine.signal.aborted ? { state: 'cancelled' } : { state: 'failed', error },
    )
    if (controller.current === mine) setTest(ended)
  }

  function cancel(): void {
    controller.current?.abort()
    controller.current = null
    setTest({ state: 'cancelled' })
  }

  /** What was found does not hold for a changed form. */
  function clear(): void {
    controller.current?.abort()
    controller.current = null
    setTest({ state: 'none' })
  }

  return { test, run, cancel, clear }
}
