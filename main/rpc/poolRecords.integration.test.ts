import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startServices, type StartedServices } from '../testing/startServices.ts'
import type { HostHooks } from './HostHooks.ts'

const host: HostHooks = {
  info: { kind: 'browser', version: '0.0.0', platform: process.platform },
}
let dataDir: string
let services: StartedServices
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'sluice-records-'))
})
afterEach(async () => {
  await services?.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

test('what a pool met is known when it is closed, and after a restart', async () => {
  services = await startServices({ dataDir, host })
  const poolId = 'shop'
  const profile = {
    id: poolId,
    name: 'shop',
    driverId: 'sqlite',
    fields: { path: join(dataDir, 'shop.db'), mode: 'create' },
    pool: {},
    connectTimeoutMs: 30_000,
  }
  await services.call('profiles.save', { profile })
  await services.call('pools.check', { poolId })
  await services.call('pools.close', { poolId })
  const kinds = async () =>
    (await services.call('pools.events', { poolId })).map(({ kind }) => kind)
  const told = ['pool-created', 'connection-opened', 'pool-draining', 'pool-closed']
  expect(await kinds()).toEqual(expect.arrayContaining(told))

  await services.stop()
  services = await startServices({ dataDir, host })
  expect(await kinds()).toEqual(expect.arrayContaining(told))
  const { sequence } = (await services.call('pools.events', { poolId })).at(-1)!
  await services.call('pools.check', { poolId })
  const later = await services.call('pools.events', { poolId })
  expect(later.filter((event) => event.sequence > sequence).length).toBeGreaterThan(0)
  expect(later.map((event) => event.sequence)).toEqual(
    later.map((event) => event.sequence).toSorted((a, b) => a - b),
  )
}, 60_000)
