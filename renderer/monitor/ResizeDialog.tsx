import { useState } from 'react'
import type { PoolStats } from '../../contract/pools.ts'
import { api } from '../api/api.ts'
import { errorLine } from '../text/errorInLanguage.ts'
import { useText } from '../text/text.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { TextField } from '../ui/TextField.tsx'
import { boundsProblem } from './boundsProblem.ts'
import styles from './ResizeDialog.module.css'

/** Other bounds for a pool as it runs. */
export function ResizeDialog({ pool, onClose }: { pool: PoolStats; onClose: () => void }) {
  const text = useText()
  const { poolId, name } = pool
  const [min, setMin] = useState(String(pool.min))
  const [max, setMax] = useState(String(pool.max))
  const [problem, setProblem] = useState<string | null>(null)
  const resize = () => {
    const wrong = boundsProblem({ min, max }, text)
    if (wrong !== null) return setProblem(wrong)
    api
      .call('pools.resize', { poolId, min: Number(min), max: Number(max) })
      .then(onClose, (error: Error) => setProblem(errorLine(error)))
  }
  return (
    <Dialog
      title={text('monitor.resizeTitle', { name })}
      width="small"
      onClose={onClose}
      onSubmit={resize}
      notice={problem && <Banner severity="error">{problem}</Banner>}
      footer={
        <>
          <Button onClick={onClose}>{text('common.cancel')}</Button>
          <Button variant="primary" type="submit">
            {text('monitor.resizeDo')}
          </Button>
        </>
      }
    >
      <div className={styles.fields}>
        <TextField
          label={text('connections.pool_min')}
          help={text('connections.pool_minHelp')}
          inputMode="numeric"
          value={min}
          onChange={setMin}
        />
        <TextField
          label={text('connections.pool_max')}
          help={text('connections.pool_maxHelp')}
          inputMode="numeric"
          value={max}
          onChange={setMax}
        />
      </div>
      <p className={styles.note}>{text('monitor.resizeExplanation')}</p>
    </Dialog>
  )
}
