import { Bookmark, Check, CopyPlus, FolderInput, Pencil, Undo2 } from 'lucide-react'
import { useConnectionDialogs } from '../connections/dialogsStore.ts'
import { useTabs } from '../editor/tabsStore.ts'
import { commit, openTransaction, rollback, setSavepoint } from '../editor/transactionsStore.ts'
import type { Text } from '../text/text.ts'
import type { Command } from './commands.ts'
import { poolCommands } from './poolCommands.ts'
import { currentProfiles } from './profilesStore.ts'

const tabId = (): string => useTabs.getState().activeTab?.id ?? ''
const profileId = (): string => useTabs.getState().activeTab?.profileId ?? ''
const hasProfile = (): boolean => currentProfiles().some(({ id }) => id === profileId())
const hasTransaction = (): boolean => openTransaction(tabId()) !== null

/** What can be done with the connection of the tab in front, its transaction and its pool. */
export function tabInFrontCommands(text: Text): Command[] {
  return [...connectionCommands(text), ...transactionCommands(text), ...poolCommands(text)]
}

function connectionCommands(text: Text): Command[] {
  const category = text('shell.categoryConnection')
  const dialogs = useConnectionDialogs.getState
  return [
    {
      id: 'connections.edit',
      title: text('connections.editConnection'),
      category,
      icon: Pencil,
      isEnabled: hasProfile,
      needs: text('shell.needsConnection'),
      run: () => dialogs().edit(profileId()),
    },
    {
      id: 'connections.duplicate',
      title: text('connections.duplicateConnection'),
      category,
      icon: CopyPlus,
      isEnabled: hasProfile,
      needs: text('shell.needsConnection'),
      run: () => dialogs().duplicate(profileId()),
    },
    {
      id: 'connections.moveToFolder',
      title: text('connections.moveToFolder'),
      category,
      icon: FolderInput,
      isEnabled: hasProfile,
      needs: text('shell.needsConnection'),
      run: () => dialogs().moveToFolder(profileId()),
    },
    {
      id: 'connections.delete',
      title: text('connections.deleteConnection'),
      category,
      isEnabled: hasProfile,
      needs: text('shell.needsConnection'),
      run: () => dialogs().askDelete(profileId()),
    },
  ]
}

function transactionCommands(text: Text): Command[] {
  const category = text('shell.categoryTransaction')
  return [
    {
      id: 'transaction.commit',
      title: text('editor.commit'),
      category,
      icon: Check,
      isEnabled: hasTransaction,
      needs: text('shell.needsTransaction'),
      run: () => commit(tabId()),
    },
    {
      id: 'transaction.rollback',
      title: text('editor.rollback'),
      category,
      icon: Undo2,
      isEnabled: hasTransaction,
      needs: text('shell.needsTransaction'),
      run: () => rollback(tabId()),
    },
    {
      id: 'transaction.savepoint',
      title: text('editor.setSavepoint'),
      category,
      icon: Bookmark,
      isEnabled: hasTransaction,
      needs: text('shell.needsTransaction'),
      run: () => setSavepoint(tabId()),
    },
  ]
}
