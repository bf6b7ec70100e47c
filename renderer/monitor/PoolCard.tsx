import { ChevronDown, ChevronRight } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { PoolStats } from '../../contract/pools.ts'
import { api } from '../api/api.ts'
import { EnvironmentMark } from '../app/EnvironmentMark.tsx'
import { poolHealth } from '../app/poolsStore.ts'
import { useDriver, useProfile } from '../app/profilesStore.ts'
import { useText } from '../text/text.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { toast } from '../ui/toast.ts'
import { Tooltip } from '../ui/Tooltip.tsx'
import { EventList } from './EventList.tsx'
import { LeaseList } from './LeaseList.tsx'
import { setCardOpen, useMonitor } from './monitorStore.ts'
import { PoolBar } from './PoolBar.tsx'
import styles from './PoolCard.module.css'
import { PoolCharts } from './PoolCharts.tsx'
import { PoolFigures } from './PoolFigures.tsx'
import { PoolState } from './PoolState.tsx'
import { useIsInView } from './useIsInView.ts'
import { usePoolSamples } from './usePoolSamples.ts'

export type PoolCardProps = {
  pool: PoolStats
  isOpen: boolean
  /** The right end of the page's time axis. */
  nowMs: number
}

/** One pool: its figures always, its charts, leases and events when open and in sight. */
export function PoolCard({ pool, isOpen, nowMs }: PoolCardProps) {
  const text = useText()
  const { poolId, name, driverId, lastConnectError } = pool
  const driver = useDriver(driverId)
  const environment = useProfile(poolId)?.environment ?? 'none'
  const card = useRef<HTMLElement>(null)
  const isInView = useIsInView(card)
  const isWanted = useMonitor(({ wantedPoolId }) => wantedPoolId === poolId)
  useEffect(() => {
    if (!isWanted) return
    card.current?.scrollIntoView({ block: 'start' })
    useMonitor.setState({ wantedPoolId: null })
  }, [isWanted])

  const evict = () =>
    api.call('pools.evict', { poolId }).then(
      () => toast(text('monitor.evicted', { name })),
      (error: Error) => toast(error.message, 'error'),
    )

  return (
    <section ref={card} className={styles.card} aria-label={name}>
      <header className={styles.header}>
        <IconButton
          icon={isOpen ? ChevronDown : ChevronRight}
          size="small"
          label={text(isOpen ? 'monitor.hideCharts' : 'monitor.showCharts', { name })}
          aria-expanded={isOpen}
          onClick={() => setCardOpen(poolId, !isOpen)}
        />
        <h2 className={styles.name}>{name}</h2>
        <span className={styles.driver}>{driver?.label}</span>
        <EnvironmentMark environment={environment} isShort />
        <PoolState health={poolHealth(pool)} state={pool.state} />
        <span className={styles.spacer} />
        <Tooltip label={text('monitor.evictHelp')}>
          <Button variant="quiet" onClick={() => void evict()}>
            {text('monitor.evict')}
          </Button>
        </Tooltip>
      </header>
      <PoolBar pool={pool} />
      <PoolFigures pool={pool} />
      {lastConnectError && (
        <Banner severity={pool.total === 0 ? 'error' : 'warning'}>
          {text('monitor.lastConnectError', { message: lastConnectError.message })}
        </Banner>
      )}
      {isOpen && isInView && <PoolDetails pool={pool} nowMs={nowMs} />}
    </section>
  )
}

function PoolDetails({ pool, nowMs }: { pool: PoolStats; nowMs: number }) {
  const samples = usePoolSamples(pool.poolId)
  const spanMs = useMonitor(({ spanMinutes }) => spanMinutes * 60_000)
  return (
    <>
      <PoolCharts samples={samples} max={pool.max} fromMs={nowMs - spanMs} toMs={nowMs} />
      <div className={styles.lists}>
        <LeaseList poolId={pool.poolId} />
        <EventList poolId={pool.poolId} />
      </div>
    </>
  )
}
