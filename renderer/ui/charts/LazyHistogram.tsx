import { lazyComponent } from '../lazyComponent.tsx'
import { Skeleton } from '../Skeleton.tsx'

/** A histogram; its library is fetched when the first chart is drawn. */
export const LazyHistogram = lazyComponent(
  async () => (await import('./Histogram.tsx')).Histogram,
  () => <Skeleton height={116} />,
)
