import { CircleAlert, Dot, TriangleAlert, type LucideIcon } from 'lucide-react'
import type { PoolEvent } from '../../contract/pools.ts'
import { useText, type TextKey } from '../text/text.ts'
import { Skeleton } from '../ui/Skeleton.tsx'
import styles from './PoolDetails.module.css'
import { usePoolEvents } from './usePoolEvents.ts'

type Kind = PoolEvent['kind']

const kindTexts: Record<Kind, TextKey> = {
  'pool-created': 'monitor.kind_poolCreated',
  'pool-reloaded': 'monitor.kind_poolReloaded',
  'pool-suspended': 'monitor.kind_poolSuspended',
  'pool-resumed': 'monitor.kind_poolResumed',
  'pool-draining': 'monitor.kind_poolDraining',
  'pool-closed': 'monitor.kind_poolClosed',
  'connection-opening': 'monitor.kind_connectionOpening',
  'connection-opened': 'monitor.kind_connectionOpened',
  'connection-failed': 'monitor.kind_connectionFailed',
  'connection-closed': 'monitor.kind_connectionClosed',
  'connection-lost': 'monitor.kind_connectionLost',
  'breaker-opened': 'monitor.kind_breakerOpened',
  'breaker-half-opened': 'monitor.kind_breakerHalfOpened',
  'breaker-closed': 'monitor.kind_breakerClosed',
  'scaled-up': 'monitor.kind_scaledUp',
  'scaled-down': 'monitor.kind_scaledDown',
  revalidated: 'monitor.kind_revalidated',
  'nested-acquire': 'monitor.kind_nestedAcquire',
  'acquire-timeout': 'monitor.kind_acquireTimeout',
  'leak-suspected': 'monitor.kind_leakSuspected',
  'leak-returned': 'monitor.kind_leakReturned',
}

const severities: Partial<Record<Kind, 'warning' | 'error'>> = {
  'connection-failed': 'error',
  'connection-lost': 'error',
  'breaker-opened': 'error',
  'pool-suspended': 'warning',
  'nested-acquire': 'warning',
  'acquire-timeout': 'error',
  'leak-suspected': 'warning',
}

const icons: Record<'warning' | 'error' | 'none', LucideIcon> = {
  warning: TriangleAlert,
  error: CircleAlert,
  none: Dot,
}

/** What the pool did and why, newest first. */
export function EventList({ poolId }: { poolId: string }) {
  const text = useText()
  const events = usePoolEvents(poolId)
  return (
    <section className={styles.part} aria-label={text('monitor.events')}>
      <h3 className={styles.heading}>{text('monitor.events')}</h3>
      {events === null ? (
        <Skeleton lines={3} />
      ) : events.length === 0 ? (
        <p className={styles.none}>{text('monitor.noEvents')}</p>
      ) : (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- keys must reach what scrolls
        <ol className={styles.scroller} tabIndex={0} aria-label={text('monitor.events')}>
          {events.map((event) => (
            <EventRow key={event.sequence} event={event} />
          ))}
        </ol>
      )}
    </section>
  )
}

function EventRow({ event: { kind, connectionId, reason, atMs, stack } }: { event: PoolEvent }) {
  const text = useText()
  const severity = severities[kind] ?? 'none'
  const Icon = icons[severity]
  return (
    <li className={styles.event} data-severity={severity} title={stack ?? reason}>
      <time className={styles.time} dateTime={new Date(atMs).toISOString()}>
        {new Date(atMs).toLocaleTimeString([], { hour12: false })}
      </time>
      <Icon size={14} className={styles.eventIcon} aria-hidden />
      <p className={styles.what}>
        <span className={styles.kind}>
          {connectionId !== undefined && `${text('monitor.connection', { id: connectionId })} `}
          {text(kindTexts[kind])}
        </span>{' '}
        <span className={styles.reason}>{reason}</span>
      </p>
    </li>
  )
}
