import { useText } from '../text/text.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { forgetRolledBack, useTabSession } from './transactionsStore.ts'

/** Says that a transaction did not outlive the window that had begun it. */
export function RolledBackBanner({ tabId }: { tabId: string }) {
  const text = useText()
  const { rolledBack } = useTabSession(tabId)
  if (rolledBack === null) return null
  return (
    <Banner
      severity="warning"
      actions={<Button onClick={() => forgetRolledBack(tabId)}>{text('common.dismiss')}</Button>}
    >
      {text('editor.rolledBackHelp', { count: rolledBack })}
    </Banner>
  )
}
