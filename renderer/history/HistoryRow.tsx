import type { HistoryEntry } from '../../contract/workspace.ts'
import { formatDuration } from '../results/formatAmounts.ts'
import { useLanguage } from '../text/language.ts'
import { byLocale } from '../text/phrase.ts'
import { useSentence } from '../text/sentence.ts'
import { useText } from '../text/text.ts'
import styles from './HistoryPanel.module.css'
import { firstWords } from './historyDays.ts'

type HistoryRowProps = {
  readonly id: string
  readonly entry: HistoryEntry
  readonly connection: string
  readonly isActive: boolean
  readonly onPress: () => void
  readonly onOpen: () => void
}

/** One run: its statement, and below when, where and how it went. */
export function HistoryRow({ id, entry, connection, isActive, onPress, onOpen }: HistoryRowProps) {
  const text = useText()
  const say = useSentence()
  const language = useLanguage((state) => state.language)
  const { sql, startedAtMs, elapsedMs, rowCount, outcome, errorMessage } = entry
  const facts = [
    times(language).format(startedAtMs),
    connection,
    formatDuration(elapsedMs),
    ...(rowCount === null ? [] : [text('results.rows', { count: rowCount })]),
    ...(outcome === 'cancelled' ? [text('history.cancelled')] : []),
  ]
  return (
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      className={styles.row}
      title={sql.slice(0, 2_000)}
      onMouseDown={onPress}
      onDoubleClick={onOpen}
    >
      <code className={styles.sql}>{firstWords(sql)}</code>
      <span className={styles.facts}>{facts.join(' · ')}</span>
      {errorMessage !== null && <span className={styles.failed}>{say(errorMessage)}</span>}
    </div>
  )
}

const times = byLocale(
  (locale) => new Intl.DateTimeFormat(locale, { timeStyle: 'medium', hourCycle: 'h23' }),
)
