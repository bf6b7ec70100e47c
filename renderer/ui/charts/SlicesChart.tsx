import { Cell, Pie, PieChart, ResponsiveContainer, Tooltip } from 'recharts'
import { axisNumber, seriesColour, type DataChartPoint, type DataChartProps } from './dataChart.ts'
import { ChartHover } from './ChartHover.tsx'

const REST_COLOUR = 'var(--border-strong)'
const RADIANS = Math.PI / 180

type SlicesChartProps = Pick<DataChartProps, 'series' | 'points' | 'rest'>

/** Shares of a whole; what is too small for a slice of its own is one together. */
export function SlicesChart({ series, points, rest }: SlicesChartProps) {
  const slices = points.filter(({ values }) => (values[0]?.value ?? 0) > 0)
  const all: DataChartPoint[] =
    rest && rest.value > 0
      ? [
          ...slices,
          {
            x: rest.label,
            xText: rest.label,
            values: [{ value: rest.value, text: axisNumber(rest.value) }],
          },
        ]
      : slices
  return (
    <ResponsiveContainer width="100%" height="100%">
      <PieChart accessibilityLayer={false} margin={{ top: 20, right: 20, bottom: 20, left: 20 }}>
        <Tooltip isAnimationActive={false} content={<ChartHover series={series} />} />
        <Pie
          data={all}
          dataKey={(point: DataChartPoint) => point.values[0]?.value ?? 0}
          nameKey="xText"
          innerRadius="45%"
          outerRadius="78%"
          startAngle={90}
          endAngle={-270}
          isAnimationActive={false}
          stroke="var(--surface)"
          labelLine={false}
          label={SliceLabel}
        >
          {all.map(({ xText }, index) => (
            <Cell key={xText} fill={index < slices.length ? seriesColour(index) : REST_COLOUR} />
          ))}
        </Pie>
      </PieChart>
    </ResponsiveContainer>
  )
}

type SliceLabelProps = {
  cx?: number
  cy?: number
  midAngle?: number
  outerRadius?: number
  percent?: number
  name?: string | number
}

/** Beside its slice, with its share: no legend to look up. */
function SliceLabel({
  cx = 0,
  cy = 0,
  midAngle = 0,
  outerRadius = 0,
  percent = 0,
  name = '',
}: SliceLabelProps) {
  if (percent < 0.015) return null
  const x = cx + (outerRadius + 12) * Math.cos(-midAngle * RADIANS)
  const y = cy + (outerRadius + 12) * Math.sin(-midAngle * RADIANS)
  return (
    <text
      x={x}
      y={y}
      fill="var(--text)"
      fontSize={12}
      textAnchor={x < cx ? 'end' : 'start'}
      dominantBaseline="central"
    >
      {`${String(name).slice(0, 24)} ${Math.round(percent * 100)} %`}
    </text>
  )
}
