import { ChevronRight } from 'lucide-react'
import { useText } from '../text/text.ts'
import { TextField } from '../ui/TextField.tsx'
import type { DraftProblems } from './checkDraft.ts'
import type { Draft, DraftChange } from './draft.ts'
import { poolSettingNames, poolSettings } from './numberSettings.ts'
import styles from './PoolSection.module.css'

export type PoolSectionProps = {
  draft: Draft
  problems: DraftProblems
  onChange: (change: DraftChange) => void
}

/** How many connections are opened, and when they are closed; each setting in one sentence. */
export function PoolSection({ draft, problems, onChange }: PoolSectionProps) {
  const text = useText()
  const { min, max } = draft.pool
  const hasProblem = Object.keys(problems).some((name) => name.startsWith('pool.'))
  const unitText = {
    s: text('connections.seconds'),
    ms: text('connections.milliseconds'),
    '%': '%',
    MiB: 'MiB',
  }
  return (
    <details className={styles.pool} open={hasProblem || undefined}>
      <summary className={styles.summary}>
        <ChevronRight size={14} className={styles.twistie} aria-hidden />
        <span className={styles.title}>{text('connections.pool')}</span>
        <span className={styles.short}>{text('connections.poolSummary', { min, max })}</span>
      </summary>
      <div className={styles.settings}>
        {poolSettingNames.map((name) => {
          const { unit } = poolSettings[name]
          return (
            <TextField
              key={name}
              label={text(`connections.pool_${name}`)}
              help={text(`connections.pool_${name}Help`)}
              error={problems[`pool.${name}`]}
              inputMode="decimal"
              {...(unit && { unit: unitText[unit] })}
              value={draft.pool[name]}
              onChange={(value) =>
                onChange((current) => ({ ...current, pool: { ...current.pool, [name]: value } }))
              }
            />
          )
        })}
      </div>
    </details>
  )
}
