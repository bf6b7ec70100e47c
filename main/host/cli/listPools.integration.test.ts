import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
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

const save = (id: string, mode: string) =>
  services.call('profiles.save', {
    profile: {
      id,
      name: id,
      driverId: 'sqlite',
      fields: { path: join(services.dataDir, `${id}.db`), mode },
      pool: { max: 3 },
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
  expect(checked.output).toMatch(/^gone .* 0 +\S.*gone\.db/m)
  expect(checked.output).toMatch(/^orders .* 1 +SQLite 3\.\S+ answered in [\d.]+ ms$/m)

  const { output } = await list({ checks: true, json: true })
  const pools = JSON.parse(output) as unknown
  expect(pools).toMatchObject([
    { poolId: 'gone', error: { code: expect.any(String) } },
    { poolId: 'orders', check: { product: 'SQLite' }, stats: { acquireCount: 2, total: 1 } },
  ])
})
