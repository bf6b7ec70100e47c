import { z } from 'zod'
import { tabChartsSchema } from './charts.ts'
import { type } from './contract.ts'
import { layoutSchema } from './layout.ts'
import { LANGUAGES, SLOW_MS, TEXT_SIZES, THEMES, usualPreferences } from './preferenceChoices.ts'
import { FOLDER_LENGTH } from './profilePlace.ts'
import { viewSchema } from './views.ts'

/** How the statements of a tab are kept: each at once, or together when the user says so. */
export const commitModeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('auto') }),
  /** `isolation` as the database calls it; null: its usual one. */
  z.object({ kind: z.literal('manual'), isolation: z.string().nullable() }),
])
export type CommitMode = z.output<typeof commitModeSchema>

/** An editor tab with what was typed and chosen in it. */
export const tabSchema = z.object({
  id: z.string().min(1),
  title: z.string(),
  profileId: z.string().nullable(),
  text: z.string(),
  cursorOffset: z.int().min(0).default(0),
  position: z.number(),
  /** The saved query it was opened from or saved as. */
  savedId: z.string().nullable().default(null),
  /** How results are drawn. */
  charts: tabChartsSchema.nullable().default(null),
  /** Null: as the connection has it. */
  commitMode: commitModeSchema.nullable().default(null),
  /** A transaction that is open in it; one of an earlier window is gone. */
  transaction: z
    .object({ transactionId: z.string(), statementCount: z.int().min(0) })
    .nullable()
    .default(null),
  /** Where names without a schema are looked for; null: as the connection has it. */
  schema: z.string().nullable().default(null),
  /** What its statements changed on a connection of its own; one of an earlier window is gone. */
  keptSession: z
    .object({ sessionId: z.string(), changes: z.array(z.string()) })
    .nullable()
    .default(null),
})
export type EditorTab = z.output<typeof tabSchema>

/** A tab as it is on disk; each save makes it the next revision. */
export type KeptTab = EditorTab & { revision: number }

/** `conflict`: another window saved it meanwhile, and nothing was written. */
export type SavedTab = { kind: 'saved'; revision: number } | { kind: 'conflict'; tab: KeptTab }

/** What windows do with tabs; all of them are given at once. */
export type TabsChange =
  | { kind: 'all'; tabs: KeptTab[] }
  | { kind: 'saved'; tab: KeptTab }
  | { kind: 'closed'; tabId: string }

export type HistoryEntry = {
  id: number
  profileId: string
  sql: string
  startedAtMs: number
  elapsedMs: number
  rowCount: number | null
  outcome: 'done' | 'failed' | 'cancelled'
  errorMessage: string | null
}

function isTimeZone(name: string): boolean {
  try {
    Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

const preferenceFields = {
  theme: z.enum(THEMES),
  language: z.enum(LANGUAGES),
  /** In which zone moments are shown: a name of the IANA database. */
  timeZone: z.string().refine(isTimeZone),
  textSize: z.literal(TEXT_SIZES),
  /** Keys of commands that the user chose, by the command's id; empty: none. */
  keys: z.record(z.string().max(200), z.string().max(60)),
  /** Statements that take as long or longer are slow. */
  slowMs: z.int().min(SLOW_MS.min).max(SLOW_MS.max),
  isTourSeen: z.boolean(),
  /** Folders of the connection list that are closed, by path. */
  closedFolders: z.array(z.string().max(FOLDER_LENGTH)).max(10_000),
  /** Nodes of the explorer's tree that are open, of the window that was changed last. */
  openNodes: z.array(z.string().max(2_000)).max(5_000),
  /** Of the window that was changed last; null: as it comes. */
  layout: layoutSchema.nullable(),
  /** Of the area that editor and results share, how much the editor has: in tabs of scripts, and of rows. */
  editorPercents: z.partialRecord(z.enum(['script', 'rows']), z.number().min(0).max(100)),
  activeTabId: z.string().nullable(),
  /** Tabs that stand at the right, beside the others. */
  rightTabIds: z.array(z.string()).max(10_000),
  /** In front of the side that is not worked in. */
  otherTabId: z.string().nullable(),
  /** Tabs that were opened for the rows of their statement. */
  rowsTabIds: z.array(z.string()).max(10_000),
  /** Open tabs that are no editors, in the order of the strip. */
  views: z.array(viewSchema).max(1_000),
}

const wholePreferences = z.object(preferenceFields)
/** Choices of the user that belong to the program, not to a connection. */
export type Preferences = z.output<typeof wholePreferences>

/** What was never chosen is as usual. */
export const preferencesSchema = z.object({
  theme: preferenceFields.theme.default(usualPreferences.theme),
  language: preferenceFields.language.default(usualPreferences.language),
  timeZone: preferenceFields.timeZone.default(usualPreferences.timeZone),
  textSize: preferenceFields.textSize.default(usualPreferences.textSize),
  keys: preferenceFields.keys.default(usualPreferences.keys),
  slowMs: preferenceFields.slowMs.default(usualPreferences.slowMs),
  isTourSeen: preferenceFields.isTourSeen.default(usualPreferences.isTourSeen),
  closedFolders: preferenceFields.closedFolders.default(usualPreferences.closedFolders),
  openNodes: preferenceFields.openNodes.default(usualPreferences.openNodes),
  layout: preferenceFields.layout.default(usualPreferences.layout),
  editorPercents: preferenceFields.editorPercents.default(usualPreferences.editorPercents),
  activeTabId: preferenceFields.activeTabId.default(usualPreferences.activeTabId),
  rightTabIds: preferenceFields.rightTabIds.default(usualPreferences.rightTabIds),
  otherTabId: preferenceFields.otherTabId.default(usualPreferences.otherTabId),
  rowsTabIds: preferenceFields.rowsTabIds.default(usualPreferences.rowsTabIds),
  views: preferenceFields.views.default(usualPreferences.views),
})

const preferenceChangeSchema = wholePreferences.partial()
/** Choices that are left out stay as they are. */
export type PreferenceChange = z.output<typeof preferenceChangeSchema>

const columnKeys = z.array(z.int().min(0)).max(10_000).default([])

/** How the columns of a result are laid out; a column is named by its index. */
export const columnLayoutSchema = z.object({
  order: columnKeys,
  hidden: columnKeys,
  /** Pinned at a side. */
  left: columnKeys,
  right: columnKeys,
  /** In pixels. */
  widths: z
    .array(z.tuple([z.int().min(0), z.number().positive()]))
    .max(10_000)
    .default([]),
})
export type ColumnLayout = z.output<typeof columnLayoutSchema>

/** Something found wrong at start that the user should know, such as a damaged store kept aside. */
export type StartupNotice = { severity: 'info' | 'warning' | 'error'; text: string }

export type HostInfo = {
  kind: 'electron' | 'browser' | 'cli'
  version: string
  platform: string
  /** The host can ask for a path with the system's own dialog. */
  hasFileDialogs: boolean
  /** The host shows notifications on the desktop. */
  hasNotifications: boolean
  startupNotices: StartupNotice[]
}

export type FolderListing = {
  path: string
  /** Null: it is the outermost. */
  parent: string | null
  /** Folders first, by name; hidden ones are left out. */
  entries: { name: string; path: string; isFolder: boolean; sizeBytes: number | null }[]
  /** There are more than are listed. */
  isCut: boolean
}

export const workspaceCalls = {
  'workspace.host': { request: z.object({}), response: type<HostInfo>() },
  'workspace.tabs': { request: z.object({}), response: type<KeptTab[]>() },
  /**
   * On disk when it answers `saved`. `revision` is the one that the window knows of; left out: whatever
   * is there is replaced.
   */
  'workspace.saveTab': {
    request: z.object({
      tab: tabSchema,
      revision: z.int().min(0).optional(),
      windowId: z.string().default(''),
    }),
    response: type<SavedTab>(),
  },
  'workspace.deleteTab': {
    request: z.object({ tabId: z.string(), windowId: z.string().default('') }),
    response: type<void>(),
  },
  /** Newest first. `search` matches anywhere in the statement. */
  'workspace.history': {
    request: z.object({
      search: z.string().default(''),
      profileId: z.string().optional(),
      limit: z.int().min(1).max(1_000).default(200),
    }),
    response: type<HistoryEntry[]>(),
  },
  'workspace.preferences': { request: z.object({}), response: type<Preferences>() },
  'workspace.savePreferences': {
    request: z.object({ preferences: preferenceChangeSchema }),
    response: type<void>(),
  },
  /** The layout last chosen for results of these columns, named by a text of their own. */
  'workspace.columnLayout': {
    request: z.object({ columns: z.string().max(1_000_000) }),
    response: type<ColumnLayout | null>(),
  },
  'workspace.saveColumnLayout': {
    request: z.object({ columns: z.string().max(1_000_000), layout: columnLayoutSchema }),
    response: type<void>(),
  },
  /** Asks with the system's dialog; null when the user gave up. Needs `hasFileDialogs`. */
  'workspace.chooseSavePath': {
    request: z.object({ suggestedName: z.string() }),
    response: type<string | null>(),
  },
  /** Puts bytes where `chooseSavePath` led, whole or not at all. */
  'workspace.saveFile': {
    request: z.object({ path: z.string().min(1), bytes: z.instanceof(Uint8Array) }),
    response: type<void>(),
  },
  'workspace.chooseOpenPath': { request: z.object({}), response: type<string | null>() },
  /**
   * What is in a folder of the computer that Sluice runs on, for hosts without the system's dialogs. Of
   * the path of a file, its folder; empty: the home folder. Throws `file-failed`.
   */
  'workspace.listFolder': {
    request: z.object({ path: z.string().max(4_096) }),
    response: type<FolderListing>(),
  },
}

export const workspaceEvents = {
  /** What other windows than this one do. */
  'workspace.tabsChanged': {
    filter: z.object({ windowId: z.string() }),
    payload: type<TabsChange>(),
  },
  'workspace.historyChanged': { filter: z.object({}), payload: type<HistoryEntry>() },
}
