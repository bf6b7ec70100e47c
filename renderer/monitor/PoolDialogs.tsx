import { usePool } from '../app/poolsStore.ts'
import { useText } from '../text/text.ts'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import type { PoolStats } from '../../contract/pools.ts'
import { act } from './act.ts'
import { usePoolDetail } from './usePoolDetail.ts'
import { closePoolDialog, usePoolDialog } from './poolDialogStore.ts'
import { ResizeDialog } from './ResizeDialog.tsx'

/** What the monitor and the palette ask before they change a pool. */
export function PoolDialogs() {
  const { asked } = usePoolDialog()
  const pool = usePool(asked?.poolId ?? null)
  if (!asked || !pool) return null
  if (asked.kind === 'resize') return <ResizeDialog pool={pool} onClose={closePoolDialog} />
  return <DrainDialog key={pool.poolId} pool={pool} />
}

function DrainDialog({ pool: { poolId, name, active } }: { pool: PoolStats }) {
  const text = useText()
  const leases = usePoolDetail('pools.leases', poolId)
  const open = leases?.filter(({ isInTransaction }) => isInTransaction) ?? []
  const titles = open.map(({ label }) => `“${label || '–'}”`).join(', ')
  const counted = text('monitor.drainExplanation', { count: active })
  return (
    <ConfirmDialog
      title={text('monitor.drainQuestion', { name })}
      explanation={
        open.length === 0
          ? counted
          : `${counted} ${text('monitor.drainTransactions', { count: open.length, titles })}`
      }
      confirmLabel={text('monitor.drainDo')}
      isDanger
      onConfirm={() => {
        closePoolDialog()
        act('pools.close', { poolId }, text('monitor.drained', { name }))
      }}
      onCancel={closePoolDialog}
    />
  )
}
