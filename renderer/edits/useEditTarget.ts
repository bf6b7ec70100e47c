import { useEffect, useMemo, useState } from 'react'
import type { EditTarget } from '../../contract/edits.ts'
import { simpleSelect } from '../../contract/sql/select/simpleSelect.ts'
import { api } from '../api/api.ts'
import { useDriver, useProfile } from '../app/profilesStore.ts'
import type { EditedResult } from './applyEdits.ts'

/**
 * Whether the rows of a result can be changed; null while that is not known, and where there is
 * nothing to say of it. Main is asked only where the statement reads one table.
 */
export function useEditTarget(result: EditedResult | null): EditTarget | null {
  const profile = useProfile(result?.profileId ?? null)
  const dialect = useDriver(profile?.driverId)?.dialect
  const statement = result?.statement ?? ''
  const refused = useMemo((): EditTarget | null => {
    if (!dialect?.editsRows) return null
    if (profile?.isReadOnly) return refusal('read-only')
    return simpleSelect(statement, dialect.splitter) ? null : refusal('not-one-table')
  }, [dialect, profile?.isReadOnly, statement])
  const isAsked = result !== null && dialect?.editsRows === true && refused === null
  const profileId = result?.profileId ?? ''
  const resultId = result?.resultId ?? ''
  const [known, setKnown] = useState<{ of: string; target: EditTarget } | null>(null)
  useEffect(() => {
    if (!isAsked) return
    const controller = new AbortController()
    const { signal } = controller
    api.call('edits.target', { profileId, resultId, statement }, { signal }).then(
      (target) => !signal.aborted && setKnown({ of: resultId, target }),
      // Without an answer the rows are only looked at, as before.
      () => {},
    )
    return () => controller.abort()
  }, [isAsked, profileId, resultId, statement])
  if (result === null) return null
  if (refused) return refused
  return isAsked && known?.of === resultId ? known.target : null
}

const refusal = (reason: 'read-only' | 'not-one-table'): EditTarget => ({
  refusal: { reason, columns: [] },
})
