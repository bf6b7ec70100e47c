import { CircleStop, Skull } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { LeaseInfo } from '../../contract/pools.ts'
import { useText } from '../text/text.ts'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { act } from './act.ts'
import { useMonitor } from './monitorStore.ts'
import { DetailPart } from './DetailPart.tsx'
import { formatAge } from './formatFigure.ts'
import { OwnerLabel } from './OwnerLabel.tsx'
import styles from './PoolDetails.module.css'
import { usePoolDetail } from './usePoolDetail.ts'

/** Who holds a connection, for how long, and what it runs. */
export function LeaseList({ poolId }: { poolId: string }) {
  const text = useText()
  const leases = usePoolDetail('pools.leases', poolId)
  const [killing, setKilling] = useState<LeaseInfo | null>(null)
  const table = useRef<HTMLTableElement>(null)
  const isToLeases = useMonitor((state) => state.isToLeases)
  useEffect(() => {
    if (!isToLeases || leases === null) return
    useMonitor.setState({ isToLeases: false })
    table.current?.scrollIntoView({ block: 'nearest' })
    table.current?.querySelector<HTMLElement>('button:enabled')?.focus()
  }, [isToLeases, leases])
  return (
    <DetailPart
      title={text('monitor.leases')}
      count={leases?.length}
      noneText={text('monitor.noLeases')}
    >
      <table ref={table} className={styles.table}>
        <thead>
          <tr>
            <th scope="col" className={styles.holder}>
              {text('monitor.leaseHolder')}
            </th>
            <th scope="col" className={styles.session} title={text('monitor.leaseSessionHelp')}>
              {text('monitor.leaseSession')}
            </th>
            <th scope="col">{text('monitor.leaseStatement')}</th>
            <th scope="col" className={styles.number}>
              {text('monitor.leaseAge')}
            </th>
            <th scope="col" className={styles.buttons}>
              <span className="visually-hidden">{text('monitor.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {leases?.map((lease) => (
            <LeaseRow
              key={lease.connectionId}
              lease={lease}
              onCancel={() => act('pools.cancel', { poolId, connectionId: lease.connectionId })}
              onKill={() => setKilling(lease)}
            />
          ))}
        </tbody>
      </table>
      {killing && (
        <ConfirmDialog
          title={text('monitor.killQuestion', { id: killing.connectionId })}
          explanation={[
            text('monitor.killExplanation', { name: killing.label || '–' }),
            killing.isInTransaction && text('monitor.killTransaction'),
          ]
            .filter(Boolean)
            .join(' ')}
          confirmLabel={text('monitor.killDo')}
          isDanger
          onConfirm={() => {
            setKilling(null)
            act('pools.kill', { poolId, connectionId: killing.connectionId })
          }}
          onCancel={() => setKilling(null)}
        />
      )}
    </DetailPart>
  )
}

type LeaseRowProps = { lease: LeaseInfo; onCancel: () => void; onKill: () => void }

function LeaseRow({ lease, onCancel, onKill }: LeaseRowProps) {
  const text = useText()
  const { connectionId, label, ownerId, statement, statementMs, heldMs, lastStatement } = lease
  return (
    <tr>
      <td className={styles.holder} title={label}>
        <OwnerLabel label={label} ownerId={ownerId} />
        <span className={styles.under}>{text('monitor.connection', { id: connectionId })}</span>
      </td>
      <td className={styles.session}>{lease.sessionId ?? '–'}</td>
      <td
        className={styles.statement}
        title={
          statement === null || statementMs === null
            ? (lastStatement ?? undefined)
            : text('monitor.runningFor', { statement, time: formatAge(statementMs) })
        }
      >
        {statement ?? (
          <span className={lease.isInTransaction ? styles.warning : styles.dim}>
            {lease.isInTransaction
              ? text('monitor.leaseInTransactionFor', { time: formatAge(lease.idleMs ?? 0) })
              : text('monitor.leaseIdle')}
          </span>
        )}
        {statement === null && lastStatement !== null && (
          <span className={styles.under}>
            {text('monitor.takenFor', { statement: lastStatement })}
          </span>
        )}
      </td>
      <td className={styles.number}>{formatAge(heldMs)}</td>
      <td className={styles.buttons}>
        <IconButton
          icon={CircleStop}
          size="small"
          label={text('monitor.cancelStatement', { id: connectionId })}
          disabled={!lease.canCancel}
          onClick={onCancel}
        />
        <IconButton
          icon={Skull}
          size="small"
          label={text('monitor.kill', { id: connectionId })}
          onClick={onKill}
        />
      </td>
    </tr>
  )
}
