import { useEffect, useState } from 'react'
import { api } from '../api/api.ts'
import type { ReferringRows } from './foreignKeys.ts'

/** Of the rows that refer to one; `unknown`: it takes too long to know. */
export type ReferringCount =
  | { readonly kind: 'counting' }
  | { readonly kind: 'counted'; readonly rowCount: number; readonly isMore: boolean }
  | { readonly kind: 'unknown' }

/** Enough to choose by. */
const LIMIT = 1_000
/** The rest of the pool is for others. */
const AT_A_TIME = 2

/** Counts one table after the other, for as long as somebody looks at the list. */
export function useReferringCounts(
  profileId: string,
  choices: readonly ReferringRows[],
): readonly ReferringCount[] {
  const [counts, setCounts] = useState<ReadonlyMap<number, ReferringCount>>(new Map())
  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    const waiting = [...choices.entries()]
    const work = async (): Promise<void> => {
      for (let next = waiting.shift(); next && !signal.aborted; next = waiting.shift()) {
        const [at, { schema, table: name, where }] = next
        const count = await api
          .call('explorer.countSome', { profileId, schema, name, where, limit: LIMIT }, { signal })
          .then(
            (found): ReferringCount => ({ kind: 'counted', ...found }),
            (): ReferringCount => ({ kind: 'unknown' }),
          )
        if (!signal.aborted) setCounts((known) => new Map(known).set(at, count))
      }
    }
    for (let worker = 0; worker < AT_A_TIME; worker++) void work()
    return () => controller.abort()
  }, [profileId, choices])
  return choices.map((_choice, at) => counts.get(at) ?? { kind: 'counting' })
}
