import { SquarePen } from 'lucide-react'
import { useState } from 'react'
import type { SlowStatement } from '../../contract/statements.ts'
import { SLOW_MS } from '../../contract/preferenceChoices.ts'
import { choose, usePreferences } from '../app/preferencesStore.ts'
import { useTabs } from '../editor/tabsStore.ts'
import { formatCount } from '../results/formatAmounts.ts'
import { formatMs } from '../plans/formatPlan.ts'
import { formatSince } from '../text/formatTime.ts'
import { useText } from '../text/text.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { TextField } from '../ui/TextField.tsx'
import { DetailPart } from './DetailPart.tsx'
import styles from './SlowStatements.module.css'
import { StatementList } from './StatementList.tsx'
import { usePoolDetail } from './usePoolDetail.ts'

type SlowStatementsProps = { poolId: string; profileId: string }

/** Which statements a pool spends its time on, and which runs took longer than they should. */
export function SlowStatements({ poolId, profileId }: SlowStatementsProps) {
  const text = useText()
  const known = usePoolDetail('statements.ofPool', poolId)
  const openTab = useTabs((state) => state.openTab)
  return (
    <>
      <StatementList poolId={poolId} figures={known?.figures} />
      <DetailPart
        title={text('statements.slow')}
        count={known?.slow.length}
        noneText={text('statements.noSlow')}
        actions={<Threshold />}
      >
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{text('statements.statement')}</th>
              <th scope="col">{text('statements.label')}</th>
              <th scope="col">{text('statements.when')}</th>
              <th scope="col" className={styles.number}>
                {text('statements.time')}
              </th>
              <th scope="col" className={styles.number}>
                {text('statements.rows')}
              </th>
              <th scope="col">
                <span className="visually-hidden">{text('monitor.actions')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {known?.slow.map((slow) => (
              <SlowRow
                key={slow.id}
                slow={slow}
                onOpen={() => openTab({ profileId, text: slow.sql })}
              />
            ))}
          </tbody>
        </table>
      </DetailPart>
    </>
  )
}

function SlowRow({ slow, onOpen }: { slow: SlowStatement; onOpen: () => void }) {
  const text = useText()
  const { sql, label, startedAtMs, elapsedMs, rowCount, hasFailed } = slow
  return (
    <tr data-failed={hasFailed || undefined}>
      <td className={styles.statement} title={sql}>
        {sql}
      </td>
      <td className={styles.label}>{label}</td>
      <td className={styles.when}>{formatSince(startedAtMs)}</td>
      <td className={styles.number}>{formatMs(elapsedMs)}</td>
      <td className={styles.number}>
        {hasFailed ? text('statements.failed') : rowCount === null ? '–' : formatCount(rowCount)}
      </td>
      <td>
        <IconButton
          icon={SquarePen}
          size="small"
          label={text('statements.open')}
          onClick={onOpen}
        />
      </td>
    </tr>
  )
}

/** From how many milliseconds on a run is slow; kept when the field is left or Enter is pressed. */
function Threshold() {
  const text = useText()
  const { slowMs } = usePreferences()
  const [typed, setTyped] = useState<string | null>(null)
  const keep = (): void => {
    const number = Number(typed)
    const isValid = typed !== null && Number.isInteger(number) && number >= SLOW_MS.min
    if (isValid && number <= SLOW_MS.max && number !== slowMs) void choose({ slowMs: number })
    setTyped(null)
  }
  return (
    <div className={styles.threshold}>
      <span aria-hidden>{text('statements.from')}</span>
      <TextField
        label={text('statements.threshold')}
        isLabelHidden
        inputMode="numeric"
        unit="ms"
        value={typed ?? String(slowMs)}
        onChange={setTyped}
        onBlur={keep}
        onKeyDown={(event) => event.key === 'Enter' && keep()}
      />
    </div>
  )
}
