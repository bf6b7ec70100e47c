import { lazy, Suspense } from 'react'
import { Skeleton } from '../Skeleton.tsx'
import type { HistogramProps } from './Histogram.tsx'

const Histogram = lazy(() =>
  import('./Histogram.tsx').then((module) => ({ default: module.Histogram })),
)

/** A histogram; its library is fetched when the first chart is drawn. */
export function LazyHistogram(props: HistogramProps) {
  return (
    <Suspense fallback={<Skeleton height={116} />}>
      <Histogram {...props} />
    </Suspense>
  )
}
