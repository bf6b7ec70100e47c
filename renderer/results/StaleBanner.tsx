import { formatMoment } from '../text/formatTime.ts'
import { errorLine } from '../text/errorInLanguage.ts'
import { useText, type Text } from '../text/text.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { useNow } from '../ui/useNow.ts'
import { formatDuration } from './formatAmounts.ts'
import type { StaleAnswer } from './runState.ts'

/** No server could be reached: what stands below was answered then, and may no longer be so. */
export function StaleBanner({ stale, onRunAgain }: { stale: StaleAnswer; onRunAgain: () => void }) {
  const text = useText()
  const nowMs = useNow(true)
  const { answeredAtMs, reason } = stale
  return (
    <Banner
      severity="warning"
      actions={<Button onClick={onRunAgain}>{text('results.runAgain')}</Button>}
    >
      <strong>
        {text('results.staleAnswer', {
          time: formatMoment(answeredAtMs),
          age: ageText(nowMs - answeredAtMs, text),
        })}
      </strong>{' '}
      {text('results.staleReason', { reason: errorLine(reason) })}
    </Banner>
  )
}

/** In whole seconds: a running fraction of one would only unsettle. */
const ageText = (ageMs: number, text: Text): string =>
  ageMs < 59_500
    ? text('common.seconds', { amount: Math.max(0, Math.round(ageMs / 1_000)) })
    : formatDuration(Math.round(ageMs / 1_000) * 1_000)
