import { Bell, BellOff } from 'lucide-react'
import type { Text } from '../../text/text.ts'
import type { MenuAction } from '../../ui/menuEntry.ts'
import { act } from '../act.ts'

const HOUR_MS = 3_600_000

/** Silence about a pool for a while, or no longer. */
export const muteEntries = (poolId: string, isMuted: boolean, text: Text): MenuAction[] => {
  const mute = (forMs: number) => () => act('alerts.mute', { poolId, forMs })
  return isMuted
    ? [{ label: text('monitor.unmute'), icon: Bell, onSelect: mute(0) }]
    : [
        { label: text('monitor.muteHour'), icon: BellOff, onSelect: mute(HOUR_MS) },
        { label: text('monitor.muteDay'), icon: BellOff, onSelect: mute(24 * HOUR_MS) },
        { label: text('monitor.muteWeek'), icon: BellOff, onSelect: mute(7 * 24 * HOUR_MS) },
      ]
}
