import { X } from 'lucide-react'
import type { WaiterInfo } from '../../contract/pools.ts'
import { useText } from '../text/text.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { act } from './act.ts'
import { DetailPart } from './DetailPart.tsx'
import { formatAge } from './formatFigure.ts'
import { OwnerLabel } from './OwnerLabel.tsx'
import styles from './PoolDetails.module.css'
import { usePoolDetail } from './usePoolDetail.ts'

/** Who waits for a connection and what for, the next to be served first. */
export function WaitingList({ poolId }: { poolId: string }) {
  const text = useText()
  const waiters = usePoolDetail('pools.waiting', poolId)
  return (
    <DetailPart
      title={text('monitor.waitingQueue')}
      count={waiters?.length}
      noneText={text('monitor.noWaiting')}
    >
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col" className={styles.waiter}>
              {text('monitor.waiter')}
            </th>
            <th scope="col">{text('monitor.waitsFor')}</th>
            <th scope="col" className={styles.number}>
              {text('monitor.waited')}
            </th>
            <th scope="col" className={styles.number}>
              {text('monitor.givesUpIn')}
            </th>
            <th scope="col" className={styles.oneButton}>
              <span className="visually-hidden">{text('monitor.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {waiters?.map((waiter) => (
            <WaiterRow
              key={waiter.waiterId}
              waiter={waiter}
              onSendAway={() => act('pools.sendAway', { poolId, waiterId: waiter.waiterId })}
            />
          ))}
        </tbody>
      </table>
    </DetailPart>
  )
}

function WaiterRow({ waiter, onSendAway }: { waiter: WaiterInfo; onSendAway: () => void }) {
  const text = useText()
  const { label, ownerId, statement, waitedMs, timeoutInMs, holding } = waiter
  return (
    <tr>
      <td title={label}>
        <OwnerLabel label={label} ownerId={ownerId} />
      </td>
      <td className={styles.statement} title={statement ?? undefined}>
        {holding !== null && (
          <span className={styles.warning}>{text('monitor.holdsMeanwhile', { holding })} </span>
        )}
        {statement ?? <span className={styles.dim}>{text('monitor.ownRead')}</span>}
      </td>
      <td className={styles.number}>{formatAge(waitedMs)}</td>
      <td className={styles.number}>{formatAge(timeoutInMs)}</td>
      <td className={styles.buttons}>
        <IconButton
          icon={X}
          size="small"
          label={text('monitor.sendAway', { name: label || '–' })}
          onClick={onSendAway}
        />
      </td>
    </tr>
  )
}
