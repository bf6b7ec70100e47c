import type { Database } from 'better-sqlite3'
import type { StartupNotice } from '../../contract/workspace.ts'
import type { Clock } from '../clock.ts'
import type { SpawnProcess } from '../drivers/process.ts'
import { offerSample } from '../profiles/offerSample.ts'
import { ProfileStore } from '../profiles/ProfileStore.ts'
import { AlertStore } from '../storage/AlertStore.ts'
import { openAppDatabase } from '../storage/AppDatabase.ts'
import { PoolHistoryStore } from '../storage/PoolHistoryStore.ts'
import { PoolRecordStore } from '../storage/PoolRecordStore.ts'
import { ColumnLayoutStore } from '../workspace/ColumnLayoutStore.ts'
import { DiagramStore } from '../workspace/DiagramStore.ts'
import { HistoryStore } from '../workspace/HistoryStore.ts'
import { KeptEditStore } from '../workspace/KeptEditStore.ts'
import { ParameterStore } from '../workspace/ParameterStore.ts'
import { PreferenceStore } from '../workspace/PreferenceStore.ts'
import { SavedQueryStore } from '../workspace/SavedQueryStore.ts'
import { SnippetStore } from '../workspace/SnippetStore.ts'
import { TabStore } from '../workspace/TabStore.ts'
import type { HostHooks } from './HostHooks.ts'

/** What the program keeps in its own database. */
export type Stores = {
  database: Database
  profiles: ProfileStore
  tabs: TabStore
  history: HistoryStore
  preferences: PreferenceStore
  columnLayouts: ColumnLayoutStore
  parameters: ParameterStore
  savedQueries: SavedQueryStore
  snippets: SnippetStore
  poolHistory: PoolHistoryStore
  poolRecords: PoolRecordStore
  alerts: AlertStore
  diagrams: DiagramStore
  keptEdits: KeptEditStore
  /** What the user should know of the start. */
  notices: readonly StartupNotice[]
  /** Connections of the sample wait for it; rejects where its file could not be written. */
  sampleWritten: Promise<void>
  /** Ends the writing of the sample where it is still going on; the next start writes it anew. */
  endSample(): Promise<void>
  close(): void
}

export type StoresOptions = {
  dataDir: string
  host: HostHooks
  spawnProcess: SpawnProcess
  clock: Clock
}

/** Opens the stores and, at the first start of a window, offers the sample. */
export function openStores(options: StoresOptions): Stores {
  const { dataDir, host, spawnProcess, clock } = options
  const { database, notices, close } = openAppDatabase({
    dataDir,
    wallClockMs: () => clock.wallClockMs(),
  })
  try {
    const profiles = new ProfileStore(database)
    const tabs = new TabStore(database)
    const history = new HistoryStore(database)
    const preferences = new PreferenceStore(database)
    const sampleEnd = new AbortController()
    const sampleWritten =
      host.info.kind === 'cli'
        ? Promise.resolve()
        : offerSample({
            dataDir,
            database,
            profiles,
            tabs,
            spawnProcess,
            clock,
            signal: sampleEnd.signal,
          })
    return {
      database,
      profiles,
      tabs,
      history,
      preferences,
      columnLayouts: new ColumnLayoutStore(database),
      parameters: new ParameterStore(database),
      savedQueries: new SavedQueryStore(database),
      snippets: new SnippetStore(database),
      poolHistory: new PoolHistoryStore(database),
      poolRecords: new PoolRecordStore(database),
      alerts: new AlertStore(database),
      diagrams: new DiagramStore(database),
      keptEdits: new KeptEditStore(database),
      notices: [...notices, ...unreadableNotices(profiles)],
      sampleWritten,
      endSample() {
        sampleEnd.abort()
        return sampleWritten.catch(() => {})
      },
      close,
    }
  } catch (error) {
    close()
    throw error
  }
}

const unreadableNotices = ({ unreadable }: ProfileStore): StartupNotice[] =>
  unreadable.map((name) => ({
    severity: 'warning',
    text: `The connection “${name}” could not be read and is not shown. It stays in the store.`,
  }))
