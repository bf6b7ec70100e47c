import { existsSync, renameSync } from 'node:fs'

const COMPANIONS = ['', '-wal', '-shm']

/**
 * Renames a database file with its companions out of the way, so that nothing in it is lost, and
 * gives its new path, such as `sluice-damaged-2026-11-21T03-50-12Z.db`.
 */
export function keepAside(databasePath: string, atMs: number): string {
  const stamp = new Date(atMs).toISOString().replace(/\.\d+/, '').replaceAll(':', '-')
  const base = databasePath.replace(/\.db$/, '')
  let keptPath = `${base}-damaged-${stamp}.db`
  for (let copy = 2; existsSync(keptPath); copy++) keptPath = `${base}-damaged-${stamp}-${copy}.db`

  for (const companion of COMPANIONS)
    if (existsSync(databasePath + companion))
      renameSync(databasePath + companion, keptPath + companion)
  return keptPath
}
