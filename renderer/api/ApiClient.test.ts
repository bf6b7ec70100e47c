import { expect, test } from 'vitest'
import type { PoolStats } from '../../contract/pools.ts'
import { ApiClient } from './ApiClient.ts'
import { ShutOut } from './channel.ts'
import { FakeMain } from './FakeMain.ts'

const clientOf = (main: FakeMain) =>
  new ApiClient({ openChannel: main.openChannel, delay: () => Promise.resolve() })

test('a call answers with what main gave', async () => {
  const main = new FakeMain({ 'pools.list': () => [] })
  await expect(clientOf(main).call('pools.list', {})).resolves.toEqual([])
})

test('an error of main is a WorkbenchError again, with code, details and cause', async () => {
  const main = new FakeMain({
    'pools.list': () => {
      // oxlint-disable-next-line only-throw-error -- as main's errors arrive, plain
      throw {
        code: 'acquire-timeout',
        message: 'No connection.',
        details: { waiting: 3 },
        cause: { code: 'connection-refused', message: 'Refused.', details: {} },
      }
    },
  })
  await expect(clientOf(main).call('pools.list', {})).rejects.toMatchObject({
    name: 'WorkbenchError',
    code: 'acquire-timeout',
    details: { waiting: 3 },
    cause: { code: 'connection-refused' },
  })
})

test('aborting reaches main, and the call settles with what main then answers', async () => {
  const held = Promise.withResolvers<unknown>()
  const main = new FakeMain({ 'pools.list': () => held.promise })
  const controller = new AbortController()
  const call = clientOf(main).call('pools.list', {}, { signal: controller.signal })
  const callId = await main.nextCall()

  controller.abort()
  expect(await main.nextAbort()).toBe(callId)
  held.resolve(['late'])
  await expect(call).resolves.toEqual(['late'])
})

test('a call with a signal aborted before is never sent', async () => {
  const main = new FakeMain({ 'pools.list': () => [] })
  const call = clientOf(main).call('pools.list', {}, { signal: AbortSignal.abort() })
  await expect(call).rejects.toMatchObject({ code: 'aborted' })
  expect(main.callCount).toBe(0)
})

test('a call waiting for main can be given up', async () => {
  const main = new FakeMain({})
  main.isReachable = false
  const controller = new AbortController()
  const call = new ApiClient({
    openChannel: main.openChannel,
    delay: () => new Promise(() => {}),
  }).call('pools.list', {}, { signal: controller.signal })
  controller.abort()
  await expect(call).rejects.toMatchObject({ code: 'aborted' })
})

test('when the channel drops, calls under way reject and later ones go over the next channel', async () => {
  let answers = 0
  const main = new FakeMain({
    'pools.list': () => (answers++ === 0 ? new Promise(() => {}) : ['second']),
  })
  const client = clientOf(main)
  const first = client.call('pools.list', {})
  await main.nextCall()

  main.drop()
  await expect(first).rejects.toMatchObject({ code: 'connection-lost' })
  await expect(client.call('pools.list', {})).resolves.toEqual(['second'])
  expect(client.state).toBe('open')
})

test('main is told to stop what it still does for calls that a drop has cost their answer', async () => {
  const main = new FakeMain({ 'pools.list': () => new Promise(() => {}) })
  const client = clientOf(main)
  const call = client.call('pools.list', {})
  const callId = await main.nextCall()
  main.drop()
  await expect(call).rejects.toMatchObject({ code: 'connection-lost' })
  expect(await main.nextAbort()).toBe(callId)
})

test('subscriptions are taken up again after a drop, and not those given up', async () => {
  const main = new FakeMain({})
  const client = clientOf(main)
  const heard: PoolStats[][] = []
  client.subscribe('pools.stats', {}, (stats) => heard.push(stats))
  const stop = client.subscribe('profiles.changed', {}, () => {})
  await main.untilSubscribed(['pools.stats', 'profiles.changed'])
  stop()
  await main.untilSubscribed(['pools.stats'])

  main.drop()
  await main.untilSubscribed(['pools.stats'])
  main.emit('pools.stats', [])
  await expect.poll(() => heard).toEqual([[]])
})

test('says that main is lost, goes on trying, and says when it is back', async () => {
  const main = new FakeMain({})
  main.isReachable = false
  const retries: Array<() => void> = []
  const client = new ApiClient({
    openChannel: main.openChannel,
    delay: () => new Promise((resolve) => retries.push(resolve)),
  })
  await expect.poll(() => client.state).toBe('lost')
  main.isReachable = true
  retries[0]?.()
  await expect.poll(() => client.state).toBe('open')
})

test('where main answers and does not let the window in, that is told, and tried on', async () => {
  const main = new FakeMain({ 'pools.list': () => [] })
  const refusals: Error[] = [new ShutOut(), new Error('closed')]
  const states: string[] = []
  const client = new ApiClient({
    openChannel: () => {
      const refusal = refusals.shift()
      return refusal ? Promise.reject(refusal) : main.openChannel()
    },
    delay: () => Promise.resolve(),
  })
  client.onState(() => states.push(client.state))
  await client.call('pools.list', {})
  expect(states).toEqual(['shut-out', 'lost', 'open'])
})
