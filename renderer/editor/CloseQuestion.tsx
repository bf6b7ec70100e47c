import { useText } from '../text/text.ts'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { useTabs } from './tabsStore.ts'
import { askToClose, rollback, useClosingId } from './transactionsStore.ts'

/** The question before a tab closes whose transaction is still open. Once in the window. */
export function CloseQuestion() {
  const text = useText()
  const closingId = useClosingId()
  const { tabs, closeTab } = useTabs()
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
    />
  )
}
