import {
  Bookmark,
  Check,
  CirclePause,
  CirclePlay,
  CopyPlus,
  FolderInput,
  Pencil,
  RefreshCw,
  Undo2,
} from 'lucide-react'
import { useConnectionDialogs } from '../connections/dialogsStore.ts'
import { useTabs } from '../editor/tabsStore.ts'
import { commit, openTransaction, rollback, setSavepoint } from '../editor/transactionsStore.ts'
import { act } from '../monitor/act.ts'
import type { Text } from '../text/text.ts'
import type { Command } from './commands.ts'
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
      run: () => dialogs().edit(profileId()),
    },
    {
      id: 'connections.duplicate',
      title: text('connections.duplicateConnection'),
      category,
      icon: CopyPlus,
      isEnabled: hasProfile,
      run: () => dialogs().duplicate(profileId()),
    },
    {
      id: 'connections.moveToFolder',
      title: text('connections.moveToFolder'),
      category,
      icon: FolderInput,
      isEnabled: hasProfile,
      run: () => dialogs().moveToFolder(profileId()),
    },
    {
      id: 'connections.delete',
      title: text('connections.deleteConnection'),
      category,
      isEnabled: hasProfile,
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
      run: () => commit(tabId()),
    },
    {
      id: 'transaction.rollback',
      title: text('editor.rollback'),
      category,
      icon: Undo2,
      isEnabled: hasTransaction,
      run: () => rollback(tabId()),
    },
    {
      id: 'transaction.savepoint',
      title: text('editor.setSavepoint'),
      category,
      icon: Bookmark,
      isEnabled: hasTransaction,
      run: () => setSavepoint(tabId()),
    },
  ]
}

function poolCommands(text: Text): Command[] {
  const category = text('shell.categoryPool')
  const poolId = profileId
  return [
    {
      id: 'pool.suspend',
      title: text('monitor.suspend'),
      category,
      icon: CirclePause,
      isEnabled: hasProfile,
      run: () => act('pools.suspend', { poolId: poolId() }),
    },
    {
      id: 'pool.resume',
      title: text('monitor.resume'),
      category,
      icon: CirclePlay,
      isEnabled: hasProfile,
      run: () => act('pools.resume', { poolId: poolId() }),
    },
    {
      id: 'pool.evict',
      title: text('monitor.evict'),
      category,
      icon: RefreshCw,
      isEnabled: hasProfile,
      run: () => act('pools.evict', { poolId: poolId() }),
    },
    {
      id: 'pool.reload',
      title: text('monitor.reload'),
      category,
      isEnabled: hasProfile,
      run: () => act('pools.reload', { poolId: poolId() }),
    },
  ]
}
