import { seriesColour, type DataChartPoint } from './dataChart.ts'
import styles from './DataChart.module.css'

type ChartHoverProps = {
  series: readonly string[]
  /** Filled in by Recharts. */
  active?: boolean
  payload?: readonly { payload?: DataChartPoint }[]
}

/** The exact values at a place. */
export function ChartHover({ series, active = false, payload }: ChartHoverProps) {
  const point = payload?.[0]?.payload
  if (!active || !point) return null
  return (
    <div className={styles.hover}>
      <p className={styles.place}>{point.xText}</p>
      {series.map((name, index) => {
        const value = point.values[index]
        return (
          value && (
            // oxlint-disable-next-line react/no-array-index-key -- two columns may have one name
            <p key={`${index} ${name}`} className={styles.line}>
              <span className={styles.swatch} style={{ background: seriesColour(index) }} />
              <span>{name}</span>
              <span className={styles.value}>{value.text}</span>
            </p>
          )
        )
      })}
    </div>
  )
}
