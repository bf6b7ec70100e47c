import { useEffect, useState } from 'react'
import type { KeyInfo } from '../../contract/explorer.ts'
import { api } from '../api/api.ts'
import type { Origin } from '../results/originsStore.ts'

const NONE: readonly KeyInfo[] = []

/** The foreign keys of the table that rows are of; none where that is not known. */
export function useForeignKeys(origin: Origin | undefined): readonly KeyInfo[] {
  const [known, setKnown] = useState<{ of: Origin; keys: readonly KeyInfo[] } | null>(null)
  useEffect(() => {
    if (!origin) return
    const controller = new AbortController()
    const { signal } = controller
    const { profileId, schema, name } = origin
    api.call('explorer.relation', { profileId, schema, name }, { signal }).then(
      ({ keys }) =>
        !signal.aborted &&
        setKnown({ of: origin, keys: keys.filter(({ kind }) => kind === 'foreign') }),
      // Without them there are no ways to other tables, and all else works.
      () => {},
    )
    return () => controller.abort()
  }, [origin])
  return origin && known?.of === origin ? known.keys : NONE
}
