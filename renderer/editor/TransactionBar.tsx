import { Bookmark, Check, Undo2, X } from 'lucide-react'
import { useDriver } from '../app/profilesStore.ts'
import { useText, type Text } from '../text/text.ts'
import { Button } from '../ui/Button.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Menu } from '../ui/Menu.tsx'
import { Select } from '../ui/Select.tsx'
import styles from './TransactionBar.module.css'
import {
  chooseMode,
  commit,
  rollback,
  rollbackTo,
  setSavepoint,
  takeNoteOfLoss,
  useTransaction,
  type CommitMode,
} from './transactionsStore.ts'

type TransactionBarProps = { tabId: string; driverId: string | undefined; isRunning: boolean }

/** Whether statements are kept at once or together, and the transaction that is open. */
export function TransactionBar({ tabId, driverId, isRunning }: TransactionBarProps) {
  const text = useText()
  const driver = useDriver(driverId)
  const { mode, open, lost } = useTransaction(tabId)
  if (!driver?.capabilities.transactions) return null
  if (!open)
    return (
      <div className={styles.mode}>
        {lost && <LostTransaction tabId={tabId} statementCount={lost.statementCount} />}
        <Select
          label={text('editor.commitMode')}
          isLabelHidden
          value={valueOf(mode)}
          options={modesOf(driver.dialect.isolationLevels, text)}
          onChange={(value) => chooseMode(tabId, modeOf(value))}
        />
      </div>
    )
  const hasFailed = open.state === 'failed'
  return (
    <div className={styles.bar}>
      <span role="status" className={styles.state} data-failed={hasFailed || undefined}>
        {text(hasFailed ? 'editor.transactionFailed' : 'editor.transactionOpen', {
          count: open.statementCount,
        })}
      </span>
      <Button icon={Check} disabled={isRunning || hasFailed} onClick={() => void commit(tabId)}>
        {text('editor.commit')}
      </Button>
      <Button icon={Undo2} disabled={isRunning} onClick={() => void rollback(tabId)}>
        {text('editor.rollback')}
      </Button>
      {driver.capabilities.savepoints && (
        <Menu
          trigger={<IconButton icon={Bookmark} label={text('editor.savepoints')} size="small" />}
          entries={[
            {
              label: text('editor.setSavepoint'),
              isDisabled: isRunning || hasFailed,
              onSelect: () => setSavepoint(tabId),
            },
            ...open.savepoints.toReversed().map((name) => ({
              label: text('editor.rollbackTo', { name }),
              isDisabled: isRunning,
              onSelect: () => rollbackTo(tabId, name),
            })),
          ]}
        />
      )}
    </div>
  )
}

/** Stays until it is read: what is run next does not stand on what ran before. */
function LostTransaction({ tabId, statementCount }: { tabId: string; statementCount: number }) {
  const text = useText()
  return (
    <span className={styles.state} data-failed title={text('editor.transactionLost')}>
      <span role="alert">{text('editor.transactionWasLost', { count: statementCount })}</span>
      <IconButton
        icon={X}
        size="small"
        label={text('common.dismiss')}
        onClick={() => takeNoteOfLoss(tabId)}
      />
    </span>
  )
}

const AUTO = 'auto'
const MANUAL = 'manual'
const LEVEL = 'level:'

const valueOf = (mode: CommitMode): string => {
  if (mode.kind === 'auto') return AUTO
  return mode.isolation === null ? MANUAL : LEVEL + mode.isolation
}

function modeOf(value: string): CommitMode {
  if (value === AUTO) return { kind: 'auto' }
  return { kind: 'manual', isolation: value === MANUAL ? null : value.slice(LEVEL.length) }
}

const modesOf = (levels: readonly string[], text: Text) => [
  { value: AUTO, label: text('editor.autoCommit') },
  { value: MANUAL, label: text('editor.manualCommit') },
  ...levels.map((level) => ({
    value: LEVEL + level,
    label: text('editor.manualCommitAt', { level }),
  })),
]
