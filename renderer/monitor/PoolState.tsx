import {
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CirclePause,
  Hourglass,
  type LucideIcon,
  TriangleAlert,
} from 'lucide-react'
import type { PoolStats } from '../../contract/pools.ts'
import { useSentence } from '../text/sentence.ts'
import { useText, type TextKey } from '../text/text.ts'
import { type PoolFace, poolFace } from './poolFace.ts'
import styles from './PoolState.module.css'
import { useNow } from '../ui/useNow.ts'

const faces: Record<PoolFace, { icon: LucideIcon; text: TextKey }> = {
  running: { icon: CircleCheck, text: 'monitor.stateRunning' },
  saturated: { icon: Hourglass, text: 'monitor.stateSaturated' },
  blocked: { icon: TriangleAlert, text: 'monitor.stateBlocked' },
  opening: { icon: Hourglass, text: 'monitor.stateOpening' },
  degraded: { icon: TriangleAlert, text: 'monitor.stateDegraded' },
  unreachable: { icon: CircleAlert, text: 'monitor.stateUnreachable' },
  'breaker-open': { icon: CircleAlert, text: 'monitor.stateBreakerOpen' },
  'half-open': { icon: CircleAlert, text: 'monitor.stateHalfOpen' },
  suspended: { icon: CirclePause, text: 'monitor.stateSuspended' },
  draining: { icon: CircleDashed, text: 'monitor.stateDraining' },
  closed: { icon: CircleDashed, text: 'monitor.stateClosed' },
}

/** How a pool is, in a word with a shape and a colour; with the time of the next attempt to connect. */
export function PoolState({ pool }: { pool: PoolStats }) {
  const text = useText()
  const say = useSentence()
  const face = poolFace(pool)
  const { icon: Icon, text: key } = faces[face]
  const { nextRetryAtMs } = pool.breaker
  const isCounting = nextRetryAtMs !== null && (face === 'breaker-open' || face === 'unreachable')
  const nowMs = useNow(isCounting)
  return (
    <span className={styles.state} data-face={face} title={say(pool.health.reason)}>
      <Icon size={14} aria-hidden />
      {text(key)}
      {isCounting && (
        <span className={styles.retry}>
          {text('monitor.nextTryIn', { seconds: secondsUntil(nextRetryAtMs, nowMs) })}
        </span>
      )}
    </span>
  )
}

/** Whole seconds, the last of which counts until it is over. */
const secondsUntil = (atMs: number, nowMs: number): number =>
  Math.max(0, Math.ceil((atMs - nowMs) / 1_000))
