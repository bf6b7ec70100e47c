import { useLanguage } from '../text/language.ts'
import { byLocale } from '../text/phrase.ts'
import { useText } from '../text/text.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { forgetGone, useTabSession } from './transactionsStore.ts'

/** Says what did not outlive the window that had changed it on a connection of the tab's own. */
export function SessionGoneBanner({ tabId }: { tabId: string }) {
  const text = useText()
  const language = useLanguage((state) => state.language)
  const { gone } = useTabSession(tabId)
  if (gone === null) return null
  return (
    <Banner
      severity="warning"
      actions={<Button onClick={() => forgetGone(tabId)}>{text('common.dismiss')}</Button>}
    >
      {text('editor.sessionGone', { changes: listFormat(language).format(gone) })}
    </Banner>
  )
}

const listFormat = byLocale((locale) => new Intl.ListFormat(locale))
