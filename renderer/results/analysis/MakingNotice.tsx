import { useText } from '../../text/text.ts'
import { Banner } from '../../ui/Banner.tsx'
import { ErrorText } from '../../ui/ErrorText.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import { useElapsedMs } from '../../ui/useElapsedMs.ts'
import { formatDuration } from '../formatAmounts.ts'
import styles from './Analysis.module.css'
import type { MakingState } from './useMaking.ts'

/** How far it is with a result that is being made, or why it could not be. */
export function MakingNotice({ state }: { state: MakingState }) {
  const text = useText()
  const elapsedMs = useElapsedMs(state.kind === 'busy' ? state.startedAtMs : null)
  switch (state.kind) {
    case 'idle':
      return null
    case 'busy':
      return (
        <div role="status" className={styles.notice}>
          <Spinner /> {text('analysis.working', { time: formatDuration(elapsedMs) })}
        </div>
      )
    case 'failed':
      return (
        <Banner severity="error">
          <ErrorText error={state.error} />
        </Banner>
      )
  }
}
