import { Cell, Pie, PieChart, ResponsiveContainer, Tooltip } from 'recharts'
import { axisNumber, seriesColour, type DataChartPoint, type DataChartProps } from './dataChart.ts'
import { ChartHover } from './ChartHover.tsx'
import { sliceLabelPlaces } from './sliceLabels.ts'

const REST_COLOUR = 'var(--border-strong)'
/** Between the slices and their labels, in pixels. */
const LABEL_GAP = 12

const valueOf = (point: DataChartPoint): number => point.values[0]?.value ?? 0

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
  const values = all.map(valueOf)
  return (
    <ResponsiveContainer width="100%" height="100%">
      <PieChart accessibilityLayer={false} margin={{ top: 20, right: 20, bottom: 20, left: 20 }}>
        <Tooltip isAnimationActive={false} content={<ChartHover series={series} />} />
        <Pie
          data={all}
          dataKey={valueOf}
          nameKey="xText"
          innerRadius="45%"
          outerRadius="78%"
          startAngle={90}
          endAngle={-270}
          isAnimationActive={false}
          stroke="var(--surface)"
          labelLine={false}
          label={labelAmong(values)}
        >
          {all.map(({ xText }, index) => (
            <Cell key={xText} fill={index < slices.length ? seriesColour(index) : REST_COLOUR} />
          ))}
        </Pie>
      </PieChart>
    </ResponsiveContainer>
  )
}

type Slice = {
  index?: number
  cx?: number
  cy?: number
  outerRadius?: number
  percent?: number
  name?: string | number
}

const labelAmong = (values: readonly number[]) => (slice: Slice) => (
  <SliceLabel {...slice} values={values} />
)

/** Beside its slice, with its share: no legend to look up. */
function SliceLabel({
  index = 0,
  cx = 0,
  cy = 0,
  outerRadius = 0,
  percent = 0,
  name = '',
  values,
}: Slice & { values: readonly number[] }) {
  const place = sliceLabelPlaces(values, outerRadius + LABEL_GAP)[index]
  if (!place) return null
  return (
    <text
      x={cx + place.x}
      y={cy + place.y}
      fill="var(--text)"
      fontSize={12}
      textAnchor={place.x < 0 ? 'end' : 'start'}
      dominantBaseline="central"
    >
      {`${String(name).slice(0, 24)} ${Math.round(percent * 100)} %`}
    </text>
  )
}
