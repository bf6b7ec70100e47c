import { existsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import type { OpenOptions } from './protocol.ts'

/** Opens a database with the settings of the profile; a failure leaves nothing open. */
export function openDatabase(options: OpenOptions): Database.Database {
  checkPath(options)
  const isMemory = options.path === ':memory:'
  const database = new Database(options.path, {
    readonly: options.isReadOnly && !isMemory,
    fileMustExist: options.mode === 'must-exist' && !isMemory,
    timeout: options.busyTimeoutMs,
  })
  try {
    applySettings(database, options)
    start(database, options)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

function applySettings(database: Database.Database, options: OpenOptions): void {
  // Reads the file's head: something that is not a database is found out here, not at first use.
  database.pragma('schema_version')
  database.pragma('foreign_keys = on')
  if (options.isReadOnly) forbidWrites(database)
  else if (options.journalMode === 'wal') database.pragma('journal_mode = wal')
}

/** What the profile runs on every new connection. */
export function start(database: Database.Database, options: OpenOptions): void {
  if (options.startSql === '') return
  try {
    database.exec(options.startSql)
  } catch (error) {
    const { message, code } = error as Error & { code?: string }
    const text = `The SQL that the profile runs on every new connection failed: ${message}`
    throw Object.assign(new Error(text), { code })
  }
  if (options.isReadOnly) forbidWrites(database)
}

/** The file is opened read-only too; this covers temporary tables and databases in memory. */
export function forbidWrites(database: Database.Database): void {
  database.pragma('query_only = on')
}

/** Says what better-sqlite3 would only call “unable to open database file”. */
function checkPath({ path, mode }: OpenOptions): void {
  if (path === ':memory:') return
  if (!existsSync(dirname(path)))
    throw cannotOpen(`There is no folder “${dirname(path)}”. Check the path.`)
  if (existsSync(path)) {
    if (statSync(path).isDirectory()) throw cannotOpen(`“${path}” is a folder, not a file.`)
    return
  }
  if (mode === 'must-exist')
    throw cannotOpen(
      `There is no file “${path}”. Check the path, or let the connection create missing files.`,
    )
}

const cannotOpen = (message: string): Error =>
  Object.assign(new Error(message), { code: 'SQLITE_CANTOPEN' })
