import type { LeaseInfo } from '../../contract/pools.ts'
import { useText } from '../text/text.ts'
import { Skeleton } from '../ui/Skeleton.tsx'
import { formatAge } from './formatFigure.ts'
import styles from './PoolDetails.module.css'
import { useLeases } from './useLeases.ts'

/** Who holds a connection, for how long, and what it runs. */
export function LeaseList({ poolId }: { poolId: string }) {
  const text = useText()
  const leases = useLeases(poolId)
  return (
    <section className={styles.part} aria-label={text('monitor.leases')}>
      <h3 className={styles.heading}>{text('monitor.leases')}</h3>
      {leases === null ? (
        <Skeleton lines={2} />
      ) : leases.length === 0 ? (
        <p className={styles.none}>{text('monitor.noLeases')}</p>
      ) : (
        <div className={styles.scroller}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{text('monitor.leaseHolder')}</th>
                <th scope="col">{text('monitor.leaseStatement')}</th>
                <th scope="col" className={styles.number}>
                  {text('monitor.leaseAge')}
                </th>
              </tr>
            </thead>
            <tbody>
              {leases.map((lease) => (
                <LeaseRow key={lease.connectionId} lease={lease} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

function LeaseRow({ lease: { connectionId, label, statement, heldMs } }: { lease: LeaseInfo }) {
  const text = useText()
  return (
    <tr>
      <td className={styles.holder} title={label}>
        {label || '–'}{' '}
        <span className={styles.dim}>{text('monitor.connection', { id: connectionId })}</span>
      </td>
      <td className={styles.statement} title={statement ?? undefined}>
        {statement ?? <span className={styles.dim}>{text('monitor.leaseIdle')}</span>}
      </td>
      <td className={styles.number}>{formatAge(heldMs)}</td>
    </tr>
  )
}
