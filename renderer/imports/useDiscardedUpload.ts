import { useEffect } from 'react'
import { api } from '../api/api.ts'

/** The copy of a file that was sent up goes when another is chosen, and at the end. */
export function useDiscardedUpload(path: string | null): void {
  useEffect(() => {
    if (path === null) return
    return () => void api.call('imports.discardUpload', { path }).catch(() => {})
  }, [path])
}
