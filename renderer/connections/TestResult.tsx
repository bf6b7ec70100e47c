import { useText } from '../text/text.ts'
import { Banner } from '../ui/Banner.tsx'
import { ErrorText } from '../ui/ErrorText.tsx'
import { useElapsedMs } from '../ui/useElapsedMs.ts'
import { HostKeyHelp } from './SecretHelp.tsx'
import type { TestState } from './useConnectionTest.ts'

/** How the test of a connection goes or went, in a line. */
export function TestResult({ test, onRetry }: { test: TestState; onRetry: () => void }) {
  const text = useText()
  const elapsedMs = useElapsedMs(test.state === 'running' ? test.startedAtMs : null)
  switch (test.state) {
    case 'none':
      return null
    case 'running': {
      const elapsed = text('common.seconds', { amount: (elapsedMs / 1000).toFixed(1) })
      return <Banner severity="info">{text('connections.testing', { elapsed })}</Banner>
    }
    case 'done': {
      const { product, version, latencyMs } = test.result
      const latency = `${latencyMs < 10 ? latencyMs.toFixed(1) : Math.round(latencyMs)} ms`
      return (
        <Banner severity="success">
          {text('connections.testDone', { product, version, latency })}
        </Banner>
      )
    }
    case 'cancelled':
      return <Banner severity="info">{text('connections.testCancelled')}</Banner>
    case 'failed':
      return (
        <Banner severity="error" actions={<HostKeyHelp error={test.error} onRetry={onRetry} />}>
          <ErrorText error={test.error} />
        </Banner>
      )
  }
}
