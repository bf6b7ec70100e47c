import { ChartArea, ChartColumn, ChartLine, ChartPie, ChartScatter } from 'lucide-react'
import {
  CHART_AGGREGATES,
  CHART_KINDS,
  type ChartAggregate,
  type ChartKind,
  type ChartSettings,
} from '../../contract/charts.ts'
import type { Column } from '../../contract/columns.ts'
import { useText, type TextKey } from '../text/text.ts'
import { Checkbox } from '../ui/Checkbox.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Select } from '../ui/Select.tsx'
import { isDrawn } from './chartSettings.ts'
import styles from './ChartView.module.css'

type ChartControlsProps = {
  columns: readonly Column[]
  settings: ChartSettings
  onChange: (change: Partial<ChartSettings>) => void
}

const ICONS = {
  line: ChartLine,
  area: ChartArea,
  bar: ChartColumn,
  scatter: ChartScatter,
  pie: ChartPie,
}
const KINDS: Record<ChartKind, TextKey> = {
  line: 'charts.line',
  area: 'charts.area',
  bar: 'charts.bar',
  scatter: 'charts.scatter',
  pie: 'charts.pie',
}
const AGGREGATES: Record<ChartAggregate, TextKey> = {
  none: 'charts.eachRow',
  count: 'charts.count',
  sum: 'charts.sum',
  mean: 'charts.mean',
  min: 'charts.min',
  max: 'charts.max',
}
/** Stands for no column; a select must have a value. */
const NONE = 'none'

/** What is drawn, of which columns, and how rows of one place are brought together. */
export function ChartControls({ columns, settings, onChange }: ChartControlsProps) {
  const text = useText()
  const { kind, x, values, series, aggregate } = settings
  const options = columns.map(({ name }, index) => ({
    value: String(index),
    label: name || text('charts.column', { number: index + 1 }),
  }))
  const drawn = options.filter((_, index) => isDrawn(columns[index]!.type))
  const canSplit = kind !== 'scatter' && kind !== 'pie'
  const isSingle = !canSplit || series !== null
  return (
    <div className={styles.controls} role="group" aria-label={text('charts.settings')}>
      <div className={styles.kinds} role="group" aria-label={text('charts.kind')}>
        {CHART_KINDS.map((each) => (
          <IconButton
            key={each}
            icon={ICONS[each]}
            label={text(KINDS[each])}
            aria-pressed={kind === each}
            onClick={() => onChange({ kind: each })}
          />
        ))}
      </div>
      <Select
        label={text(kind === 'pie' ? 'charts.slices' : 'charts.x')}
        value={String(x)}
        options={options}
        onChange={(chosen) => onChange({ x: Number(chosen) })}
      />
      {kind !== 'scatter' && (
        <Select
          label={text('charts.aggregate')}
          value={aggregate}
          options={CHART_AGGREGATES.map((each) => ({ value: each, label: text(AGGREGATES[each]) }))}
          onChange={(chosen) => onChange({ aggregate: chosen })}
        />
      )}
      {aggregate !== 'count' &&
        (isSingle ? (
          <Select
            label={text('charts.value')}
            value={String(values[0] ?? '')}
            options={drawn}
            onChange={(chosen) => onChange({ values: [Number(chosen)] })}
          />
        ) : (
          <fieldset className={styles.values}>
            <legend>{text('charts.values')}</legend>
            {drawn.map(({ value, label }) => (
              <Checkbox
                key={value}
                label={label}
                isChecked={values.includes(Number(value))}
                onChange={(isChecked) =>
                  onChange({ values: toggled(values, Number(value), isChecked) })
                }
              />
            ))}
          </fieldset>
        ))}
      {canSplit && (
        <Select
          label={text('charts.series')}
          value={series === null ? NONE : String(series)}
          options={[{ value: NONE, label: text('charts.noSeries') }, ...options]}
          onChange={(chosen) => onChange({ series: chosen === NONE ? null : Number(chosen) })}
        />
      )}
    </div>
  )
}

/** In the order of the columns; the last one stays. */
function toggled(values: readonly number[], value: number, isChecked: boolean): number[] {
  if (isChecked) return [...values, value].toSorted((a, b) => a - b)
  return values.length === 1 ? [...values] : values.filter((other) => other !== value)
}
