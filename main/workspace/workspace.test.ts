import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { NO_SESSION } from '../../contract/noSession.ts'
import type { HistoryEntry, Preferences } from '../../contract/workspace.ts'
import { openAppDatabase, type AppDatabase } from '../storage/AppDatabase.ts'
import { HistoryStore, MAX_SQL_LENGTH } from './HistoryStore.ts'
import { PreferenceStore } from './PreferenceStore.ts'
import { TabStore } from './TabStore.ts'

let folder: string
let appDatabase: AppDatabase
let database: Database
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-workspace-'))
  appDatabase = openAppDatabase({ dataDir: folder, wallClockMs: () => 0 })
  database = appDatabase.database
})
afterEach(() => {
  appDatabase.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('tabs', () => {
  const tab = {
    id: 'a',
    title: 'Query 1',
    profileId: 'sample',
    text: 'select 😀 -- naïve\r\n\0',
    cursorOffset: 7,
    position: 2,
    savedId: null,
    ...NO_SESSION,
    charts: {
      isShown: true,
      chosen: [
        {
          columns: [{ name: 'n', kind: 'int32' }],
          settings: {
            ...{ kind: 'bar' as const, x: 0, values: [], series: null },
            ...{ aggregate: 'count' as const, isLocal: false },
          },
        },
      ],
    },
  }

  test('come back as they were saved, in their order', () => {
    const tabs = new TabStore(database)
    const first = { ...tab, id: 'b', profileId: null, position: 1.5 }
    tabs.save(tab)
    tabs.save(first)
    expect(new TabStore(database).list()).toMatchObject([first, tab])
  })

  test('are replaced by id and gone when deleted', () => {
    const tabs = new TabStore(database)
    tabs.save(tab)
    tabs.save({ ...tab, text: 'select 2' })
    expect(tabs.list()).toMatchObject([{ ...tab, text: 'select 2' }])
    tabs.delete('a')
    tabs.delete('a')
    expect(tabs.list()).toEqual([])
  })

  test('keep how they commit, their schema, and what was open on a server', () => {
    const session = {
      commitMode: { kind: 'manual' as const, isolation: 'serializable' },
      transaction: { transactionId: 'one', statementCount: 3 },
      schema: 'shop',
      keptSession: { sessionId: 'own', changes: ['search_path'] },
    }
    new TabStore(database).save({ ...tab, ...session })
    expect(new TabStore(database).list()).toMatchObject([session])
  })

  test('are not saved over what another window saved meanwhile', () => {
    const tabs = new TabStore(database)
    expect(tabs.save(tab, { windowId: 'first' })).toEqual({ kind: 'saved', revision: 1 })
    const typed = { ...tab, text: 'select 111' }
    expect(tabs.save(typed, { windowId: 'first', revision: 1 })).toMatchObject({ revision: 2 })
    const other = { ...tab, text: 'select 222' }
    expect(tabs.save(other, { windowId: 'second', revision: 1 })).toMatchObject({
      kind: 'conflict',
      tab: { text: 'select 111', revision: 2 },
    })
    expect(tabs.list()).toMatchObject([{ text: 'select 111' }])
    expect(tabs.save(other, { windowId: 'second', revision: 2 })).toMatchObject({ revision: 3 })
  })

  test('are saved again by a window that did not hear that it had saved them', () => {
    const tabs = new TabStore(database)
    tabs.save(tab, { windowId: 'first' })
    tabs.save({ ...tab, text: 'a' }, { windowId: 'first', revision: 1 })
    const again = tabs.save({ ...tab, text: 'ab' }, { windowId: 'first', revision: 1 })
    expect(again).toEqual({ kind: 'saved', revision: 3 })
  })

  test('tell other windows what is saved and closed, by whom', () => {
    const tabs = new TabStore(database)
    const told: unknown[] = []
    const stop = tabs.onChanged((change, by) => told.push([change, by]))
    tabs.save(tab, { windowId: 'first' })
    tabs.delete('a', 'second')
    stop()
    tabs.save(tab)
    expect(told).toEqual([
      [{ kind: 'saved', tab: { ...tab, revision: 1 } }, 'first'],
      [{ kind: 'closed', tabId: 'a' }, 'second'],
    ])
  })
})

describe('preferences', () => {
  const defaults = {
    theme: 'system',
    language: 'system',
    timeZone: 'UTC',
    textSize: 13,
    keys: {},
    isTourSeen: false,
    closedFolders: [] as string[],
    openNodes: [] as string[],
    layout: null,
    editorPercents: {} as Preferences['editorPercents'],
    activeTabId: null,
    rightTabIds: [] as string[],
    otherTabId: null,
    rowsTabIds: [] as string[],
    views: [] as Preferences['views'],
    slowMs: 1_000,
  }
  const chosen = {
    theme: 'dark',
    language: 'zh-CN',
    timeZone: 'Asia/Shanghai',
    textSize: 16,
    keys: { 'editor.run': 'F5' },
    isTourSeen: true,
    closedFolders: ['Work/Old'] as string[],
    openNodes: ['p/schema/shop'] as string[],
    layout: null,
    editorPercents: { rows: 20 } as Preferences['editorPercents'],
    activeTabId: 'a',
    rightTabIds: [] as string[],
    otherTabId: null,
    rowsTabIds: [] as string[],
    views: [
      {
        ...{ id: 'd', title: 'Diagram', kind: 'diagram' as const },
        ...{ place: { profileId: 'p', schema: 'shop' }, around: null },
        choices: {
          ...{ detail: 'all', around: { table: 'orders', depth: 2 } },
          ...{ only: ['orders'], opened: ['wide'] },
        },
      },
    ] as Preferences['views'],
    slowMs: 1_000,
  } as const

  test('start with their defaults and keep what was saved', () => {
    const preferences = new PreferenceStore(database)
    expect(preferences.get()).toEqual(defaults)
    preferences.save(chosen)
    expect(preferences.get()).toEqual(chosen)
  })

  test('left out of a change stay as they are', () => {
    const preferences = new PreferenceStore(database)
    preferences.save(chosen)
    preferences.save({ theme: 'light' })
    expect(preferences.get()).toEqual({ ...chosen, theme: 'light' })
  })

  test('fall back one by one where a value is not known', () => {
    const preferences = new PreferenceStore(database)
    const few = {
      textSize: 13 as const,
      keys: {},
      isTourSeen: false,
      closedFolders: [],
      openNodes: [],
      views: [],
      editorPercents: {},
    }
    preferences.save({ ...chosen, ...few })
    database.exec(`update preferences set value = '"klingon"' where name = 'language'`)
    database.exec(`update preferences set value = '"Mars/Olympus"' where name = 'timeZone'`)
    database.exec(`update preferences set value = 'no json' where name = 'activeTabId'`)
    expect(preferences.get()).toEqual({ ...defaults, theme: 'dark' })
  })
})

describe('history', () => {
  const entry: Omit<HistoryEntry, 'id'> = {
    profileId: 'sample',
    sql: 'select 1',
    startedAtMs: 1_000,
    elapsedMs: 1.5,
    rowCount: 1,
    outcome: 'done',
    errorMessage: null,
  }
  const sqls = (entries: HistoryEntry[]) => entries.map(({ sql }) => sql)

  test('is read newest first, by profile and up to a limit', () => {
    const history = new HistoryStore(database)
    for (const sql of ['a', 'b', 'c']) history.add({ ...entry, sql })
    history.add({ ...entry, profileId: 'other', sql: 'd' })
    expect(sqls(history.search({ search: '', limit: 10 }))).toEqual(['d', 'c', 'b', 'a'])
    expect(sqls(history.search({ search: '', profileId: 'sample', limit: 2 }))).toEqual(['c', 'b'])
    expect(history.search({ search: 'c', limit: 1 })[0]).toMatchObject({ ...entry, sql: 'c' })
  })

  test('finds text anywhere, and takes % and _ as they are', () => {
    const history = new HistoryStore(database)
    for (const sql of ['select Order_Id', 'select orderXid', "like '50%'", 'like 50'])
      history.add({ ...entry, sql })
    expect(sqls(history.search({ search: 'order_id', limit: 10 }))).toEqual(['select Order_Id'])
    expect(sqls(history.search({ search: '50%', limit: 10 }))).toEqual(["like '50%'"])
    expect(sqls(history.search({ search: '\\', limit: 10 }))).toEqual([])
  })

  test('keeps the newest of too many', () => {
    const history = new HistoryStore(database, { maxEntries: 3 })
    for (const sql of ['a', 'b', 'c', 'd', 'e']) history.add({ ...entry, sql })
    expect(sqls(history.search({ search: '', limit: 10 }))).toEqual(['e', 'd', 'c'])
  })

  test('holds no password, neither in the statement nor in the error', () => {
    const history = new HistoryStore(database)
    history.add({
      ...entry,
      sql: "create role a password 'hush'",
      outcome: 'failed',
      errorMessage: "syntax error at password 'hush'",
    })
    expect(JSON.stringify(history.search({ search: '', limit: 1 }))).not.toContain('hush')
  })

  test('cuts a text that is too long, and says so', () => {
    const history = new HistoryStore(database)
    const { sql } = history.add({ ...entry, sql: 'x'.repeat(MAX_SQL_LENGTH + 1) })
    expect(sql.endsWith('(cut here: 262,144 of 262,145 characters are kept)')).toBe(true)
  })

  test('tells of each new entry until the listener is off', () => {
    const history = new HistoryStore(database)
    const heard: string[] = []
    const off = history.onAdded(({ sql }) => heard.push(sql))
    history.add({ ...entry, sql: 'a' })
    off()
    history.add({ ...entry, sql: 'b' })
    expect(heard).toEqual(['a'])
  })
})
