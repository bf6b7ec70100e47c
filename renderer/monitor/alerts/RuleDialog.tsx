import { useState } from 'react'
import { type AlertMetric, alertMetrics, type AlertUnit } from '../../../contract/alertMetrics.ts'
import type { AlertRule } from '../../../contract/alerts.ts'
import { api } from '../../api/api.ts'
import { useText, type TextKey } from '../../text/text.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextField } from '../../ui/TextField.tsx'
import styles from './AlertsPage.module.css'
import {
  draftOf,
  type RuleDraft,
  type RuleProblem,
  ruleOf,
  type RuleProblems,
  withMetric,
} from './ruleDraft.ts'
import { usePoolNames } from './usePoolNames.ts'

const EVERY_POOL = 'every'

/** When to raise an alert, when to clear it, and who is told. */
export function RuleDialog({ rule, onClose }: { rule: AlertRule; onClose: () => void }) {
  const text = useText()
  const [draft, setDraft] = useState<RuleDraft>(() => draftOf(rule))
  const [problems, setProblems] = useState<RuleProblems>({})
  const [failure, setFailure] = useState<string | null>(null)
  const poolNames = usePoolNames()
  const change = (changes: Partial<RuleDraft>) => setDraft((known) => ({ ...known, ...changes }))
  const save = (): void => {
    const typed = ruleOf(draft)
    if ('problems' in typed) return setProblems(typed.problems)
    api
      .call('alerts.saveRule', { rule: typed.rule })
      .then(onClose, (error: Error) => setFailure(error.message))
  }
  const unit = unitOf(alertMetrics[draft.metric])
  const isState = alertMetrics[draft.metric] === 'state'
  const number = (name: 'threshold' | 'clearAt' | 'forS') => {
    const problem = problems[name]
    return {
      inputMode: 'decimal' as const,
      value: draft[name],
      error: problem && text(PROBLEM_TEXTS[problem]),
      onChange: (typed: string) => change({ [name]: typed }),
    }
  }
  return (
    <Dialog
      title={text('monitor.ruleTitle')}
      onClose={onClose}
      onSubmit={save}
      notice={failure && <Banner severity="error">{failure}</Banner>}
      footer={
        <>
          <Button onClick={onClose}>{text('common.cancel')}</Button>
          <Button variant="primary" type="submit">
            {text('monitor.saveRule')}
          </Button>
        </>
      }
    >
      <div className={styles.fields}>
        <Select
          label={text('monitor.ruleMetric')}
          value={draft.metric}
          options={(Object.keys(alertMetrics) as AlertMetric[]).map((metric) => ({
            value: metric,
            label: text(`monitor.metric_${metric}`),
          }))}
          onChange={(metric) => setDraft((known) => withMetric(known, metric))}
        />
        <Select
          label={text('monitor.rulePool')}
          value={draft.poolId ?? EVERY_POOL}
          options={[
            { value: EVERY_POOL, label: text('monitor.everyPool') },
            ...[...poolNames].map(([value, label]) => ({ value, label })),
          ]}
          onChange={(chosen) => change({ poolId: chosen === EVERY_POOL ? null : chosen })}
        />
        {!isState && (
          <>
            <Select
              label={text('monitor.ruleSide')}
              value={draft.isAbove ? 'above' : 'below'}
              options={[
                { value: 'above', label: text('monitor.ruleAbove') },
                { value: 'below', label: text('monitor.ruleBelow') },
              ]}
              onChange={(side) => change({ isAbove: side === 'above' })}
            />
            <TextField label={text('monitor.ruleThreshold')} {...unit} {...number('threshold')} />
            <TextField
              label={text('monitor.ruleClearAt')}
              help={text('monitor.ruleClearAtHelp')}
              {...unit}
              {...number('clearAt')}
            />
          </>
        )}
        <TextField
          label={text('monitor.ruleFor')}
          help={text('monitor.ruleForHelp')}
          unit={text('connections.seconds')}
          {...number('forS')}
        />
        <Select
          label={text('monitor.ruleSeverity')}
          value={draft.severity}
          options={(['warning', 'error'] as const).map((severity) => ({
            value: severity,
            label: text(`monitor.severity_${severity}`),
          }))}
          onChange={(severity) => change({ severity })}
        />
      </div>
      <Checkbox
        label={text('monitor.ruleNotify')}
        help={text('monitor.ruleNotifyHelp')}
        isChecked={draft.notifies}
        onChange={(notifies) => change({ notifies })}
      />
    </Dialog>
  )
}

const PROBLEM_TEXTS: Record<RuleProblem, TextKey> = {
  number: 'monitor.ruleNumber',
  clearAt: 'monitor.ruleClearAtWrong',
}

function unitOf(unit: AlertUnit): { unit?: string } {
  if (unit === 'percent') return { unit: '%' }
  return unit === 'ms' || unit === 's' ? { unit } : {}
}
