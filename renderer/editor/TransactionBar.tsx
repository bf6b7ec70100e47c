import { Bookmark, Check, Undo2, X } from 'lucide-react'
import type { Profile } from '../../contract/profiles.ts'
import type { CommitMode } from '../../contract/workspace.ts'
import { useDriver } from '../app/profilesStore.ts'
import { useText, type Text } from '../text/text.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { Menu } from '../ui/Menu.tsx'
import { Select } from '../ui/Select.tsx'
import { Tooltip } from '../ui/Tooltip.tsx'
import { ToolButton } from './ToolButton.tsx'
import styles from './TransactionBar.module.css'
import {
  chooseMode,
  commit,
  rollback,
  rollbackTo,
  setSavepoint,
  modeOf as commitModeOf,
  takeNoteOfLoss,
  useTabSession,
} from './transactionsStore.ts'

type TransactionBarProps = {
  tabId: string
  profile: Profile | undefined
  isRunning: boolean
  /** There is little room. */
  isShort: boolean
}

/** Whether statements are kept at once or together, and the transaction that is open. */
export function TransactionBar({ tabId, profile, isRunning, isShort }: TransactionBarProps) {
  const text = useText()
  const driver = useDriver(profile?.driverId)
  const { mode, open, lost } = useTabSession(tabId)
  if (!driver?.capabilities.transactions) return null
  if (!open)
    return (
      <div className={styles.bar}>
        {lost && <LostTransaction tabId={tabId} statementCount={lost.statementCount} />}
        <div className={styles.mode} data-short={isShort || undefined}>
          <Select
            label={text('editor.commitMode')}
            isLabelHidden
            value={valueOf(commitModeOf(mode, profile))}
            options={modesOf(driver.dialect.isolationLevels, text)}
            onChange={(value) => chooseMode(tabId, modeOf(value))}
          />
        </div>
      </div>
    )
  const hasFailed = open.state === 'failed'
  const count = open.statementCount
  const openWords = count === 0 ? 'editor.transactionBegun' : 'editor.transactionOpen'
  const state = [
    text(hasFailed ? 'editor.transactionFailed' : openWords, { count }),
    ...(open.isolation === null ? [] : [open.isolation]),
  ].join(' · ')
  const shortly = hasFailed
    ? text('editor.transactionFailedShort')
    : text(count === 0 ? 'editor.transactionBegunShort' : 'editor.transactionOpenShort', { count })
  return (
    <div className={styles.bar}>
      <Tooltip label={state} side="top">
        <span role="status" className={styles.state} data-failed={hasFailed || undefined}>
          {isShort ? shortly : state}
        </span>
      </Tooltip>
      <ToolButton
        variant="default"
        icon={Check}
        label={text('editor.commit')}
        isWordHidden={isShort}
        disabled={isRunning || hasFailed}
        onClick={() => void commit(tabId)}
      />
      <ToolButton
        variant="default"
        icon={Undo2}
        label={text('editor.rollback')}
        isWordHidden={isShort}
        disabled={isRunning}
        onClick={() => void rollback(tabId)}
      />
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
