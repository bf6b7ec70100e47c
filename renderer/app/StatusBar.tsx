import { Clock, GitCommitVertical } from 'lucide-react'
import { STORED_ZONE } from '../../contract/preferenceChoices.ts'
import { useConnectionState } from '../api/useConnectionState.ts'
import { showTransactions, useOpenTransactions } from '../editor/transactionsStore.ts'
import { useText } from '../text/text.ts'
import { Tooltip } from '../ui/Tooltip.tsx'
import { ColourMark } from './ColourMark.tsx'
import { faceOf, type ConnectionFace } from './connectionFace.ts'
import { PoolGauge } from './PoolGauge.tsx'
import { poolHealth, usePool } from './poolsStore.ts'
import { usePreferences } from './preferencesStore.ts'
import { setZoneOpen } from './shellStore.ts'
import styles from './StatusBar.module.css'
import { useCurrentProfile } from './useCurrentProfile.ts'
import { useRouting } from './useRouting.ts'

/** How it goes with the connection of the tab in front. */
export function StatusBar() {
  const text = useText()
  const profile = useCurrentProfile()
  const pool = usePool(profile?.id ?? null)
  const connection = useConnectionState()
  const face = faceOf(poolHealth(pool), useRouting(profile?.id ?? null))
  return (
    <footer className={styles.bar} aria-label={text('shell.statusBar')} data-pane="status">
      {connection !== 'open' && (
        <span className={styles.item} data-health="unreachable">
          <span className={styles.dot} />
          {text(connection === 'connecting' ? 'shell.connecting' : 'shell.lost')}
        </span>
      )}
      {profile && (
        <>
          <span className={styles.item} data-health={face.kind}>
            <span className={styles.dot} />
            <ColourMark colour={profile.colour} />
            {profile.name}: {text(faceKeys[face.kind], { server: face.server })}
          </span>
          <PoolGauge profile={profile} pool={pool} />
        </>
      )}
      <span className={styles.spacer} />
      {/* Of a program that is gone: what it does not keep is told once it is back. */}
      {connection === 'open' && <TransactionsButton />}
      <ZoneButton />
    </footer>
  )
}

/** How many transactions are open in all tabs; nothing while none is. */
function TransactionsButton() {
  const text = useText()
  const all = useOpenTransactions()
  if (all.length === 0) return null
  return (
    <Tooltip label={text('editor.openTransactions')} side="top">
      <button
        type="button"
        className={styles.item}
        data-changed
        data-failed={all.some(({ open }) => open.state === 'failed') || undefined}
        onClick={() => showTransactions(true)}
      >
        <GitCommitVertical size={12} aria-hidden />
        {text('editor.transactionCount', { count: all.length })}
      </button>
    </Tooltip>
  )
}

/** In which zone the grids show times; as it is stored, unless another was chosen. */
function ZoneButton() {
  const text = useText()
  const zone = usePreferences(({ timeZone }) => timeZone)
  return (
    <Tooltip label={text('shell.timeZone', { zone })} side="top">
      <button
        type="button"
        className={styles.item}
        data-changed={zone !== STORED_ZONE || undefined}
        onClick={() => setZoneOpen(true)}
      >
        <Clock size={12} aria-hidden />
        {zone}
      </button>
    </Tooltip>
  )
}

const faceKeys = {
  running: 'shell.connected',
  'stands-in': 'shell.standsIn',
  'read-only': 'shell.readOnlyNow',
  unreachable: 'shell.unreachable',
  closed: 'shell.notConnected',
} as const satisfies Record<ConnectionFace['kind'], string>
