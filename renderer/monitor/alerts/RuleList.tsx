import { BellRing, Pencil, Plus, RotateCcw, Trash2 } from 'lucide-react'
import { useId, useState } from 'react'
import type { AlertRule } from '../../../contract/alerts.ts'
import { useText } from '../../text/text.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { act } from '../act.ts'
import styles from './AlertsPage.module.css'
import { useAlerts } from './alertsStore.ts'
import { describeRule } from './describeAlert.ts'
import { newRule } from './ruleDraft.ts'
import { RuleDialog } from './RuleDialog.tsx'
import { usePoolNames } from './usePoolNames.ts'

/** When an alert is raised, to be switched off and changed. */
export function RuleList() {
  const text = useText()
  const rules = useAlerts((state) => state.rules)
  const [edited, setEdited] = useState<AlertRule | null>(null)
  return (
    <section className={styles.card} aria-label={text('monitor.alertRules')}>
      <header className={styles.header}>
        <h2 className={styles.heading}>{text('monitor.alertRules')}</h2>
        <span className={styles.spacer} />
        <Button variant="quiet" icon={RotateCcw} onClick={() => act('alerts.restoreRules', {})}>
          {text('monitor.restoreRules')}
        </Button>
        <Button icon={Plus} onClick={() => setEdited(newRule(crypto.randomUUID()))}>
          {text('monitor.newRule')}
        </Button>
      </header>
      <ul className={styles.rules}>
        {rules.map((rule) => (
          <RuleRow key={rule.id} rule={rule} onEdit={() => setEdited(rule)} />
        ))}
      </ul>
      {edited && <RuleDialog rule={edited} onClose={() => setEdited(null)} />}
    </section>
  )
}

function RuleRow({ rule, onEdit }: { rule: AlertRule; onEdit: () => void }) {
  const text = useText()
  const id = useId()
  const poolNames = usePoolNames()
  const what = describeRule(rule, text)
  const { poolId, severity, isEnabled, notifies } = rule
  return (
    <li className={styles.rule} data-off={!isEnabled || undefined}>
      <input
        id={id}
        type="checkbox"
        className={styles.box}
        checked={isEnabled}
        onChange={(event) =>
          act('alerts.saveRule', { rule: { ...rule, isEnabled: event.currentTarget.checked } })
        }
      />
      <label htmlFor={id} className={styles.ruleText}>
        {what}
      </label>
      {notifies && (
        <BellRing size={14} className={styles.bell} aria-label={text('monitor.ruleNotifies')} />
      )}
      <span className={styles.facts}>
        {text(`monitor.severity_${severity}`)} ·{' '}
        {poolId === null ? text('monitor.everyPool') : (poolNames.get(poolId) ?? poolId)}
      </span>
      <IconButton
        icon={Pencil}
        size="small"
        label={text('monitor.editRule', { what })}
        onClick={onEdit}
      />
      <IconButton
        icon={Trash2}
        size="small"
        label={text('monitor.deleteRule', { what })}
        onClick={() => act('alerts.deleteRule', { ruleId: rule.id })}
      />
    </li>
  )
}
