import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { RunEvent } from '../../contract/query.ts'
import { windowTexts } from '../frame/testing/readWindow.ts'
import { startServices } from '../testing/startServices.ts'

const DISK = '24m'
const CELL_BYTES = 100_000
/** 400 MB: more than memory and the disk take together. */
const ROWS = 4_000

/** A small disk at a place, where this machine lets us mount one. */
function mountDisk(path: string): boolean {
  mkdirSync(path)
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK}`, 'tmpfs', path], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

test('a disk that fills up under a result is told, and what came before can be read', async (context) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'sluice-full-disk-'))
  const disk = join(dataDir, 'results')
  if (!mountDisk(disk)) return context.skip('no disk can be mounted here')
  const services = await startServices({ dataDir })
  try {
    const url = `sqlite://${join(dataDir, 'test.db')}?mode=rwc`
    const { driverId, fields, secrets } = await services.call('profiles.parseUrl', { url })
    const profile = { id: 'profile', name: 'test', driverId, fields, pool: {} }
    await services.call('profiles.save', { profile, secrets })
    const run = async (rows: number) => {
      const events: RunEvent[] = []
      const runId = `run of ${rows}`
      const stop = services.subscribe('query.events', { runId }, (event) => events.push(event))
      const statement = `with recursive n(i) as (select 0 union all select i + 1 from n
        where i < ${rows - 1}) select i, printf('%.*c', ${CELL_BYTES}, 'x') as x from n`
      const request = { runId, profileId: 'profile', statements: [statement] }
      const { outcome } = await services.call('query.run', request)
      stop()
      const opened = events.find((event) => event.kind === 'result-opened')!
      const failed = events.find((event) => event.kind === 'statement-failed')
      return { outcome, resultId: opened.resultId, error: failed?.error }
    }

    const large = await run(ROWS)
    expect(large.outcome).toBe('failed')
    expect(large.error).toMatchObject({
      code: 'disk-full',
      message: expect.stringMatching(/disk is full.*Free/),
    })
    const result = services.frames.get(large.resultId)
    expect(result.isComplete).toBe(false)
    expect(result.rowCount).toBeGreaterThan(1_000)
    for (const from of [0, result.rowCount - 1]) {
      const request = { resultId: large.resultId, from, to: from + 1, columns: [0] }
      const window = await services.call('results.window', request)
      expect(windowTexts(window)).toEqual([[String(from)]])
    }

    await services.call('results.close', { resultIds: [large.resultId] })
    const [folder] = readdirSync(disk)
    expect(readdirSync(join(disk, folder!))).toEqual([])
    expect(await run(100)).toMatchObject({ outcome: 'done' })
  } finally {
    await services.stop()
    execFileSync('umount', [disk])
    rmSync(dataDir, { recursive: true, force: true })
  }
}, 90_000)
