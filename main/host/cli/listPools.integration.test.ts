import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { Driver } from '../../drivers/driver.ts'
import { sqlite } from '../../drivers/sqlite/index.ts'
import { startServices, type StartedServices } from '../../testing/startServices.ts'
import { listPools } from './listPools.ts'

let services: StartedServices
afterEach(() => services?.stop())

async function list(command: { checks: boolean; json: boolean }) {
  let output = ''
  const write = (text: string) => void (output += text)
  const isWell = await listPools(command, services, write, new AbortController().signal)
  return { output, isWell }
}

const save = (id: string, mode: string, pool = {}) =>
  services.call('profiles.save', {
    profile: {
      id,
      name: id,
      driverId: 'sqlite',
      fields: { path: join(services.dataDir, `${id}.db`), mode },
      pool: { max: 3, ...pool },
      // A busy machine is no defect of the program.
      connectTimeoutMs: 30_000,
    },
  })

test('lists the pools, and connects to each where it is told to', async () => {
  services = await startServices()
  expect((await list({ checks: false, json: false })).output).toBe(
    'There are no connections yet.\n',
  )

  await save('orders', 'create')
  await save('gone', 'must-exist')
  expect((await list({ checks: false, json: false })).output).toBe(
    'NAME    DRIVER  MIN  MAX\ngone    sqlite  0    3\norders  sqlite  0    3\n',
  )

  const checked = await list({ checks: true, json: false })
  expect(checked.isWell).toBe(false)
  expect(checked.output).toMatch(/^gone .* 3 +\S.*gone\.db/m)
  expect(checked.output).toMatch(/^orders .* 3 +SQLite 3\.\S+ answered in [\d.]+ ms$/m)

  const { output } = await list({ checks: true, json: true })
  const pools = JSON.parse(output) as unknown
  expect(pools).toMatchObject([
    { poolId: 'gone', error: { code: expect.any(String) } },
    { poolId: 'orders', check: { product: 'SQLite' }, stats: null },
  ])
})

test('asks two servers at a time, by one connection each, whatever minimum their pools keep', async () => {
  let open = 0
  let most = 0
  let count = 0
  const counted: Driver = {
    ...sqlite,
    async connect(...given) {
      most = Math.max(most, ++open)
      count++
      const connection = await sqlite.connect(...given)
      const close = connection.close.bind(connection)
      connection.close = async () => {
        await close()
        open--
      }
      return connection
    },
  }
  services = await startServices({ drivers: [counted] })
  for (let profile = 0; profile < 6; profile++) await save(`p${profile}`, 'create', { min: 2 })
  expect((await list({ checks: true, json: false })).isWell).toBe(true)
  expect({ most, count, open }).toEqual({ most: 2, count: 6, open: 0 })
}, 60_000)
