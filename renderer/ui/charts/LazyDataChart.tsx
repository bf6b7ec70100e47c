import { lazyComponent } from '../lazyComponent.tsx'
import { Skeleton } from '../Skeleton.tsx'

/** A chart of a result; its library is fetched when the first one is drawn. */
export const LazyDataChart = lazyComponent(
  async () => (await import('./DataChart.tsx')).DataChart,
  () => <Skeleton />,
)
