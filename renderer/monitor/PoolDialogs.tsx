import { usePool } from '../app/poolsStore.ts'
import { useText } from '../text/text.ts'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { act } from './act.ts'
import { closePoolDialog, usePoolDialog } from './poolDialogStore.ts'
import { ResizeDialog } from './ResizeDialog.tsx'

/** What the monitor and the palette ask before they change a pool. */
export function PoolDialogs() {
  const text = useText()
  const { asked } = usePoolDialog()
  const pool = usePool(asked?.poolId ?? null)
  if (!asked || !pool) return null
  if (asked.kind === 'resize') return <ResizeDialog pool={pool} onClose={closePoolDialog} />
  const { poolId, name, active } = pool
  return (
    <ConfirmDialog
      title={text('monitor.drainQuestion', { name })}
      explanation={text('monitor.drainExplanation', { count: active })}
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
