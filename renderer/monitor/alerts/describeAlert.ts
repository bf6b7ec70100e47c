import { type AlertMetric, alertMetrics, type AlertUnit } from '../../../contract/alertMetrics.ts'
import type { AlertInfo, AlertRule } from '../../../contract/alerts.ts'
import type { Text } from '../../text/text.ts'
import { formatAge, formatLatency, formatPercent, formatRate } from '../formatFigure.ts'

/** A figure of a metric in its unit, such as `95 %` or `1.2 s`. */
export function formatAlertFigure(metric: AlertMetric, value: number): string {
  const formats: Record<AlertUnit, (value: number) => string> = {
    state: String,
    count: (count) => count.toLocaleString('en'),
    percent: (percent) => formatPercent(percent / 100),
    ms: formatLatency,
    s: (seconds) => formatAge(seconds * 1_000),
    rate: formatRate,
  }
  return briefly(formats[alertMetrics[metric]](value))
}

/** Without parts that are nothing: `5 min`, not `5 min 0 s`. */
const briefly = (figure: string): string => figure.replace(/ 0 (s|min)$/, '').replace('.0 ', ' ')

type Condition = Pick<AlertRule, 'metric' | 'isAbove' | 'threshold' | 'forS'>

/** When a rule is met, in words: `Waiting requests above 0 for 30 s`. */
export function describeRule({ metric, isAbove, threshold, forS }: Condition, text: Text): string {
  const name = text(`monitor.metric_${metric}`)
  const limit = formatAlertFigure(metric, threshold)
  const what =
    alertMetrics[metric] === 'state'
      ? name
      : text(isAbove ? 'monitor.alertAbove' : 'monitor.alertBelow', { name, limit })
  return forS === 0
    ? what
    : text('monitor.alertFor', { what, time: briefly(formatAge(forS * 1_000)) })
}

/** What an alert found: `Waiting requests: 7`. */
export function describeAlert({ rule, worst }: AlertInfo, text: Text): string {
  const name = text(`monitor.metric_${rule.metric}`)
  return alertMetrics[rule.metric] === 'state'
    ? name
    : text('monitor.alertFound', { name, worst: formatAlertFigure(rule.metric, worst) })
}
