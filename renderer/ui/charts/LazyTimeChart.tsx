import { lazyComponent } from '../lazyComponent.tsx'
import { Skeleton } from '../Skeleton.tsx'

/** A chart over time; its library is fetched when the first one is drawn. */
export const LazyTimeChart = lazyComponent(
  async () => (await import('./TimeChart.tsx')).TimeChart,
  ({ height }) => <Skeleton height={(height ?? 112) + 20} />,
)
