import { CircleAlert, CircleCheck, Dot, TriangleAlert, type LucideIcon } from 'lucide-react'
import { formatSince } from '../text/formatTime.ts'
import { useSentence } from '../text/sentence.ts'
import { useText } from '../text/text.ts'
import { Choice } from '../ui/Choice.tsx'
import { DetailPart } from './DetailPart.tsx'
import { setDecisionsOnly, useMonitor } from './monitorStore.ts'
import styles from './PoolDetails.module.css'
import { type TimelineEntry, timelineOf } from './timeline.ts'

const icons: Record<TimelineEntry['severity'], LucideIcon> = {
  none: Dot,
  success: CircleCheck,
  warning: TriangleAlert,
  error: CircleAlert,
}

/** What was decided and what happened, with its reason, newest first. */
export function Timeline({ lists }: { lists: readonly (readonly TimelineEntry[])[] | null }) {
  const text = useText()
  const decisionsOnly = useMonitor((state) => state.showsDecisionsOnly)
  const entries = lists && timelineOf(lists, { decisionsOnly })
  return (
    <DetailPart
      title={text('monitor.events')}
      count={entries?.length}
      noneText={text(decisionsOnly ? 'monitor.noDecisions' : 'monitor.noEvents')}
      actions={
        <Choice
          label={text('monitor.eventsShown')}
          value={decisionsOnly ? 'decisions' : 'all'}
          options={[
            { value: 'decisions', label: text('monitor.decisionsOnly') },
            { value: 'all', label: text('monitor.allEvents') },
          ]}
          onChange={(chosen) => setDecisionsOnly(chosen === 'decisions')}
        />
      }
    >
      <ol>
        {entries?.map((entry) => (
          <EntryRow key={entry.key} entry={entry} />
        ))}
      </ol>
    </DetailPart>
  )
}

function EntryRow({ entry }: { entry: TimelineEntry }) {
  const text = useText()
  const { kindText, connectionId, server, severity, atMs } = entry
  const say = useSentence()
  const reason = say(entry.reason)
  const Icon = icons[severity]
  return (
    <li className={styles.event} data-severity={severity} title={reason}>
      <time className={styles.time} dateTime={new Date(atMs).toISOString()}>
        {formatSince(atMs)}
      </time>
      <Icon size={14} className={styles.eventIcon} aria-hidden />
      <p className={styles.what}>
        <span className={styles.kind}>
          {connectionId !== undefined && `${text('monitor.connection', { id: connectionId })} `}
          {text(kindText)}
          {server !== undefined && ` → ${server}`}
        </span>{' '}
        <span className={styles.reason}>{reason}</span>
      </p>
    </li>
  )
}
