import { lazy, Suspense } from 'react'
import { Skeleton } from '../Skeleton.tsx'
import type { DataChartProps } from './dataChart.ts'

const DataChart = lazy(() =>
  import('./DataChart.tsx').then((module) => ({ default: module.DataChart })),
)

/** A chart of a result; its library is fetched when the first one is drawn. */
export function LazyDataChart(props: DataChartProps) {
  return (
    <Suspense fallback={<Skeleton />}>
      <DataChart {...props} />
    </Suspense>
  )
}
