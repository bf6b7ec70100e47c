import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { fillFleet } from './fillFleet.ts'
import { fillShelves } from './fillShelves.ts'
import { fillTrade } from './fillTrade.ts'
import { INDEXES, TABLES, TRIGGERS, VIEWS } from './schema.ts'
import { SeededRandom } from './SeededRandom.ts'
import { removeUnfinished, unfinishedPath } from './unfinished.ts'

const SEED = 1_887

/** Writes the sample database beside its path and renames it when it is whole. */
export function buildSample(path: string): void {
  mkdirSync(dirname(path), { recursive: true })
  const unfinished = unfinishedPath(path)
  removeUnfinished(path)
  try {
    writeDatabase(unfinished)
    // The log of a file that was there before does not belong to the new one.
    for (const suffix of ['-wal', '-shm']) rmSync(path + suffix, { force: true })
    renameSync(unfinished, path)
  } catch (error) {
    rmSync(unfinished, { force: true })
    throw error
  }
}

function writeDatabase(path: string): void {
  const database = new Database(path)
  try {
    // Nothing to protect: a file that was not finished is thrown away.
    database.pragma('journal_mode = off')
    database.pragma('synchronous = off')
    database.pragma('foreign_keys = off')
    database.exec(TABLES)
    database.transaction(() => fill(database))()
    database.exec(INDEXES + VIEWS + TRIGGERS)
    database.exec('analyze')
    // Several connections of a pool read and write it side by side.
    database.pragma('journal_mode = wal')
  } finally {
    database.close()
  }
}

function fill(database: Database.Database): void {
  const random = new SeededRandom(SEED)
  fillFleet(database, random)
  const prices = fillShelves(database, random)
  fillTrade(database, random, prices)
}
