import {
  Activity,
  Copy,
  CopyPlus,
  Download,
  Eraser,
  FileCode2,
  FileInput,
  FolderInput,
  GitCompareArrows,
  Hash,
  Pencil,
  Play,
  RefreshCw,
  ScrollText,
  SquarePen,
  Trash2,
  Unplug,
  Workflow,
} from 'lucide-react'
import { useMemo } from 'react'
import type { Profile } from '../../contract/profiles.ts'
import { shortcutOf } from '../app/useShortcut.ts'
import { stepConnection } from '../connections/arrange.ts'
import { openComparison } from '../compare/compareStore.ts'
import { useConnectionDialogs } from '../connections/dialogsStore.ts'
import { openDiagram } from '../diagram/openDiagram.ts'
import { newTableOf, rowsBecome, takesFiles } from '../imports/importPlaces.ts'
import { type ImportPlace, openImport } from '../imports/importStore.ts'
import { showPool } from '../monitor/showPool.ts'
import { useText, type Text } from '../text/text.ts'
import type { MenuEntry } from '../ui/menuEntry.ts'
import { disconnect, isConnected } from './disconnect.ts'
import { keyEntries } from './keys/keyEntries.ts'
import { load, refreshProfile } from './explorerStore.ts'
import { namedObjectOf, objectActionsOf, writeStatement } from './objectActions.ts'
import {
  copyText,
  exportRelation,
  newQuery,
  openEntry,
  openRelation,
  selectToEditor,
  showDefinition,
  showItem,
  showRoutine,
} from './openRelation.ts'
import type { TreeNode, TreeRow } from './treeNode.ts'

/** What can be done with a row of the explorer. */
export function useRowMenu(): (row: TreeRow) => MenuEntry[] {
  const text = useText()
  return useMemo(() => (row) => entriesFor(row, text), [text])
}

export function entriesFor({ node, label }: TreeRow, text: Text): MenuEntry[] {
  const copyName: MenuEntry = {
    command: 'explorer.copyName',
    label: text('explorer.copyName'),
    icon: Copy,
    onSelect: () => copyText(label),
  }
  switch (node.kind) {
    case 'folder':
      return [
        {
          command: 'explorer.renameFolder',
          label: text('connections.renameFolder'),
          icon: Pencil,
          onSelect: () => useConnectionDialogs.getState().moveFolder(node.path),
        },
      ]
    case 'profile':
      return profileEntries(node.profile, text, copyName)
    case 'relation':
      return relationEntries(node, text, copyName)
    case 'routine':
      return [
        {
          command: 'explorer.showDefinition',
          label: text('explorer.showDefinition'),
          icon: ScrollText,
          shortcut: 'Enter',
          onSelect: () => void showRoutine(node),
        },
        copyName,
        ...objectEntries(node, text),
      ]
    case 'item':
      return [
        {
          command: 'explorer.showDefinition',
          label: text('explorer.showDefinition'),
          icon: ScrollText,
          shortcut: 'Enter',
          onSelect: () => void showItem(node),
        },
        copyName,
        ...objectEntries(node, text),
      ]
    case 'schema':
    case 'group': {
      const { kind, profileId, schema } = node
      const isRoutines = kind === 'group' && node.group === 'routines'
      const isItems = kind === 'group' && (node.group === 'types' || node.group === 'sequences')
      const refresh: MenuEntry = {
        command: 'explorer.refreshRow',
        label: text('common.refresh'),
        icon: RefreshCw,
        onSelect: () =>
          void load(
            isItems
              ? { kind: 'items', profileId }
              : { kind: isRoutines ? 'routines' : 'relations', profileId, schema },
          ),
      }
      if (isRoutines || isItems) return [refresh]
      const importNew = importEntries({ profileId, schema, table: null }, text)
      const diagram: MenuEntry = {
        command: 'explorer.diagram',
        label: text('diagram.open'),
        icon: Workflow,
        onSelect: () => openDiagram({ profileId, schema }),
      }
      const compare: MenuEntry = {
        command: 'explorer.compare',
        label: text('compare.menu'),
        icon: GitCompareArrows,
        onSelect: () => openComparison({ profileId, schema }),
      }
      return kind === 'schema'
        ? [diagram, compare, copyName, 'separator', ...importNew, refresh]
        : [diagram, compare, 'separator', ...importNew, refresh]
    }
    case 'entry':
      return entryEntries(node, text, copyName)
    case 'section': {
      const { place } = node
      return [
        {
          command: 'explorer.refreshRow',
          label: text('common.refresh'),
          icon: RefreshCw,
          onSelect: () => void load({ kind: 'detail', ...place }),
        },
      ]
    }
    case 'failed': {
      const { target, error } = node
      return [
        {
          command: 'explorer.retry',
          label: text('common.retry'),
          icon: RefreshCw,
          onSelect: () => void load(target),
        },
        {
          command: 'explorer.copyError',
          label: text('explorer.copyError'),
          icon: Copy,
          onSelect: () => copyText(error.message),
        },
      ]
    }
    case 'column':
    case 'key':
    case 'index':
    case 'trigger':
      return [copyName]
    default:
      return []
  }
}

function profileEntries(profile: Profile, text: Text, copyName: MenuEntry): MenuEntry[] {
  const dialogs = useConnectionDialogs.getState()
  return [
    {
      command: 'explorer.newQuery',
      label: text('explorer.newQuery'),
      icon: SquarePen,
      onSelect: () => newQuery(profile.id),
    },
    {
      command: 'explorer.refreshRow',
      label: text('common.refresh'),
      icon: RefreshCw,
      onSelect: () => refreshProfile(profile.id),
    },
    {
      command: 'explorer.openMonitor',
      label: text('explorer.openMonitor'),
      icon: Activity,
      onSelect: () => showPool(profile.id),
    },
    {
      command: 'explorer.disconnect',
      label: text('explorer.disconnect'),
      icon: Unplug,
      isDisabled: !isConnected(profile.id),
      onSelect: () => void disconnect(profile),
    },
    ...importEntries(newTableOf(profile.id), text),
    'separator',
    {
      command: 'explorer.editConnection',
      label: text('connections.editConnection'),
      icon: Pencil,
      onSelect: () => dialogs.edit(profile.id),
    },
    {
      command: 'explorer.duplicateConnection',
      label: text('connections.duplicateConnection'),
      icon: CopyPlus,
      onSelect: () => dialogs.duplicate(profile.id),
    },
    {
      command: 'explorer.moveToFolder',
      label: text('connections.moveToFolder'),
      icon: FolderInput,
      onSelect: () => dialogs.moveToFolder(profile.id),
    },
    {
      command: 'explorer.moveUp',
      label: text('connections.moveUp'),
      shortcut: shortcutOf('explorer.moveUp'),
      onSelect: () => stepConnection(profile.id, -1),
    },
    {
      command: 'explorer.moveDown',
      label: text('connections.moveDown'),
      shortcut: shortcutOf('explorer.moveDown'),
      onSelect: () => stepConnection(profile.id, 1),
    },
    copyName,
    'separator',
    {
      command: 'explorer.deleteConnection',
      label: text('connections.deleteConnection'),
      icon: Trash2,
      shortcut: 'Delete',
      isDanger: true,
      onSelect: () => dialogs.askDelete(profile.id),
    },
  ]
}

function relationEntries(
  node: Extract<TreeNode, { kind: 'relation' }>,
  text: Text,
  copyName: MenuEntry,
): MenuEntry[] {
  const { profileId, relation } = node
  const place = { profileId, schema: relation.schema, name: relation.name }
  return [
    {
      command: 'explorer.open',
      label: text('explorer.openTable'),
      icon: Play,
      shortcut: 'Enter',
      onSelect: () => void openRelation(place),
    },
    {
      command: 'explorer.selectToEditor',
      label: text('explorer.selectToEditor'),
      icon: FileCode2,
      onSelect: () => void selectToEditor(place),
    },
    {
      command: 'explorer.showDefinition',
      label: text('explorer.showDefinition'),
      icon: ScrollText,
      onSelect: () => void showDefinition(profileId, { ...relation, kind: 'relation' }),
    },
    {
      command: 'explorer.countRows',
      label: text('explorer.action_count'),
      icon: Hash,
      onSelect: () => void writeStatement({ ...relation, profileId, signature: '' }, 'count'),
    },
    ...(relation.kind === 'table'
      ? [
          {
            command: 'explorer.diagram',
            label: text('diagram.open'),
            icon: Workflow,
            onSelect: () => openDiagram(place, relation.name),
          },
        ]
      : []),
    copyName,
    'separator',
    {
      command: 'explorer.exportData',
      label: text('explorer.exportData'),
      icon: Download,
      onSelect: () => void exportRelation(place),
    },
    ...(relation.kind === 'table' && takesFiles(profileId)
      ? [
          {
            command: 'explorer.importData',
            label: text('imports.importData'),
            icon: FileInput,
            onSelect: () =>
              openImport({ profileId, schema: relation.schema, table: relation.name }),
          },
        ]
      : []),
    {
      command: 'explorer.refreshRow',
      label: text('common.refresh'),
      icon: RefreshCw,
      onSelect: () => void load({ kind: 'detail', ...place }),
    },
    ...objectEntries(node, text),
  ]
}

/** Statements of the driver's for the object, each to be looked at in a tab of its own. */
function objectEntries(node: TreeNode, text: Text): MenuEntry[] {
  const object = namedObjectOf(node)
  if (!object) return []
  const known = objectActionsOf(object)
  const entries = ACTIONS.filter(({ action }) => known.includes(action)).map(
    ({ action, icon }): MenuEntry => ({
      command: `explorer.${action}`,
      label: text(`explorer.action_${action}`),
      icon,
      ...(action === 'drop' && { isDanger: true, shortcut: 'Delete' }),
      onSelect: () => void writeStatement(object, action),
    }),
  )
  return entries.length > 0 ? ['separator', ...entries] : []
}

const ACTIONS = [
  { action: 'call', icon: Play },
  { action: 'rename', icon: Pencil },
  { action: 'truncate', icon: Eraser },
  { action: 'drop', icon: Trash2 },
] as const

const NEW_LABELS = {
  tables: 'imports.importNew',
  keys: 'imports.importKeys',
  points: 'imports.importPoints',
} as const

const newLabel = (profileId: string) => NEW_LABELS[rowsBecome(profileId) ?? 'tables']

/** Into a table that is made for the file, or into new keys. */
const importEntries = (place: ImportPlace, text: Text): MenuEntry[] =>
  takesFiles(place.profileId)
    ? [
        {
          command: 'explorer.importNew',
          label: text(newLabel(place.profileId)),
          icon: FileInput,
          onSelect: () => openImport(place),
        },
      ]
    : []

function entryEntries(
  { profileId, entry }: Extract<TreeNode, { kind: 'entry' }>,
  text: Text,
  copyName: MenuEntry,
): MenuEntry[] {
  const refresh: MenuEntry = {
    command: 'explorer.refreshRow',
    label: text('common.refresh'),
    icon: RefreshCw,
    onSelect: () =>
      void load({ kind: 'branch', profileId, path: entry.path, pattern: '', cursor: null }),
  }
  const open: MenuEntry[] = [
    {
      command: 'explorer.open',
      label: text('explorer.openTable'),
      icon: Play,
      shortcut: 'Enter',
      onSelect: () => void openEntry(profileId, entry),
    },
    {
      command: 'explorer.statementToEditor',
      label: text('explorer.statementToEditor'),
      icon: FileCode2,
      onSelect: () => void openEntry(profileId, entry, false),
    },
  ]
  return [
    ...(entry.canOpen ? open : []),
    copyName,
    ...keyEntries(profileId, entry, text),
    ...(entry.hasChildren ? (['separator', refresh] as const) : []),
  ]
}
