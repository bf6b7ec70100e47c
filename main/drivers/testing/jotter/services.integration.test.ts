import { tableFromIPC } from 'apache-arrow'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { RunEvent } from '../../../../contract/query.ts'
import { memoryClient } from '../../../testing/memoryClient.ts'
import { startServices, type StartedServices } from '../../../testing/startServices.ts'
import { drivers } from '../../registry.ts'
import { jotter } from './index.ts'
import { type JotterServer, startJotter } from './startJotter.ts'

let server: JotterServer
let services: StartedServices
let client: ReturnType<typeof memoryClient>
let profileId: string

/** The line that a database of the product has in `registry.ts` is the first of these. */
beforeAll(async () => {
  server = await startJotter('p@ss word')
  services = await startServices({ drivers: [...drivers, jotter] })
  client = memoryClient(services)
  const { driverId, name, fields, secrets } = await client.call('profiles.parseUrl', {
    url: server.url,
  })
  const profile = { id: 'notes', name, driverId, fields, pool: { max: 2 } }
  profileId = (await client.call('profiles.save', { profile, secrets })).id
})
afterAll(async () => {
  await services?.stop()
  await server?.stop()
})

/** Runs statements as a tab does. */
async function run(statements: string[], signal?: AbortSignal) {
  const runId = crypto.randomUUID()
  const events: RunEvent[] = []
  const stop = await client.subscribe('query.events', { runId }, (event) => events.push(event))
  const request = { runId, profileId, label: 'Query', statements }
  const { outcome } = await client.call('query.run', request, signal)
  stop()
  const [result] = events.flatMap((event) => (event.kind === 'result-ended' ? [event] : []))
  const failure = events.find((event) => event.kind === 'statement-failed')
  return { outcome, result, error: failure?.error }
}

test('the connection form offers it, and a test of the connection tells the server', async () => {
  const offered = await client.call('profiles.drivers', {})
  expect(offered.at(-1)).toMatchObject({ id: 'jotter', label: 'Jotter', explorer: 'tree' })

  const profiles = await client.call('profiles.list', {})
  const profile = profiles.find(({ id }) => id === profileId)!
  expect(await client.call('profiles.test', { profile })).toMatchObject({ product: 'Jotter' })
})

test('a result is read by window and by cell, and summed up, exactly', async () => {
  const { outcome, result } = await run(['SERIES 50000'])
  expect(outcome).toBe('done')
  expect(result).toMatchObject({ rowCount: 50_000, isComplete: true })
  const { resultId } = result!

  const window = await client.call('results.window', { resultId, from: 49_998, to: 50_010 })
  const numbers = tableFromIPC(window.rows).getChild('0')!
  expect([...numbers]).toEqual([49_999n, 50_000n])
  const summary = await client.call('results.summary', {
    resultId,
    block: { rows: [{ from: 0, to: 50_000 }], columns: [0] },
  })
  expect(summary.numbers).toMatchObject({ sum: '1250025000' })

  const large = await run(['ECHO 9007199254740993'])
  const cell = { resultId: large.result!.resultId, row: 0, column: 0 }
  const { bytes } = (await client.call('results.cell', cell))!
  expect(Buffer.from(bytes).toString()).toBe('9007199254740993')
})

test('a statement is cancelled, and its session lent to the next', async () => {
  const abort = new AbortController()
  const running = run(['WAIT 60000'], abort.signal)
  await vi.waitFor(async () => {
    const [lease] = await client.call('pools.leases', { poolId: profileId })
    expect(lease?.statement).toBe('WAIT 60000')
  })
  abort.abort()
  expect((await running).outcome).toBe('cancelled')
  expect((await run(['ECHO 1'])).result).toMatchObject({ rowCount: 1 })
})

test('an error arrives under its code, in the words of the server', async () => {
  const { outcome, error } = await run(['JOT "shop"'])
  expect(outcome).toBe('failed')
  expect(error).toMatchObject({ code: 'syntax-error', message: 'There is no command JOT.' })
})

test('the explorer shows the tree, and opens what stands in it', async () => {
  await run(['ADD "shop/fruit", "two pears"', 'ADD "shop/fruit", "a plum"', 'ADD "todo", "rest"'])
  const root = await client.call('explorer.browse', { profileId, path: [] })
  expect(root.nodes).toMatchObject([
    { label: 'shop', hasChildren: true, canOpen: false },
    { label: 'todo', hasChildren: false, canOpen: true },
  ])
  const shop = await client.call('explorer.browse', { profileId, path: root.nodes[0]!.path })
  expect(shop.nodes).toMatchObject([{ label: 'fruit', detail: '2 notes' }])
  const { path } = shop.nodes[0]!
  const statement = await client.call('explorer.openStatement', { profileId, path })
  expect(statement).toBe('READ "shop/fruit"')
  expect((await run([statement])).result).toMatchObject({ rowCount: 2 })
})
