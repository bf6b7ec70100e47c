import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { NO_SESSION } from '../../contract/noSession.ts'
import type { Database } from 'better-sqlite3'
import type { Clock } from '../clock.ts'
import type { SpawnProcess } from '../drivers/process.ts'
import { createSampleDatabase } from '../sample/createSampleDatabase.ts'
import { SAMPLE_PROFILE_ID, sampleProfile, sampleStatements } from '../sample/sampleProfile.ts'
import { Milestones } from '../storage/Milestones.ts'
import type { TabStore } from '../workspace/TabStore.ts'
import type { ProfileStore } from './ProfileStore.ts'

const OFFERED = 'sample-offered'

export type SampleOptions = {
  dataDir: string
  database: Database
  profiles: ProfileStore
  tabs: TabStore
  spawnProcess: SpawnProcess
  clock: Clock
  /** Aborting ends the writing of the file. */
  signal: AbortSignal
}

/**
 * At the first start: the sample database, its profile and a tab that shows around. Who deletes the
 * profile does not get it again; where only the file is gone, it is written anew. The window does
 * not wait for the file: connections of the sample do, by what this gives, which rejects where the
 * file could not be written.
 */
export function offerSample(options: SampleOptions): Promise<void> {
  const { dataDir, database, profiles, tabs, spawnProcess, clock, signal } = options
  const milestones = new Milestones(database)
  const path = join(dataDir, 'sample.db')
  const isFirst = !milestones.isReached(OFFERED)
  const isWanted = isFirst || profiles.find(SAMPLE_PROFILE_ID)?.fields['path'] === path
  if (!isWanted) return Promise.resolve()
  if (isFirst)
    database.transaction(() => {
      const nowMs = clock.wallClockMs()
      profiles.save(sampleProfile(path), nowMs)
      tabs.save(sampleTab)
      milestones.reach(OFFERED, nowMs)
    })()
  if (existsSync(path)) return Promise.resolve()
  const written = createSampleDatabase(path, { spawnProcess, signal })
  // Told to whoever opens the sample; tried again at the next start.
  written.catch(() => {})
  return written
}

const sampleTab = {
  id: SAMPLE_PROFILE_ID,
  title: 'Sample',
  profileId: SAMPLE_PROFILE_ID,
  text: sampleStatements,
  cursorOffset: 0,
  position: 0,
  savedId: null,
  charts: null,
  ...NO_SESSION,
}
