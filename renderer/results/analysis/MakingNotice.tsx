import { useText } from '../../text/text.ts'
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
  if (state.kind === 'idle') return null
  return (
    <div role={state.kind === 'failed' ? 'alert' : 'status'} className={styles.notice}>
      {state.kind === 'failed' ? (
        <ErrorText error={state.error} />
      ) : (
        <>
          <Spinner /> {text('analysis.working', { time: formatDuration(elapsedMs) })}
        </>
      )}
    </div>
  )
}
