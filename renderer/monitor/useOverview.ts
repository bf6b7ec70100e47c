import { useEffect, useMemo, useState } from 'react'
import type { WorkbenchError } from '../../contract/errors.ts'
import type { PoolOverview } from '../../contract/pools.ts'
import { api } from '../api/api.ts'
import { usePools } from '../app/poolsStore.ts'
import { overviewRows, type OverviewRow } from './overviewRows.ts'

/** Every pool there could be with its figures of the moment; null until they have come. */
export function useOverview(): { rows: OverviewRow[] | null; error: WorkbenchError | null } {
  const pools = usePools()
  const [known, setKnown] = useState<readonly PoolOverview[] | null>(null)
  const [error, setError] = useState<WorkbenchError | null>(null)
  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    // At once, and whenever connections change: the servers there are change with them only.
    const stop = api.subscribe('profiles.changed', {}, () => {
      api.call('pools.overview', {}, { signal }).then(
        (found) => {
          setKnown(found)
          setError(null)
        },
        (failure: WorkbenchError) => {
          if (!signal.aborted) setError(failure)
        },
      )
    })
    return () => {
      stop()
      controller.abort()
    }
  }, [])
  const rows = useMemo(() => known && pools && overviewRows(known, pools), [known, pools])
  return { rows, error }
}
