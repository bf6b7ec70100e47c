import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'
import { SecretHelp } from '../connections/SecretHelp.tsx'
import { useSentence } from '../text/sentence.ts'
import { useText, type Text } from '../text/text.ts'
import { ErrorText } from '../ui/ErrorText.tsx'
import { errorPlace } from './errorPlace.ts'
import styles from './Messages.module.css'
import { formatDuration } from './formatAmounts.ts'
import { notRunCount, type Run, type RunMessage } from './runState.ts'

type MessagesProps = {
  run: Run
  onGoTo: (index: number, offset: number) => void
  /** Runs the same again. */
  onRunAgain: () => void
}

/** What the server and the run had to say, in order. All of it can be selected. */
export function Messages({ run, onGoTo, onRunAgain }: MessagesProps) {
  const text = useText()
  const { profileId } = run
  const notRun = notRunCount(run)
  const hasDone = run.messages.some(({ kind }) => kind === 'done')
  if (run.messages.length === 0) return <p className={styles.none}>{text('results.noMessages')}</p>
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolled by keys
    <ol className={styles.messages} tabIndex={0} aria-label={text('results.messages')}>
      {run.messages.map((message) => (
        <li key={message.id} className={styles.message} data-kind={message.kind}>
          <MessageIcon message={message} isWarned={isWarnedOf(message, run)} />
          <div className={styles.body}>
            <MessageText message={message} />
            {message.kind === 'failed' && <ErrorPlace run={run} {...message} onGoTo={onGoTo} />}
            {'error' in message && !hasDone && (
              <SecretHelp error={message.error} profileId={profileId} onRetry={onRunAgain} />
            )}
            <Statement run={run} message={message} />
          </div>
        </li>
      ))}
      {notRun > 0 && (
        <li className={styles.message} data-kind="server">
          <Info size={16} className={styles.icon} aria-hidden />
          <p className={styles.body}>{text('results.notRun', { count: notRun })}</p>
        </li>
      )}
    </ol>
  )
}

function MessageIcon({ message, isWarned }: { message: RunMessage; isWarned: boolean }) {
  const { kind } = message
  const isWarning = isWarned && (kind === 'done' || isServerWarning(message))
  const Icon = kind === 'server' ? Info : kind === 'done' ? CircleCheck : CircleAlert
  return isWarning ? (
    <TriangleAlert size={16} className={styles.icon} data-warning aria-hidden />
  ) : (
    <Icon size={16} className={styles.icon} aria-hidden />
  )
}

const isServerWarning = (message: RunMessage): boolean =>
  message.kind === 'server' && message.message.severity === 'WARNING'

/** The server had a doubt about the statement that the message is of. */
const isWarnedOf = (message: RunMessage, { messages }: Run): boolean =>
  'index' in message &&
  messages.some((each) => isServerWarning(each) && 'index' in each && each.index === message.index)

function MessageText({ message }: { message: RunMessage }) {
  const text = useText()
  const say = useSentence()
  switch (message.kind) {
    case 'server':
      return (
        <p>
          <span className={styles.severity} data-severity={message.message.severity}>
            {message.message.severity}
          </span>{' '}
          {say(message.message.text)}
        </p>
      )
    case 'done':
      return <p>{doneText(message, text)}</p>
    case 'failed':
      return (
        <>
          <ErrorText error={message.error} />
          <p className={styles.dim}>
            {text('results.failedAfter', { time: formatDuration(message.elapsedMs) })}
          </p>
        </>
      )
    case 'refused':
      return <ErrorText error={message.error} />
  }
}

function doneText(
  { rowCount, affectedRows, elapsedMs }: Extract<RunMessage, { kind: 'done' }>,
  text: Text,
): string {
  const time = formatDuration(elapsedMs)
  if (rowCount !== null)
    return text('results.rowsIn', { rows: text('results.rows', { count: rowCount }), time })
  if (affectedRows === null) return text('results.doneIn', { time })
  return text('results.affectedIn', {
    rows: text('results.affected', { count: affectedRows }),
    time,
  })
}

/** Line and column of an error, as a way to it. */
function ErrorPlace({
  run,
  index,
  error,
  onGoTo,
}: Pick<MessagesProps, 'run' | 'onGoTo'> & Extract<RunMessage, { kind: 'failed' }>) {
  const text = useText()
  const statement = run.statements[index]
  const { offset } = error.details
  if (!statement || typeof offset !== 'number') return null
  return (
    <button type="button" className={styles.place} onClick={() => onGoTo(index, offset)}>
      {text('results.goToError', errorPlace(statement, offset))}
    </button>
  )
}

/** Which statement a message belongs to, where there were several. */
function Statement({ run, message }: { run: Run; message: RunMessage }) {
  const text = useText()
  if (message.kind === 'refused') return null
  const statement = run.statements[message.index]
  if (!statement) return null
  return (
    <p className={styles.statement}>
      {run.statements.length > 1 && (
        <span>{text('results.statement', { number: message.index + 1 })}</span>
      )}
      <code>{statement.text.slice(0, 200).replaceAll(/\s+/g, ' ')}</code>
    </p>
  )
}
