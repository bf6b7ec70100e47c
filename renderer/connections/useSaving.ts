import { useState } from 'react'
import type { WorkbenchError } from '../../contract/errors.ts'

/** A dialog's one action: under way, failed with an error, or done, and then it closes. */
export function useSaving(onDone: () => void): {
  isSaving: boolean
  error: WorkbenchError | null
  save: (work: () => Promise<unknown>) => void
} {
  const [isSaving, setSaving] = useState(false)
  const [error, setError] = useState<WorkbenchError | null>(null)
  function save(work: () => Promise<unknown>): void {
    setSaving(true)
    setError(null)
    work().then(onDone, (failure: WorkbenchError) => {
      setSaving(false)
      setError(failure)
    })
  }
  return { isSaving, error, save }
}
