import { useState } from 'react'
import { useConnectionState } from '../api/useConnectionState.ts'
import { useText } from '../text/text.ts'
import { Banner } from '../ui/Banner.tsx'
import styles from './Banners.module.css'
import { useHost } from './hostStore.ts'

/** What concerns the whole window: main out of reach, and what was found wrong at start. */
export function Banners() {
  const text = useText()
  const connection = useConnectionState()
  const notices = useHost()?.startupNotices ?? []
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set())
  const shown = notices.filter((notice) => !dismissed.has(notice.text))
  if (connection !== 'lost' && shown.length === 0) return null
  return (
    <div className={styles.banners}>
      {connection === 'lost' && <Banner severity="warning">{text('shell.lostBanner')}</Banner>}
      {shown.map((notice) => (
        <Banner
          key={notice.text}
          severity={notice.severity}
          onDismiss={() => setDismissed((known) => new Set([...known, notice.text]))}
        >
          {notice.text}
        </Banner>
      ))}
    </div>
  )
}
