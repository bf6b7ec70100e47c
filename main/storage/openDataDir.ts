import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  mkdirSync,
  openSync,
  readdirSync,
} from 'node:fs'
import { join } from 'node:path'
import { WorkbenchError } from '../../contract/errors.ts'

const DATABASE_FILE = 'sluice.db'

/**
 * Makes the data folder and an empty database file where they are missing, both for their owner
 * only, and gives the file's path. Throws `file-failed` when the folder cannot be used.
 */
export function openDataDir(dataDir: string): string {
  const databasePath = join(dataDir, DATABASE_FILE)
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
    if (isOurs(dataDir)) chmodSync(dataDir, 0o700)
    // SQLite gives its -wal and -shm files the mode of the database file.
    closeSync(openSync(databasePath, 'a', 0o600))
    chmodSync(databasePath, 0o600)
  } catch (error) {
    throw unusableDataDir(dataDir, error)
  }
  return databasePath
}

/** What the program itself puts into its folder. */
const OUR_NAMES = /^(sluice|sample|results|desktop|window\.json)/

/** A folder with other things in it was not made for Sluice: its mode is its owner's business. */
const isOurs = (dataDir: string) => readdirSync(dataDir).every((name) => OUR_NAMES.test(name))

export function unusableDataDir(dataDir: string, cause: unknown): WorkbenchError {
  const { code = 'unknown error' } = cause as { code?: string }
  return new WorkbenchError(
    'file-failed',
    `Sluice cannot keep its data in “${dataDir}”: ${PROBLEM_BY_CODE[code] ?? code}. ` +
      'Make the folder writable for you, or choose another with --data-dir.',
    { details: { path: dataDir, reason: code }, cause },
  )
}

const PROBLEM_BY_CODE: Record<string, string> = {
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  EROFS: 'the disk is read-only',
  ENOTDIR: 'a part of the path is a file',
  EEXIST: 'there is a file of that name',
  EISDIR: 'a folder stands where the database file should be',
  ENOSPC: 'the disk is full',
  ENOENT: 'the path does not exist and cannot be made',
  SQLITE_READONLY: 'the database file is read-only',
  SQLITE_CANTOPEN: 'the database file cannot be opened',
  SQLITE_BUSY: 'another program holds the database file',
  SQLITE_FULL: 'the disk is full',
}
