import { memo, useMemo } from 'react'
import {
  Area,
  AreaChart,
  CartesianGrid,
  Tooltip,
  XAxis,
  YAxis,
  ResponsiveContainer,
} from 'recharts'
import { axisTicks, axisTop } from './axisTop.ts'
import styles from './TimeChart.module.css'
import type { TimeChartProps, TimePoint } from './timeSeries.ts'
import { formatMoment, formatTick, timeTicks } from './timeTicks.ts'

const MOST_TICKS = 4

/** Lines over time, with exact values under the pointer. The one user of Recharts for time. */
export function TimeChart({ current, ...props }: TimeChartProps) {
  const { title, series, format, height = 112 } = props
  return (
    <figure className={styles.chart}>
      <figcaption className={styles.caption}>
        <span className={styles.title}>{title}</span>
        {series.map(({ label, colour }, index) => {
          const value = current[index] ?? null
          return (
            <span key={label} className={styles.reading}>
              {series.length > 1 && (
                <>
                  <span className={styles.swatch} style={{ background: colourOf(colour) }} />
                  {label}{' '}
                </>
              )}
              <span className={styles.value}>{value === null ? '–' : format(value)}</span>
            </span>
          )
        })}
      </figcaption>
      <div className={styles.plot} style={{ height }}>
        <Plot {...props} />
      </div>
    </figure>
  )
}

/** Drawn anew only when what it shows changes, which the readings above do more often. */
const Plot = memo(function Plot({
  series,
  points,
  fromMs,
  toMs,
  top: fixedTop,
  format,
  formatTick: formatValue = plainNumber,
  isWhole = false,
  group,
  emptyText,
}: Omit<TimeChartProps, 'current'>) {
  const ticks = useMemo(() => timeTicks(fromMs, toMs, MOST_TICKS), [fromMs, toMs])
  const spanMs = toMs - fromMs
  const highest = useMemo(() => highestOf(points), [points])
  const top = fixedTop ?? axisTop(highest ?? 0, { isWhole })
  return (
    <>
      {highest === null && <p className={styles.empty}>{emptyText}</p>}
      <ResponsiveContainer width="100%" height="100%">
        <AreaChart
          data={points}
          syncId={group}
          syncMethod="value"
          margin={{ top: 8, right: 14, bottom: 0, left: 0 }}
          accessibilityLayer={false}
        >
          <CartesianGrid stroke="var(--chart-grid)" vertical={false} />
          <XAxis
            dataKey="atMs"
            type="number"
            domain={[fromMs, toMs]}
            ticks={ticks}
            tickFormatter={(atMs: number) => formatTick(atMs, spanMs)}
            tick={tickStyle}
            tickLine={false}
            axisLine={axisLine}
            height={18}
            interval={0}
            allowDataOverflow
          />
          <YAxis
            domain={[0, top]}
            ticks={axisTicks(top, { isWhole })}
            tickFormatter={(value: number) => onOneLine(formatValue(value))}
            tick={tickStyle}
            tickLine={false}
            axisLine={false}
            width={46}
          />
          <Tooltip
            isAnimationActive={false}
            cursor={cursor}
            content={<Hover series={series} format={format} spanMs={spanMs} />}
          />
          {series.map(({ label, colour }, index) => (
            <Area
              key={`${label} range`}
              dataKey={(point: TimePoint) => point.ranges?.[index] ?? null}
              type="linear"
              stroke="none"
              fill={colourOf(colour)}
              fillOpacity={0.22}
              connectNulls={false}
              dot={false}
              activeDot={false}
              isAnimationActive={false}
            />
          ))}
          {series.map(({ label, colour }, index) => (
            <Area
              key={label}
              dataKey={(point: TimePoint) => point.values[index]}
              name={label}
              type="linear"
              stroke={colourOf(colour)}
              strokeWidth={1.5}
              fill={colourOf(colour)}
              fillOpacity={series.length === 1 ? 0.12 : 0}
              connectNulls={false}
              dot={false}
              activeDot={activeDot}
              isAnimationActive={false}
            />
          ))}
        </AreaChart>
      </ResponsiveContainer>
    </>
  )
})

type HoverProps = Pick<TimeChartProps, 'series' | 'format'> & {
  spanMs: number
  /** Filled in by Recharts. */
  active?: boolean
  payload?: readonly { payload?: TimePoint }[]
}

function Hover({ series, format, spanMs, active = false, payload }: HoverProps) {
  const point = payload?.[0]?.payload
  if (!active || !point) return null
  return (
    <div className={styles.hover}>
      <p className={styles.hoverTime}>{formatMoment(point.atMs, spanMs)}</p>
      {series.map(({ label, colour }, index) => {
        const value = point.values[index] ?? null
        const [least, most] = point.ranges?.[index] ?? [value, value]
        return (
          <p key={label} className={styles.hoverLine}>
            <span className={styles.swatch} style={{ background: colourOf(colour) }} />
            {label}
            <span className={styles.value}>{value === null ? '–' : format(value)}</span>
            {least !== null && most !== null && least < most && (
              <span className={styles.range}>
                {format(least)} … {format(most)}
              </span>
            )}
          </p>
        )
      })}
    </div>
  )
}

/** Null: there is nothing to draw. */
function highestOf(points: readonly TimePoint[]): number | null {
  let highest: number | null = null
  for (const { values, ranges = [] } of points)
    for (const value of [...values, ...ranges.map((range) => range?.[1] ?? null)])
      if (value !== null && value > (highest ?? -Infinity)) highest = value
  return highest
}

/** Recharts breaks at spaces what is wider than its axis. */
const onOneLine = (label: string) => label.replaceAll(' ', '\u00a0')
const plainNumber = (value: number) => numberFormat.format(value)
const numberFormat = new Intl.NumberFormat('en', {
  notation: 'compact',
  maximumSignificantDigits: 3,
})

const colourOf = (place: number) => `var(--chart-${place})`
const tickStyle = { fill: 'var(--text-faint)', fontSize: 11 }
const axisLine = { stroke: 'var(--border)' }
const cursor = { stroke: 'var(--border-strong)', strokeDasharray: '3 3' }
const activeDot = { r: 3, strokeWidth: 0 }
