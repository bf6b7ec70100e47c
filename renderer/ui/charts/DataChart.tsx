import { useMemo } from 'react'
import {
  Area,
  Bar,
  CartesianGrid,
  ComposedChart,
  Line,
  ResponsiveContainer,
  Scatter,
  ScatterChart,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import { axisEndRoom } from './axisEndRoom.ts'
import { axisNumber, seriesColour, type DataChartPoint, type DataChartProps } from './dataChart.ts'
import styles from './DataChart.module.css'
import { ChartHover } from './ChartHover.tsx'
import { valueAxisWidth } from './valueAxisWidth.ts'
import { momentTick, momentTicks } from './momentTicks.ts'
import { SlicesChart } from './SlicesChart.tsx'

const MOST_TICKS = 8
/** Dots on lines of more points run into each other. */
const MOST_DOTS = 60

/** Rows or groups of a result as lines, areas, bars, a cloud or slices. The one user of Recharts for them. */
export function DataChart(props: DataChartProps) {
  return (
    <figure className={styles.chart} aria-label={props.label}>
      {props.kind === 'pie' ? <SlicesChart {...props} /> : <AxisChart {...props} />}
    </figure>
  )
}

function AxisChart(props: DataChartProps) {
  const { kind, series, points, xTitle, yTitle, axis, zone } = props
  const span = useMemo(() => spanOf(points), [points])
  const Chart = kind === 'scatter' ? ScatterChart : ComposedChart
  const isMoment = axis === 'moment' && span !== null
  const spanMs = span ? span.to - span.from : 0
  const labelOf = (value: number | string): string =>
    typeof value === 'string'
      ? shortened(value)
      : isMoment
        ? momentTick(value, spanMs, zone)
        : axisNumber(value)
  return (
    <ResponsiveContainer width="100%" height="100%">
      <Chart
        data={[...points]}
        margin={{ top: 8, right: axisEndRoom(span ? labelOf(span.to) : ''), bottom: 20, left: 12 }}
        accessibilityLayer={false}
      >
        <CartesianGrid stroke="var(--chart-grid)" vertical={kind === 'scatter'} />
        <XAxis
          dataKey={placeOf}
          type={axis === 'place' ? 'category' : 'number'}
          {...(axis !== 'place' && { domain: ['dataMin', 'dataMax'] })}
          {...(isMoment && { ticks: momentTicks(span.from, span.to, MOST_TICKS, zone) })}
          tickFormatter={labelOf}
          tick={tickStyle}
          tickLine={false}
          axisLine={axisLine}
          // Of places, whose names are long, the last may go beyond the end.
          interval={axis === 'place' ? 'equidistantPreserveStart' : 'preserveStartEnd'}
          minTickGap={16}
          label={{ value: xTitle, position: 'bottom', offset: 4, ...titleStyle }}
        />
        <YAxis
          type="number"
          {...(kind === 'scatter' && {
            dataKey: (point: DataChartPoint) => point.values[0]?.value,
          })}
          tickFormatter={axisNumber}
          tick={tickStyle}
          tickLine={false}
          axisLine={false}
          width={valueAxisWidth(points, yTitle !== '')}
          domain={kind === 'bar' || kind === 'area' ? fromZero(points) : ['auto', 'auto']}
          label={{
            value: yTitle,
            angle: -90,
            position: 'insideLeft',
            offset: 0,
            ...titleStyle,
            style: { textAnchor: 'middle' },
          }}
        />
        <Tooltip
          isAnimationActive={false}
          cursor={kind === 'bar' ? { fill: 'var(--hover)' } : cursor}
          content={<ChartHover series={series} />}
        />
        {series.map((name, index) => drawn(props, name, index))}
      </Chart>
    </ResponsiveContainer>
  )
}

function drawn({ kind, points, goesOverGaps }: DataChartProps, name: string, index: number) {
  const colour = seriesColour(index)
  const common = {
    dataKey: (point: DataChartPoint) => point.values[index]?.value ?? null,
    name,
    isAnimationActive: false,
  }
  const key = `${index} ${name}`
  const dot = points.length <= MOST_DOTS ? { r: 2, strokeWidth: 0, fill: colour } : false
  switch (kind) {
    case 'bar':
      return <Bar key={key} {...common} fill={colour} maxBarSize={48} />
    case 'area':
      return (
        <Area
          key={key}
          {...common}
          type="linear"
          connectNulls={goesOverGaps}
          stroke={colour}
          strokeWidth={1.5}
          fill={colour}
          fillOpacity={0.16}
          dot={false}
        />
      )
    case 'scatter':
      return (
        <Scatter
          key={key}
          data={[...points]}
          name={name}
          fill={colour}
          fillOpacity={0.6}
          isAnimationActive={false}
          shape={<Dot />}
        />
      )
    default:
      return (
        <Line
          key={key}
          {...common}
          type="linear"
          connectNulls={goesOverGaps}
          stroke={colour}
          strokeWidth={1.5}
          dot={dot}
        />
      )
  }
}

/** Small, since there may be thousands. Its place is filled in by Recharts. */
function Dot({ cx, cy, fill }: { cx?: number; cy?: number; fill?: string }) {
  return <circle cx={cx} cy={cy} r={2.5} fill={fill} fillOpacity={0.6} />
}

const placeOf = (point: DataChartPoint): number | string => point.x

function spanOf(points: readonly DataChartPoint[]): { from: number; to: number } | null {
  let from = Infinity
  let to = -Infinity
  for (const { x } of points) {
    if (typeof x !== 'number') continue
    if (x < from) from = x
    if (x > to) to = x
  }
  return from <= to ? { from, to } : null
}

const shortened = (text: string): string => (text.length > 18 ? `${text.slice(0, 17)}…` : text)
/** Bars and areas begin at zero; the other end is a round number. */
function fromZero(points: readonly DataChartPoint[]): ['auto' | 0, 'auto' | 0] {
  const values = points.flatMap((point) => point.values.map((each) => each?.value ?? 0))
  return [
    values.some((value) => value < 0) ? 'auto' : 0,
    values.some((value) => value > 0) ? 'auto' : 0,
  ]
}
const tickStyle = { fill: 'var(--text-faint)', fontSize: 11 }
const titleStyle = { fill: 'var(--text-dim)', fontSize: 12 }
const axisLine = { stroke: 'var(--border)' }
const cursor = { stroke: 'var(--border-strong)', strokeDasharray: '3 3' }
