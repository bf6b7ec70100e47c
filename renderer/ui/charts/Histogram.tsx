import { Bar, BarChart, ResponsiveContainer, Tooltip, YAxis } from 'recharts'
import styles from './Histogram.module.css'

export type HistogramBar = {
  /** The range, in words. */
  readonly label: string
  readonly from: string
  readonly to: string
  readonly count: number
}

export type HistogramProps = {
  readonly label: string
  readonly bins: readonly HistogramBar[]
  readonly format: (count: number) => string
}

/** Bars of the same width over a range, the ends of which are told below. */
export function Histogram({ label, bins, format }: HistogramProps) {
  return (
    <figure className={styles.chart} aria-label={label}>
      <div className={styles.plot}>
        <ResponsiveContainer width="100%" height="100%">
          <BarChart
            data={[...bins]}
            barCategoryGap={1}
            margin={{ top: 4, right: 0, bottom: 0, left: 0 }}
            accessibilityLayer={false}
          >
            <YAxis hide domain={[0, 'dataMax']} />
            <Tooltip
              isAnimationActive={false}
              cursor={{ fill: 'var(--hover)' }}
              content={<Hover format={format} />}
            />
            <Bar dataKey="count" fill="var(--chart-1)" minPointSize={1} isAnimationActive={false} />
          </BarChart>
        </ResponsiveContainer>
      </div>
      <figcaption className={styles.ends}>
        <span>{bins[0]?.from}</span>
        <span>{bins.at(-1)?.to}</span>
      </figcaption>
    </figure>
  )
}

type HoverProps = Pick<HistogramProps, 'format'> & {
  /** Filled in by Recharts. */
  active?: boolean
  payload?: readonly { payload?: HistogramBar }[]
}

function Hover({ format, active = false, payload }: HoverProps) {
  const bin = payload?.[0]?.payload
  if (!active || !bin) return null
  return (
    <div className={styles.hover}>
      <p className={styles.range}>{bin.label}</p>
      <p>{format(bin.count)}</p>
    </div>
  )
}
