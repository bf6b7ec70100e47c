import type { EventSources, Handlers } from '../../contract/contract.ts'
import { WorkbenchError } from '../../contract/errors.ts'
import type { StartupNotice, workspaceCalls, workspaceEvents } from '../../contract/workspace.ts'
import { saveBytes } from '../transfer/saveBytes.ts'
import { listFolder } from '../workspace/listFolder.ts'
import type { ColumnLayoutStore } from '../workspace/ColumnLayoutStore.ts'
import type { HistoryStore } from '../workspace/HistoryStore.ts'
import type { KeptEditStore } from '../workspace/KeptEditStore.ts'
import type { PreferenceStore } from '../workspace/PreferenceStore.ts'
import type { TabStore } from '../workspace/TabStore.ts'
import type { HostHooks } from './HostHooks.ts'

type Workspace = {
  host: HostHooks
  notices: readonly StartupNotice[]
  tabs: TabStore
  history: HistoryStore
  preferences: PreferenceStore
  columnLayouts: ColumnLayoutStore
  keptEdits: KeptEditStore
}

export const workspaceHandlers = ({
  host,
  notices,
  tabs,
  history,
  preferences,
  columnLayouts,
  keptEdits,
}: Workspace): Handlers<typeof workspaceCalls> => ({
  'workspace.host': () => ({
    ...host.info,
    hasFileDialogs: host.chooseSavePath !== undefined && host.chooseOpenPath !== undefined,
    hasNotifications: host.notify !== undefined,
    startupNotices: [...notices],
  }),
  'workspace.tabs': () => tabs.list(),
  'workspace.saveTab': ({ tab, ...by }) => tabs.save(tab, by),
  'workspace.deleteTab': ({ tabId, windowId }) => {
    tabs.delete(tabId, windowId)
    keptEdits.dropOfTab(tabId)
  },
  'workspace.history': (request) => history.search(request),
  'workspace.preferences': () => preferences.get(),
  'workspace.savePreferences': (request) => preferences.save(request.preferences),
  'workspace.columnLayout': ({ columns }) => columnLayouts.find(columns),
  'workspace.saveColumnLayout': ({ columns, layout }) => columnLayouts.save(columns, layout),
  'workspace.chooseSavePath': ({ suggestedName }) =>
    (host.chooseSavePath ?? noDialogs)(suggestedName),
  'workspace.saveFile': ({ path, bytes }) => saveBytes(path, bytes),
  'workspace.chooseOpenPath': () => (host.chooseOpenPath ?? noDialogs)(),
  'workspace.listFolder': ({ path }) => listFolder(path),
})

export const workspaceSources = ({
  tabs,
  history,
}: Pick<Workspace, 'tabs' | 'history'>): EventSources<typeof workspaceEvents> => ({
  'workspace.tabsChanged': ({ windowId }, emit) => {
    emit({ kind: 'all', tabs: tabs.list() })
    return tabs.onChanged((change, byWindowId) => byWindowId !== windowId && emit(change))
  },
  'workspace.historyChanged': (_filter, emit) => history.onAdded(emit),
})

const noDialogs = () => {
  throw new WorkbenchError('unsupported', 'Here Sluice has no file dialogs. Type the path instead.')
}
