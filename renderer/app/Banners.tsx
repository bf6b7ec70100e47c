import { useState } from 'react'
import { useConnectionState } from '../api/useConnectionState.ts'
import { useConnectionDialogs } from '../connections/dialogsStore.ts'
import { useAreSecretsLocked } from '../connections/secretStorageStore.ts'
import { useSentence } from '../text/sentence.ts'
import { useText } from '../text/text.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import styles from './Banners.module.css'
import { useConfig } from './configStore.ts'
import { useHost } from './hostStore.ts'

/** The rest is told when these are mended. */
const SHOWN_PROBLEMS = 3

/** What concerns the whole window: main out of reach, locked passwords, what was wrong at start. */
export function Banners() {
  const text = useText()
  const say = useSentence()
  const connection = useConnectionState()
  const notices = useHost()?.startupNotices ?? []
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set())
  const shown = notices.filter((notice) => !dismissed.has(notice.text))
  const areSecretsLocked = useAreSecretsLocked()
  const { openPassphrase } = useConnectionDialogs()
  const configProblems = useConfig()?.problems ?? []
  const problems = configProblems.filter(({ message }) => !dismissed.has(message))
  const isAway = connection === 'lost' || connection === 'shut-out'
  const hasNone = !isAway && !areSecretsLocked
  if (hasNone && shown.length === 0 && problems.length === 0) return null
  return (
    <div className={styles.banners}>
      {connection === 'lost' && <Banner severity="warning">{text('shell.lostBanner')}</Banner>}
      {connection === 'shut-out' && <Banner severity="error">{text('shell.shutOutBanner')}</Banner>}
      {areSecretsLocked && (
        <Banner
          severity="info"
          actions={
            <Button onClick={() => openPassphrase('unlock')}>{text('connections.unlock')}</Button>
          }
        >
          {text('connections.secretStorageLocked')}
        </Banner>
      )}
      {problems.slice(0, SHOWN_PROBLEMS).map(({ source, field, message }) => (
        <Banner
          key={`${source} ${field} ${message}`}
          severity="warning"
          onDismiss={() => setDismissed((known) => new Set([...known, message]))}
        >
          {text(`shell.configRefused_${source}`, { field, message: say(message) })}
        </Banner>
      ))}
      {shown.map((notice) => (
        <Banner
          key={notice.text}
          severity={notice.severity}
          onDismiss={() => setDismissed((known) => new Set([...known, notice.text]))}
        >
          {say(notice.text)}
        </Banner>
      ))}
    </div>
  )
}
