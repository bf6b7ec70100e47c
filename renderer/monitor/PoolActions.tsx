import { CirclePause, CirclePlay, Ellipsis, Plug, RefreshCw, Scaling, Unplug } from 'lucide-react'
import { useText } from '../text/text.ts'
import { Button } from '../ui/Button.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Menu } from '../ui/Menu.tsx'
import { Tooltip } from '../ui/Tooltip.tsx'
import { act } from './act.ts'
import { useAlerts } from './alerts/alertsStore.ts'
import { muteEntries } from './alerts/muteEntries.ts'
import type { OverviewRow } from './overviewRows.ts'
import { askOfPool } from './poolDialogStore.ts'

/** What can be done with a pool as it runs. */
export function PoolActions({ row: { poolId, name, stats } }: { row: OverviewRow }) {
  const text = useText()
  const isMuted = useAlerts(({ mutes }) => mutes.some((mute) => mute.poolId === poolId))
  if (!stats)
    return (
      <Button icon={Plug} onClick={() => act('pools.open', { poolId })}>
        {text('monitor.openPool')}
      </Button>
    )
  const isSuspended = stats.state === 'suspended'
  return (
    <>
      <Tooltip label={text(isSuspended ? 'monitor.resumeHelp' : 'monitor.suspendHelp')}>
        <Button
          variant="quiet"
          icon={isSuspended ? CirclePlay : CirclePause}
          onClick={() => act(isSuspended ? 'pools.resume' : 'pools.suspend', { poolId })}
        >
          {text(isSuspended ? 'monitor.resume' : 'monitor.suspend')}
        </Button>
      </Tooltip>
      <Tooltip label={text('monitor.resizeHelp')}>
        <Button variant="quiet" icon={Scaling} onClick={() => askOfPool('resize', poolId)}>
          {text('monitor.resize')}
        </Button>
      </Tooltip>
      <Tooltip label={text('monitor.evictHelp')}>
        <Button
          variant="quiet"
          icon={RefreshCw}
          onClick={() => act('pools.evict', { poolId }, text('monitor.evicted', { name }))}
        >
          {text('monitor.evict')}
        </Button>
      </Tooltip>
      <Menu
        align="end"
        trigger={<IconButton icon={Ellipsis} label={text('monitor.moreActions', { name })} />}
        entries={[
          {
            label: text('monitor.reload'),
            onSelect: () => act('pools.reload', { poolId }, text('monitor.reloaded', { name })),
          },
          'separator',
          ...muteEntries(poolId, isMuted, text),
          'separator',
          {
            label: text('monitor.drain'),
            icon: Unplug,
            isDanger: true,
            onSelect: () => askOfPool('drain', poolId),
          },
        ]}
      />
    </>
  )
}
