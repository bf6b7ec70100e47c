import type { LeaseInfo, PoolStats } from '../../contract/pools.ts'
import { useText } from '../text/text.ts'
import { Banner } from '../ui/Banner.tsx'
import { formatAge } from './formatFigure.ts'
import styles from './LeakList.module.css'
import { OwnerLabel } from './OwnerLabel.tsx'
import { usePoolDetail } from './usePoolDetail.ts'

/** Warns of connections held past the leak threshold: by which tab or feature, and for what. */
export function LeakList({ pool: { poolId, leakCount } }: { pool: PoolStats }) {
  return leakCount === 0 ? null : <Leaks poolId={poolId} count={leakCount} />
}

function Leaks({ poolId, count }: { poolId: string; count: number }) {
  const text = useText()
  const leaks = usePoolDetail('pools.leases', poolId)?.filter(({ isLeakSuspect }) => isLeakSuspect)
  return (
    <section aria-label={text('monitor.leaks')}>
      <Banner severity="warning">
        <p>{text('monitor.leaksFound', { count })}</p>
        <ul className={styles.leaks}>
          {leaks?.map((leak) => (
            <Leak key={leak.connectionId} leak={leak} />
          ))}
        </ul>
      </Banner>
    </section>
  )
}

function Leak({ leak }: { leak: LeaseInfo }) {
  const text = useText()
  const { connectionId, label, ownerId, statement, heldMs, isInTransaction } = leak
  const last = leak.lastStatement
  return (
    <li>
      <div className={styles.leak}>
        <OwnerLabel label={label} ownerId={ownerId} />
        <span className={styles.dim}>{text('monitor.connection', { id: connectionId })}</span>
        <span className={styles.age}>{formatAge(heldMs)}</span>
        <code className={styles.statement} title={statement ?? last ?? undefined}>
          {statement ?? text(isInTransaction ? 'monitor.leaseInTransaction' : 'monitor.leaseIdle')}
          {statement === null &&
            last !== null &&
            `, ${text('monitor.takenFor', { statement: last })}`}
        </code>
      </div>
    </li>
  )
}
