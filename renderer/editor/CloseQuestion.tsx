import { useText } from '../text/text.ts'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { useTabs } from './tabsStore.ts'
import {
  askToClose,
  commit,
  openTransaction,
  rollback,
  useClosingId,
  useTabSession,
} from './transactionsStore.ts'

/** The question before a tab closes whose transaction is still open. Once in the window. */
export function CloseQuestion() {
  const text = useText()
  const closingId = useClosingId()
  const { tabs, closeTab } = useTabs()
  const open = useTabSession(closingId ?? '').open
  const tab = tabs.find(({ id }) => id === closingId)
  if (!tab) return null
  return (
    <ConfirmDialog
      title={text('editor.closeOpenTransaction', { title: tab.title })}
      explanation={text('editor.closeOpenTransactionHelp')}
      confirmLabel={text('editor.rollbackAndClose')}
      isDanger
      onCancel={() => askToClose(null)}
      onConfirm={() => {
        askToClose(null)
        void rollback(tab.id).then(() => closeTab(tab.id))
      }}
      other={{
        label: text('editor.commitAndClose'),
        isDisabled: open?.state === 'failed',
        onChoose() {
          askToClose(null)
          // What could not be committed stays open, and its tab with it.
          void commit(tab.id).then(() => openTransaction(tab.id) ?? closeTab(tab.id))
        },
      }}
    />
  )
}
