import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { WorkbenchError } from '../../contract/errors.ts'
import type { StartupNotice } from '../../contract/workspace.ts'
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
}

/**
 * At the first start: the sample database, its profile and a tab that shows around. Who deletes the
 * profile does not get it again; where only the file is gone, it is written anew. A sample that
 * cannot be written stops nothing and is told by the notices this gives.
 */
export async function offerSample(options: SampleOptions): Promise<StartupNotice[]> {
  const { dataDir, database, profiles, tabs, spawnProcess, clock } = options
  const milestones = new Milestones(database)
  const path = join(dataDir, 'sample.db')
  const isFirst = !milestones.isReached(OFFERED)
  const isWanted = isFirst || profiles.find(SAMPLE_PROFILE_ID)?.fields['path'] === path
  if (!isWanted) return []
  try {
    if (!existsSync(path)) await createSampleDatabase(path, { spawnProcess })
  } catch (error) {
    if (!(error instanceof WorkbenchError)) throw error
    return [{ severity: 'warning', text: error.message }]
  }
  if (isFirst)
    database.transaction(() => {
      const nowMs = clock.wallClockMs()
      profiles.save(sampleProfile(path), nowMs)
      tabs.save(sampleTab)
      milestones.reach(OFFERED, nowMs)
    })()
  return []
}

const sampleTab = {
  id: SAMPLE_PROFILE_ID,
  title: 'Sample',
  profileId: SAMPLE_PROFILE_ID,
  text: sampleStatements,
  cursorOffset: 0,
  position: 0,
  savedId: null,
}
