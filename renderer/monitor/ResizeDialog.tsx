import { useState } from 'react'
import { poolLimits } from '../../contract/poolLimits.ts'
import type { PoolStats } from '../../contract/pools.ts'
import { api } from '../api/api.ts'
import { errorLine } from '../text/errorInLanguage.ts'
import { useText } from '../text/text.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { TextField } from '../ui/TextField.tsx'
import styles from './ResizeDialog.module.css'

/** Other bounds for a pool as it runs; main says what does not fit together. */
export function ResizeDialog({ pool, onClose }: { pool: PoolStats; onClose: () => void }) {
  const text = useText()
  const { poolId, name } = pool
  const [min, setMin] = useState(String(pool.min))
  const [max, setMax] = useState(String(pool.max))
  const [problem, setProblem] = useState<string | null>(null)
  const resize = () => {
    const bounds = { min: wholeNumber(min), max: wholeNumber(max) }
    if (bounds.min === null || bounds.max === null)
      return setProblem(text('monitor.resizeNumbers', { most: poolLimits.max.most }))
    api
      .call('pools.resize', { poolId, min: bounds.min, max: bounds.max })
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

const wholeNumber = (typed: string): number | null =>
  /^\d{1,6}$/.test(typed.trim()) ? Number(typed) : null
