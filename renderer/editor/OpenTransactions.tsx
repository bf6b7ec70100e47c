import { Check, Undo2 } from 'lucide-react'
import { useProfile } from '../app/profilesStore.ts'
import { formatAge } from '../monitor/formatFigure.ts'
import { useIsRunning } from '../results/runsStore.ts'
import { useText } from '../text/text.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useNow } from '../ui/useNow.ts'
import styles from './OpenTransactions.module.css'
import { useTabs } from './tabsStore.ts'
import {
  commit,
  type OpenInTab,
  rollback,
  showTransactions,
  useIsListShown,
  useOpenTransactions,
} from './transactionsStore.ts'

/** The transactions of all tabs, with the ways to end them. Once in the window. */
export const OpenTransactions = () => (useIsListShown() ? <TransactionList /> : null)

function TransactionList() {
  const text = useText()
  const all = useOpenTransactions()
  const nowMs = useNow(all.length > 0)
  const close = (): void => showTransactions(false)
  const [longest] = all
  const statements = all.reduce((sum, { open }) => sum + open.statementCount, 0)
  return (
    <Dialog
      title={text('editor.openTransactions')}
      width="large"
      onClose={close}
      footer={<Button onClick={close}>{text('common.close')}</Button>}
    >
      <p className={styles.figures} role="status">
        {longest
          ? text('editor.transactionFigures', {
              transactions: text('editor.transactionCount', { count: all.length }),
              statements: text('editor.statementCount', { count: statements }),
              age: formatAge(nowMs - longest.open.startedAtMs),
            })
          : text('editor.noTransactions')}
      </p>
      <ul className={styles.list}>
        {all.map((each) => (
          <TransactionItem key={each.tabId} {...each} nowMs={nowMs} />
        ))}
      </ul>
    </Dialog>
  )
}

function TransactionItem({ tabId, open, nowMs }: OpenInTab & { nowMs: number }) {
  const text = useText()
  const title = useTabs(({ tabs }) => tabs.find(({ id }) => id === tabId)?.title ?? open.label)
  const activate = useTabs((state) => state.activate)
  const profile = useProfile(open.profileId)
  const isRunning = useIsRunning(tabId)
  const hasFailed = open.state === 'failed'
  const facts = [
    profile?.name,
    open.isolation,
    formatAge(nowMs - open.startedAtMs),
    isRunning && text('editor.transactionRuns'),
    hasFailed && text('editor.transactionFailed'),
  ]
  return (
    <li className={styles.item} aria-label={title} data-failed={hasFailed || undefined}>
      <div className={styles.head}>
        <Button
          variant="quiet"
          title={text('editor.goToTab', { title })}
          onClick={() => {
            showTransactions(false)
            activate(tabId)
          }}
        >
          {title}
        </Button>
        <span className={styles.facts}>{facts.filter(Boolean).join(' · ')}</span>
        <Button icon={Check} disabled={isRunning || hasFailed} onClick={() => void commit(tabId)}>
          {text('editor.commit')}
        </Button>
        <Button icon={Undo2} disabled={isRunning} onClick={() => void rollback(tabId)}>
          {text('editor.rollback')}
        </Button>
      </div>
      {open.operations.length > 0 && (
        <details className={styles.operations}>
          <summary>{text('editor.statementCount', { count: open.statementCount })}</summary>
          <ol>
            {open.operations.map((sql, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- the same may be done twice
              <li key={index}>
                <code>{sql}</code>
              </li>
            ))}
          </ol>
        </details>
      )}
    </li>
  )
}
