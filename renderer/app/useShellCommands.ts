import {
  Activity,
  Bell,
  Braces,
  Clock,
  Compass,
  Database,
  FileInput,
  FileOutput,
  FileSpreadsheet,
  FolderTree,
  GitCompareArrows,
  Globe,
  History,
  Keyboard,
  Palette,
  Plus,
  RefreshCw,
  Settings,
  Workflow,
} from 'lucide-react'
import { useMemo } from 'react'
import { LANGUAGES, THEMES } from '../../contract/preferenceChoices.ts'
import { exportConnections } from '../connections/exportConnections.ts'
import { openComparison } from '../compare/compareStore.ts'
import { useConnectionDialogs } from '../connections/dialogsStore.ts'
import { canDraw, openDiagramInFront } from '../diagram/openDiagram.ts'
import { explainCommands, runCommands } from '../editor/editorCommands.ts'
import { useTabs } from '../editor/tabsStore.ts'
import { refreshProfile } from '../explorer/explorerStore.ts'
import { rowCommands } from '../explorer/rowCommands.ts'
import { editCommandsOf } from '../edits/editCommands.ts'
import { gridCommands } from '../grid/gridCommands.ts'
import { gridMenuCommands } from '../grid/gridMenuCommands.ts'
import { newTableInFront } from '../imports/importPlaces.ts'
import { openImport } from '../imports/importStore.ts'
import { showAlerts, showAllPools, showPool } from '../monitor/showPool.ts'
import { chartCommands } from '../charts/useChartCommand.ts'
import { resultCommands } from '../results/useResultCommands.ts'
import { openAnalysis } from '../results/analysis/analysisStore.ts'
import { useText, type Text } from '../text/text.ts'
import { useKnownCommands, useRegisterCommands, type Command } from './commands.ts'
import { isPanelShown } from './layout.ts'
import { layoutCommands } from './layoutCommands.ts'

import { currentLayout, hidePanel } from './layoutStore.ts'
import { cyclePanes } from './panes.ts'
import { togglePane } from './togglePane.ts'
import { choose } from './preferencesStore.ts'
import { currentProfiles } from './profilesStore.ts'
import { openSettings, setPaletteOpen, setZoneOpen } from './shellStore.ts'
import { tabInFrontCommands } from './tabInFrontCommands.ts'
import { languageKeys, themeKeys } from './usePreferenceEntries.ts'

/** Offers the commands of the window itself. */
export function useShellCommands(): void {
  const text = useText()
  useRegisterCommands(
    useMemo(
      () => [
        ...viewCommands(text),
        ...layoutCommands(text),
        ...connectionCommands(text),
        ...tabInFrontCommands(text),
        ...analysisCommands(text),
        ...preferenceCommands(text),
      ],
      [text],
    ),
  )
  // A grid offers its commands itself, once there is one.
  useKnownCommands(
    useMemo(() => [...gridCommands(text, NO_GRID), ...gridMenuCommands(text, NO_MENUS)], [text]),
  )
  useKnownCommands(useMemo(() => rowCommands(text, () => null), [text]))
  useKnownCommands(useMemo(() => editCommandsOf(text, NO_EDITS), [text]))
  useKnownCommands(useMemo(() => commandsOfNoTab(text), [text]))
}

const NO_EDITS = { run: () => {}, discard: () => {} }
/** What an editor tab and its results offer, where none is in front. */
const commandsOfNoTab = (text: Text): Command[] => [
  ...runCommands(text, { ...NO_TAB, start: () => {}, startExport: () => {}, format: () => {} }),
  ...explainCommands(text, { plans: undefined, explain: () => {} }),
  ...resultCommands(text, {
    ...NO_TAB,
    ...{ resultId: undefined, hasColumns: false, isPinned: false, onExport: () => {} },
  }),
  ...chartCommands(text, { ...NO_TAB, isChart: false, hasResults: false }),
]

const NO_TAB = { tabId: '' }
const NO_MENUS = { column: () => null, cell: () => null }
const NO_GRID = { open: () => {}, copy: () => {}, show: () => {} }

function viewCommands(text: Text): Command[] {
  const category = text('shell.categoryView')
  return [
    {
      id: 'view.commandPalette',
      title: text('shell.commandPalette'),
      category,
      keys: 'Mod+K',
      isHidden: true,
      run: () => setPaletteOpen(true),
    },
    {
      id: 'view.toggleExplorer',
      title: text('shell.toggleExplorer'),
      category,
      icon: FolderTree,
      keys: 'Mod+B',
      run: () => togglePane('explorer'),
    },
    {
      id: 'view.toggleHistory',
      title: text('shell.toggleHistory'),
      category,
      icon: History,
      keys: 'Mod+Shift+H',
      run: () => togglePane('history'),
    },
    {
      id: 'monitor.open',
      title: text('shell.poolMonitor'),
      category,
      icon: Activity,
      keys: 'Mod+Shift+M',
      run: () => {
        if (isPanelShown(currentLayout(), 'monitor')) hidePanel('monitor')
        else showAllPools()
      },
    },
    {
      id: 'monitor.alerts',
      title: text('monitor.alerts'),
      category,
      icon: Bell,
      run: showAlerts,
    },
    {
      id: 'monitor.openPool',
      title: text('monitor.showTabPool'),
      category,
      icon: Activity,
      isEnabled: () => Boolean(useTabs.getState().activeTab?.profileId),
      needs: text('shell.needsConnection'),
      run: () => {
        const profileId = useTabs.getState().activeTab?.profileId
        if (profileId) showPool(profileId)
      },
    },
    {
      id: 'view.nextPane',
      title: text('shell.nextPane'),
      category,
      keys: 'F6',
      run: () => cyclePanes(1),
    },
    {
      id: 'view.previousPane',
      title: text('shell.previousPane'),
      category,
      keys: 'Shift+F6',
      run: () => cyclePanes(-1),
    },
  ]
}

function connectionCommands(text: Text): Command[] {
  const category = text('shell.categoryConnection')
  return [
    {
      id: 'connections.new',
      title: text('connections.newConnection'),
      category,
      icon: Plus,
      run: () => useConnectionDialogs.getState().openNew(),
    },
    {
      id: 'connections.import',
      title: text('connections.import'),
      category,
      icon: FileInput,
      run: () => useConnectionDialogs.getState().openImport(),
    },
    {
      id: 'connections.export',
      title: text('connections.export'),
      category,
      icon: FileOutput,
      run: exportConnections,
    },
    {
      id: 'imports.new',
      title: text('imports.importNew'),
      category,
      icon: FileInput,
      isEnabled: () => newTableInFront() !== null,
      needs: text('shell.needsTables'),
      run: () => {
        const place = newTableInFront()
        if (place) openImport(place)
      },
    },
    {
      id: 'diagram.open',
      title: text('diagram.command'),
      category,
      icon: Workflow,
      isEnabled: () => canDraw(useTabs.getState().activeTab?.profileId),
      needs: text('shell.needsTables'),
      run: openDiagramInFront,
    },
    {
      id: 'compare.open',
      title: text('compare.command'),
      category,
      icon: GitCompareArrows,
      run: () => openComparison(null),
    },
    {
      id: 'explorer.refresh',
      title: text('explorer.refreshAll'),
      category,
      icon: RefreshCw,
      run: () => currentProfiles().forEach(({ id }) => refreshProfile(id)),
    },
  ]
}

/** Results that need no run, in the tab in front or a new one. */
function analysisCommands(text: Text): Command[] {
  const category = text('results.results')
  const openInFront = (kind: 'file' | 'json' | 'sql') => (): void => {
    const { activeTab, openTab } = useTabs.getState()
    openAnalysis({ kind, tabId: activeTab?.id ?? openTab() })
  }
  return [
    {
      id: 'results.openFile',
      title: text('analysis.fileEntry'),
      category,
      icon: FileSpreadsheet,
      run: openInFront('file'),
    },
    {
      id: 'results.openJson',
      title: text('analysis.jsonEntry'),
      category,
      icon: Braces,
      run: openInFront('json'),
    },
    {
      id: 'results.sql',
      title: text('analysis.sqlEntry'),
      category,
      icon: Database,
      run: openInFront('sql'),
    },
  ]
}

function preferenceCommands(text: Text): Command[] {
  const category = text('shell.categoryPreferences')
  return [
    {
      id: 'preferences.settings',
      title: text('settings.open'),
      category,
      icon: Settings,
      keys: 'Mod+,',
      run: () => openSettings('appearance'),
    },
    {
      id: 'preferences.keys',
      title: text('settings.keysTitle'),
      category,
      icon: Keyboard,
      keys: 'Mod+Alt+K',
      run: () => openSettings('keys'),
    },
    ...THEMES.map((theme) => ({
      id: `preferences.theme.${theme}`,
      title: text(themeKeys[theme]),
      category,
      icon: Palette,
      run: () => choose({ theme }),
    })),
    ...LANGUAGES.map((language) => ({
      id: `preferences.language.${language}`,
      title: text(languageKeys[language]),
      category,
      icon: Globe,
      run: () => choose({ language }),
    })),
    {
      id: 'view.tour',
      title: text('tour.show'),
      category: text('shell.categoryView'),
      icon: Compass,
      run: () => choose({ isTourSeen: false }),
    },
    {
      id: 'preferences.timeZone',
      title: text('shell.zoneTitle'),
      category,
      icon: Clock,
      run: () => setZoneOpen(true),
    },
  ]
}
