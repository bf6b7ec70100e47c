import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openAppDatabase, type AppDatabase } from '../storage/AppDatabase.ts'
import { FakeClock } from '../testing/fakeClock.ts'
import { TabStore } from '../workspace/TabStore.ts'
import { offerSample } from './offerSample.ts'
import { ProfileStore } from './ProfileStore.ts'

let folder: string
let appDatabase: AppDatabase
/** What the process that writes the file answers in the end. */
let answer: (message: unknown) => void
let startCount: number

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-sample-'))
  appDatabase = openAppDatabase({ dataDir: folder, wallClockMs: () => 0 })
  startCount = 0
})
afterEach(() => {
  appDatabase.close()
  rmSync(folder, { recursive: true, force: true })
})

function offer() {
  const { database } = appDatabase
  const profiles = new ProfileStore(database)
  const tabs = new TabStore(database)
  const written = offerSample({
    ...{ dataDir: folder, database, profiles, tabs, clock: new FakeClock() },
    signal: new AbortController().signal,
    spawnProcess() {
      startCount++
      return {
        post: () => {},
        onMessage: (listener) => void (answer = listener),
        onExit: () => {},
        kill: () => {},
      }
    },
  })
  return { written, profiles, tabs }
}

test('profile and tab are there while the file is still being written', async () => {
  const { written, profiles, tabs } = offer()
  expect(profiles.find('sample')?.name).toBe('Sample')
  expect(tabs.list().map(({ title }) => title)).toEqual(['Sample'])
  answer({ failure: null })
  await written
})

test('a file that could not be written is told to who waits for it, and tried again next time', async () => {
  const { written } = offer()
  answer({ failure: { code: 'ENOSPC', message: 'no space left' } })
  await expect(written).rejects.toMatchObject({ code: 'disk-full' })
  const again = offer()
  expect(startCount).toBe(2)
  answer({ failure: null })
  await again.written
})

test('who deleted the profile does not get it again', async () => {
  const { written, profiles } = offer()
  answer({ failure: null })
  await written
  profiles.delete('sample')
  const later = offer()
  await later.written
  expect(startCount).toBe(1)
  expect(later.profiles.find('sample')).toBeNull()
})
