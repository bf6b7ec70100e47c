import { useEffect, useState } from 'react'
import { type HistoryPoint, historyStepMs, historyTiers } from '../../contract/poolHistory.ts'
import { api } from '../api/api.ts'
import { followPool } from '../app/poolsStore.ts'
import { mergePoints, pointOf, withPoint } from './samples.ts'

const FINEST_MS = historyTiers[0].stepMs
/** The step of the moment goes on meanwhile. */
const LONGEST_PAUSE_MS = 60_000

type Loaded = { readonly spanMs: number; readonly points: readonly HistoryPoint[] }

/**
 * What a pool did in the last `spanMs`: kept by main, then in the finest steps each new figure as it
 * comes, in longer ones asked for anew with each step. Belongs to one pool: key the component by it.
 */
export function usePoolHistory(poolId: string, spanMs: number): readonly HistoryPoint[] {
  const [{ points }, setLoaded] = useState<Loaded>({ spanMs, points: [] })

  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    const stepMs = historyStepMs(spanMs)
    const isLive = stepMs === FINEST_MS
    const ask = (): void => {
      api.call('pools.history', { poolId, spanMs }, { signal }).then(
        (history) => {
          if (signal.aborted) return
          setLoaded((known) => ({
            spanMs,
            // Of another span, what is known would be too short or in other steps.
            points:
              isLive && known.spanMs === spanMs ? mergePoints(history, known.points) : history,
          }))
        },
        () => {}, // The next asking, or what comes live.
      )
    }
    ask()
    const timer = isLive ? undefined : setInterval(ask, Math.min(stepMs, LONGEST_PAUSE_MS))
    const stop = isLive
      ? followPool(poolId, (pool) =>
          setLoaded((known) =>
            known.spanMs === spanMs
              ? { spanMs, points: withPoint(known.points, pointOf(pool), spanMs) }
              : known,
          ),
        )
      : () => {}
    return () => {
      stop()
      clearInterval(timer)
      controller.abort()
    }
  }, [poolId, spanMs])

  return points
}
