import { lazy, Suspense } from 'react'
import { Skeleton } from '../Skeleton.tsx'
import type { TimeChartProps } from './timeSeries.ts'

const TimeChart = lazy(() =>
  import('./TimeChart.tsx').then((module) => ({ default: module.TimeChart })),
)

/** A chart over time; its library is fetched when the first one is drawn. */
export function LazyTimeChart(props: TimeChartProps) {
  return (
    <Suspense fallback={<Skeleton height={(props.height ?? 112) + 20} />}>
      <TimeChart {...props} />
    </Suspense>
  )
}
