import { join } from 'node:path'
import SqliteDatabase, { type Database } from 'better-sqlite3'
import { WorkbenchError } from '../../contract/errors.ts'
import { openDataDir } from './openDataDir.ts'

/** A database that nobody refers to is closed, and its lock gone. */
const held = new Set<Database>()

/**
 * Holds the data folder for this program until it ends, however it does: the operating system lets go of
 * the lock with it. Two that write tabs and connections into one folder would undo each other's work.
 * Throws `file-failed` where another one holds it.
 */
export function holdDataDir(dataDir: string): () => void {
  openDataDir(dataDir)
  const lock = new SqliteDatabase(join(dataDir, 'running.lock'), { timeout: 0 })
  try {
    lock.pragma('journal_mode = memory')
    lock.exec('begin exclusive')
  } catch (error) {
    lock.close()
    if ((error as { code?: string }).code !== 'SQLITE_BUSY') return () => {}
    throw new WorkbenchError(
      'file-failed',
      `Another Sluice is running on the data folder ${dataDir}. Use its window, end it first, or choose another folder with --data-dir.`,
      { details: { path: dataDir }, cause: error },
    )
  }
  held.add(lock)
  return () => {
    held.delete(lock)
    lock.close()
  }
}
