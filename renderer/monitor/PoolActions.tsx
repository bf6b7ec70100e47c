import { CirclePause, CirclePlay, Ellipsis, Plug, RefreshCw, Scaling, Unplug } from 'lucide-react'
import { useState } from 'react'
import { useText } from '../text/text.ts'
import { Button } from '../ui/Button.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Menu } from '../ui/Menu.tsx'
import { Tooltip } from '../ui/Tooltip.tsx'
import { act } from './act.ts'
import { useAlerts } from './alerts/alertsStore.ts'
import { muteEntries } from './alerts/muteEntries.ts'
import type { OverviewRow } from './overviewRows.ts'
import { ResizeDialog } from './ResizeDialog.tsx'

/** What can be done with a pool as it runs. */
export function PoolActions({ row: { poolId, name, stats } }: { row: OverviewRow }) {
  const text = useText()
  const [asked, setAsked] = useState<'resize' | 'drain' | null>(null)
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
        <Button variant="quiet" icon={Scaling} onClick={() => setAsked('resize')}>
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
            onSelect: () => setAsked('drain'),
          },
        ]}
      />
      {asked === 'resize' && <ResizeDialog pool={stats} onClose={() => setAsked(null)} />}
      {asked === 'drain' && (
        <ConfirmDialog
          title={text('monitor.drainQuestion', { name })}
          explanation={text('monitor.drainExplanation', { count: stats.active })}
          confirmLabel={text('monitor.drainDo')}
          isDanger
          onConfirm={() => {
            setAsked(null)
            act('pools.close', { poolId }, text('monitor.drained', { name }))
          }}
          onCancel={() => setAsked(null)}
        />
      )}
    </>
  )
}
