import { closeSync, openSync, readSync } from 'node:fs'
import { basename } from 'node:path'
import SqliteDatabase, { type Database } from 'better-sqlite3'
import type { StartupNotice } from '../../contract/workspace.ts'
import { keepAside } from './keepAside.ts'
import { migrate, UnusableSchema } from './migrate.ts'
import { migrations } from './migrations.ts'
import { openDataDir, unusableDataDir } from './openDataDir.ts'

/** How long a statement waits for another program that writes. It holds main's event loop. */
const BUSY_TIMEOUT_MS = 1_000

export type AppDatabase = {
  readonly database: Database
  readonly notices: readonly StartupNotice[]
  close(): void
}

/**
 * Opens the program's own database, `sluice.db` in the data folder. One that is damaged or of an
 * unknown version is kept aside under a new name, told by a notice, and a new one begun. Throws
 * `file-failed` when the folder cannot be used.
 */
export function openAppDatabase({
  dataDir,
  wallClockMs,
}: {
  dataDir: string
  wallClockMs: () => number
}): AppDatabase {
  const path = openDataDir(dataDir)
  const notices: StartupNotice[] = []
  try {
    return appDatabase(openSound(path), notices)
  } catch (error) {
    const damage = damageOf(error)
    if (damage === null) throw unusableDataDir(dataDir, error)
    const keptPath = keepAsideOrThrow(dataDir, path, wallClockMs())
    notices.push({
      severity: 'error',
      text:
        `The store of connections, tabs and history could not be used: ${damage}. ` +
        `It was kept as “${basename(keptPath)}” in ${dataDir}, and a new one was begun.`,
    })
  }
  try {
    openDataDir(dataDir)
    return appDatabase(openSound(path), notices)
  } catch (error) {
    throw unusableDataDir(dataDir, error)
  }
}

const appDatabase = (database: Database, notices: readonly StartupNotice[]): AppDatabase => ({
  database,
  notices,
  close: () => void database.close(),
})

function openSound(path: string): Database {
  checkHeader(path)
  const database = new SqliteDatabase(path, { timeout: BUSY_TIMEOUT_MS })
  try {
    checkIntegrity(database)
    database.pragma('journal_mode = wal')
    // With a write-ahead log what was committed outlives the program at this level, whatever ends
    // it. FULL would add the loss of power, at a wait for the disk with every burst of keystrokes.
    database.pragma('synchronous = normal')
    database.pragma('foreign_keys = on')
    migrate(database, migrations)
    // Finds a read-only file now instead of at the first keystroke.
    database.exec('begin immediate; rollback')
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

const HEADER = 'SQLite format 3\0'

/** Before SQLite sees the file: it removes the log of a file that is no database. */
function checkHeader(path: string): void {
  const file = openSync(path, 'r')
  try {
    const start = Buffer.alloc(HEADER.length)
    const length = readSync(file, start, 0, HEADER.length, 0)
    if (length > 0 && start.toString('latin1') !== HEADER) throw new NotADatabase()
  } finally {
    closeSync(file)
  }
}

class NotADatabase extends Error {}

function checkIntegrity(database: Database): void {
  const problem = database.pragma('quick_check(1)', { simple: true })
  if (problem !== 'ok') throw new MalformedDatabase(String(problem))
}

class MalformedDatabase extends Error {}

/** What is wrong with the file, in words; null when the file is not what is wrong. */
function damageOf(error: unknown): string | null {
  if (error instanceof UnusableSchema) return error.message
  if (error instanceof NotADatabase) return 'it is not a database'
  if (error instanceof MalformedDatabase) return 'it is damaged'
  const { code = '' } = error as { code?: string }
  if (code.startsWith('SQLITE_CORRUPT')) return 'it is damaged'
  if (code === 'SQLITE_NOTADB') return 'it is not a database'
  // A migration met tables that it does not know.
  if (code === 'SQLITE_ERROR') return 'its tables are not those of Sluice'
  return null
}

function keepAsideOrThrow(dataDir: string, path: string, atMs: number): string {
  try {
    return keepAside(path, atMs)
  } catch (error) {
    throw unusableDataDir(dataDir, error)
  }
}
