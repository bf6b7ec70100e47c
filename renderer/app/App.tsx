import { ConnectionDialogs } from '../connections/ConnectionDialogs.tsx'
import { CloseQuestion } from '../editor/CloseQuestion.tsx'
import { OpenTransactions } from '../editor/OpenTransactions.tsx'
import { LeaveQuestion } from '../edits/LeaveQuestion.tsx'
import { MainArea } from '../editor/MainArea.tsx'
import { ParametersDialog } from '../editor/parameters/ParametersDialog.tsx'
import { QuestionDialog } from '../editor/QuestionDialog.tsx'
import { Explorer } from '../explorer/Explorer.tsx'
import { KeyDialogs } from '../explorer/keys/KeyDialogs.tsx'
import { HistoryPanel } from '../history/HistoryPanel.tsx'
import { ImportDialog } from '../imports/ImportDialog.tsx'
import { usePoolDialog } from '../monitor/poolDialogStore.ts'
import { SavedPanel } from '../saved/SavedPanel.tsx'
import { SavedParts } from '../saved/SavedParts.tsx'
import { RunAnnouncer } from '../results/RunAnnouncer.tsx'
import { TableExportDialog } from '../results/TableExportDialog.tsx'
import { useText } from '../text/text.ts'
import { Tour } from '../tour/Tour.tsx'
import { Toaster } from '../ui/Toaster.tsx'
import { TooltipProvider } from '../ui/Tooltip.tsx'
import { ActivityBar } from './ActivityBar.tsx'
import styles from './App.module.css'
import { Banners } from './Banners.tsx'
import { CommandPalette } from './CommandPalette.tsx'
import { Docks } from './Docks.tsx'
import { PaneBoundary } from './PaneBoundary.tsx'
import {
  closeSettings,
  setPaletteOpen,
  setTabListOpen,
  setZoneOpen,
  useShell,
} from './shellStore.ts'
import { StatusBar } from './StatusBar.tsx'
import { TabPalette } from './TabPalette.tsx'
import { TitleBar } from './TitleBar.tsx'
import { useCommandKeys } from './useCommandKeys.ts'
import { useNativeMenus } from './useNativeMenus.ts'
import { useShellCommands } from './useShellCommands.ts'
import { ZoneDialog } from './ZoneDialog.tsx'
import { lazyComponent } from '../ui/lazyComponent.tsx'

const PoolMonitor = lazyComponent(
  async () => (await import('../monitor/PoolMonitor.tsx')).PoolMonitor,
)

const PoolDialogs = lazyComponent(
  async () => (await import('../monitor/PoolDialogs.tsx')).PoolDialogs,
)

const SettingsDialog = lazyComponent(
  async () => (await import('../settings/SettingsDialog.tsx')).SettingsDialog,
)

const panels = {
  explorer: Explorer,
  history: HistoryPanel,
  saved: SavedPanel,
  monitor: MonitorPanel,
}

/** The pool monitor beside the editors. */
function MonitorPanel() {
  return (
    <section
      className={styles.monitor}
      aria-label={useText()('shell.poolMonitor')}
      data-pane="monitor"
    >
      <PoolMonitor />
    </section>
  )
}

const views = {
  diagram: lazyComponent(async () => (await import('../diagram/DiagramTab.tsx')).DiagramTab),
  compare: lazyComponent(async () => (await import('../compare/CompareTab.tsx')).CompareTab),
}

/** The window: its bars around the explorer and the main area. */
export function App() {
  const text = useText()
  const { isPaletteOpen, isTabListOpen, isZoneOpen, settings } = useShell()
  const isPoolAsked = usePoolDialog(({ asked }) => asked !== null)
  useShellCommands()
  useCommandKeys()
  useNativeMenus()

  return (
    <TooltipProvider>
      <div className={styles.window}>
        <TitleBar />
        <Banners />
        <div className={styles.middle}>
          <ActivityBar />
          <Docks panels={panels}>
            <main className={styles.main} aria-label={text('shell.mainArea')} data-pane="main">
              <PaneBoundary>
                <MainArea monitor={PoolMonitor} views={views} />
              </PaneBoundary>
            </main>
          </Docks>
        </div>
        <Tour />
        <StatusBar />
      </div>
      <ConnectionDialogs />
      <KeyDialogs />
      <QuestionDialog />
      <CloseQuestion />
      <OpenTransactions />
      <ParametersDialog />
      <LeaveQuestion />
      <ImportDialog />
      <SavedParts />
      <TableExportDialog />
      {isPaletteOpen && <CommandPalette onClose={() => setPaletteOpen(false)} />}
      {isTabListOpen && <TabPalette onClose={() => setTabListOpen(false)} />}
      {settings && <SettingsDialog part={settings} onClose={closeSettings} />}
      {isPoolAsked && <PoolDialogs />}
      {isZoneOpen && <ZoneDialog onClose={() => setZoneOpen(false)} />}
      <Toaster />
      <RunAnnouncer />
    </TooltipProvider>
  )
}
