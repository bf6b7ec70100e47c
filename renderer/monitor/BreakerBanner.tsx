import type { PoolStats } from '../../contract/pools.ts'
import { errorLine } from '../text/errorInLanguage.ts'
import { useSentence } from '../text/sentence.ts'
import { useText, type TextKey } from '../text/text.ts'
import { Banner } from '../ui/Banner.tsx'
import { poolFace } from './poolFace.ts'

const TEXTS: Partial<Record<ReturnType<typeof poolFace>, TextKey>> = {
  'breaker-open': 'monitor.breakerOpen',
  'half-open': 'monitor.breakerHalfOpen',
  unreachable: 'monitor.breakerNotYet',
  suspended: 'monitor.suspendedExplanation',
}

/** Why the pool does not lend, and what the last attempt to connect met; nothing while all is well. */
export function BreakerBanner({ pool }: { pool: PoolStats }) {
  const text = useText()
  const say = useSentence()
  const { breaker, lastConnectError, total, health } = pool
  const face = poolFace(pool)
  const key = TEXTS[face]
  if (face === 'degraded' && !lastConnectError)
    return (
      <Banner severity="warning">
        {text('monitor.degradedBecause', { reason: say(health.reason) })}
      </Banner>
    )
  if (!key && !lastConnectError) return null
  const isWarning = pool.state === 'suspended' || total > 0
  return (
    <Banner severity={isWarning ? 'warning' : 'error'}>
      {key && text(key, { count: breaker.failureCount })}{' '}
      {lastConnectError &&
        text('monitor.lastConnectError', { message: errorLine(lastConnectError) })}
    </Banner>
  )
}
