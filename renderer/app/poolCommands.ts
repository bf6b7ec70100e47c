import {
  BellOff,
  CheckCheck,
  CirclePause,
  CirclePlay,
  Plug,
  RefreshCw,
  Scaling,
  Skull,
  Unplug,
} from 'lucide-react'
import { MONITOR_ID, useTabs } from '../editor/tabsStore.ts'
import { act } from '../monitor/act.ts'
import { useAlerts } from '../monitor/alerts/alertsStore.ts'
import { muteEntries } from '../monitor/alerts/muteEntries.ts'
import { useMonitor } from '../monitor/monitorStore.ts'
import { askOfPool } from '../monitor/poolDialogStore.ts'
import { showLeases } from '../monitor/showPool.ts'
import type { Text } from '../text/text.ts'
import type { Command } from './commands.ts'
import { currentPool } from './poolsStore.ts'
import { currentProfiles } from './profilesStore.ts'

/** The pool on the monitor's page where the monitor is in front, else that of the editor's connection. */
function poolId(): string {
  const { activeId, activeTab } = useTabs.getState()
  const { page } = useMonitor.getState()
  if (activeId === MONITOR_ID && page.kind === 'pool') return page.poolId
  return activeTab?.profileId ?? ''
}

const isOpen = (): boolean => currentPool(poolId()) !== null
const canOpen = (): boolean => currentProfiles().some(({ id }) => id === poolId()) && !isOpen()
const isSuspended = (): boolean => currentPool(poolId())?.state === 'suspended'
const unseenAlerts = () =>
  useAlerts
    .getState()
    .alerts.filter(({ untilMs, acknowledgedAtMs }) => untilMs === null && acknowledgedAtMs === null)

/** What can be done with the pool in front as it runs, and with what it warns of. */
export function poolCommands(text: Text): Command[] {
  const ofOpen = {
    category: text('shell.categoryPool'),
    isEnabled: isOpen,
    needs: text('shell.needsPool'),
  }
  return [
    {
      ...ofOpen,
      id: 'pool.open',
      title: text('monitor.openPoolCommand'),
      icon: Plug,
      isEnabled: canOpen,
      needs: text('shell.needsClosedPool'),
      run: () => act('pools.open', { poolId: poolId() }),
    },
    {
      ...ofOpen,
      id: 'pool.suspend',
      title: text('monitor.suspend'),
      icon: CirclePause,
      isEnabled: () => isOpen() && !isSuspended(),
      run: () => act('pools.suspend', { poolId: poolId() }),
    },
    {
      ...ofOpen,
      id: 'pool.resume',
      title: text('monitor.resume'),
      icon: CirclePlay,
      isEnabled: isSuspended,
      needs: text('shell.needsSuspendedPool'),
      run: () => act('pools.resume', { poolId: poolId() }),
    },
    {
      ...ofOpen,
      id: 'pool.resize',
      title: text('monitor.resizeCommand'),
      icon: Scaling,
      run: () => askOfPool('resize', poolId()),
    },
    {
      ...ofOpen,
      id: 'pool.evict',
      title: text('monitor.evict'),
      icon: RefreshCw,
      run: () => act('pools.evict', { poolId: poolId() }),
    },
    {
      ...ofOpen,
      id: 'pool.reload',
      title: text('monitor.reload'),
      run: () => act('pools.reload', { poolId: poolId() }),
    },
    {
      ...ofOpen,
      id: 'pool.stop',
      title: text('monitor.stopCommand'),
      icon: Skull,
      run: () => showLeases(poolId()),
    },
    {
      ...ofOpen,
      id: 'pool.drain',
      title: text('monitor.drainCommand'),
      icon: Unplug,
      run: () => askOfPool('drain', poolId()),
    },
    ...muteCommands(text),
    {
      ...ofOpen,
      id: 'alerts.acknowledgeAll',
      title: text('monitor.acknowledgeAll'),
      icon: CheckCheck,
      isEnabled: () => unseenAlerts().length > 0,
      needs: text('shell.needsAlert'),
      run: () => unseenAlerts().forEach(({ id }) => act('alerts.acknowledge', { alertId: id })),
    },
  ]
}

/** Silence about the pool in front, or no longer. */
function muteCommands(text: Text): Command[] {
  const isMuted = (): boolean => useAlerts.getState().mutes.some((mute) => mute.poolId === poolId())
  const command = (id: string, isForMuted: boolean, at: number): Command => ({
    id,
    title: muteEntries('', isForMuted, text)[at]!.label,
    category: text('shell.categoryPool'),
    icon: BellOff,
    isEnabled: () => isOpen() && isMuted() === isForMuted,
    run: () => muteEntries(poolId(), isForMuted, text)[at]!.onSelect(),
  })
  return [
    command('alerts.muteHour', false, 0),
    command('alerts.muteDay', false, 1),
    command('alerts.muteWeek', false, 2),
    command('alerts.unmute', true, 0),
  ]
}
