import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { ConfigInput } from '../../../contract/config.ts'
import { failureOf } from '../../pool/testing/failureOf.ts'
import { startPostgres, type PostgresServer } from '../../testing/postgresServer.ts'
import { startServices, type StartedServices } from '../../testing/startServices.ts'

let server: PostgresServer
let services: StartedServices
beforeAll(async () => {
  server = await startPostgres()
})
afterEach(() => services?.stop())
afterAll(() => server?.stop())

const ORDERS = 'config:orders'
const configOf = (pool: object): ConfigInput => ({
  profiles: [{ name: 'orders', url: server.url, pool }],
})
const write = (content: object | string) =>
  writeFileSync(
    join(services.dataDir, 'sluice.config.json'),
    typeof content === 'string' ? content : JSON.stringify(content),
  )
const status = () => services.call('config.status', {})
const maxOf = async () => (await services.call('pools.open', { poolId: ORDERS })).max
const run = (sql: string) =>
  services.call('query.run', { runId: `run ${sql}`, profileId: ORDERS, statements: [sql] })

test('a file that changes is applied to the live pool, and the query in flight goes on', async () => {
  services = await startServices()
  expect(await status()).toMatchObject({ profileNames: [], problems: [], appliedAtMs: null })
  write(configOf({ max: 4 }))
  await expect.poll(async () => (await status()).profileNames).toEqual(['orders'])

  const running = run('select pg_sleep(2.5)')
  expect(await maxOf()).toBe(4)
  write(configOf({ max: 2 }))
  await expect.poll(maxOf).toBe(2)
  expect((await running).outcome).toBe('done')
})

test('an invalid file is refused with what is wrong, the old one stays, and a mended one is taken', async () => {
  services = await startServices()
  write(configOf({ max: 4 }))
  await expect.poll(async () => (await status()).profileNames).toEqual(['orders'])

  write(configOf({ min: 5, max: 3 }))
  await expect
    .poll(async () => (await status()).problems)
    .toMatchObject([{ source: 'file', field: 'profiles.orders.pool.min' }])
  expect(await maxOf()).toBe(4)
  write('{ "profiles": [')
  await expect
    .poll(async () => (await status()).problems[0]?.message)
    .toMatch(/^It cannot be read: /)
  expect((await run('select 1')).outcome).toBe('done')

  write(configOf({ max: 6 }))
  await expect.poll(maxOf).toBe(6)
  expect((await status()).problems).toEqual([])
  rmSync(join(services.dataDir, 'sluice.config.json'))
  await expect.poll(() => services.call('profiles.list', {})).toEqual([])
})

test('what a call gives wins over the environment, and neither can be edited', async () => {
  services = await startServices({
    variables: { SLUICE_PROFILE_ORDERS_URL: server.url, SLUICE_PROFILE_ORDERS_POOL_MAX: '3' },
  })
  expect(await maxOf()).toBe(3)
  await services.call('config.apply', { config: configOf({ max: 7 }) })
  expect(await maxOf()).toBe(7)

  const refusal = await failureOf(services.call('config.apply', { config: configOf({ max: 0 }) }))
  expect(refusal).toMatchObject({
    code: 'invalid-request',
    message: expect.stringContaining('profiles.orders.pool.max: max is 0.'),
  })
  expect(await maxOf()).toBe(7)
  const [profile] = await services.call('profiles.list', {})
  const edit = services.call('profiles.save', { profile: profile! })
  expect((await failureOf(edit)).message).toMatch(/comes from the configuration/)
})
