import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasRedis } from '../../testing/redisServer.ts'
import {
  type RedisCluster,
  type SentinelSetup,
  startRedisCluster,
  startSentinelSetup,
} from '../../testing/redisTopologies.ts'
import { runCollecting } from '../testing/CollectingSink.ts'
import { browse } from './browse.ts'
import { redisWork, tableOf } from './testing/redisWork.ts'

const signal = new AbortController().signal

describe.runIf(hasRedis())('a cluster of three', () => {
  const connect = redisWork()
  let cluster: RedisCluster
  let url: string

  beforeAll(async () => {
    cluster = await startRedisCluster()
    url = `redis+cluster://${cluster.nodes.map(({ host, port }) => `${host}:${port}`).join(',')}`
  })
  afterAll(() => cluster?.stop())

  test('commands go to the node that has the key', async () => {
    const connection = await connect(url)
    const keys = Array.from({ length: 30 }, (_, index) => `key:${index}`)
    for (const key of keys) await runCollecting(connection, `SET ${key} ${key}`)
    for (const key of keys) expect((await tableOf(connection, `GET ${key}`)).rows).toEqual([[key]])
    const sizes = await Promise.all(cluster.nodes.map((node) => node.ask('DBSIZE')))
    expect(sizes.every((size) => !size.startsWith(':0'))).toBe(true)
    await expect(runCollecting(connection, 'MGET key:1 key:2')).rejects.toMatchObject({
      message: expect.stringMatching(/CROSSSLOT/),
    })
  })

  test('the tree of keys is that of all nodes', async () => {
    const connection = await connect(url)
    const root = await browse.level(connection, { path: [], pattern: '', cursor: null }, signal)
    expect(root.nodes).toMatchObject([{ label: 'key:', count: 30 }])
    const { path } = root.nodes[0]!
    const keys = await browse.level(connection, { path, pattern: '', cursor: null }, signal)
    expect(keys.nodes).toHaveLength(30)
    expect(keys.nodes[0]).toMatchObject({ label: '0', detail: 'string · 5 B' })
    expect(await browse.openStatement(connection, keys.nodes[7]!.path, signal)).toBe('GET key:7')
  })

  test('a command that waits on another node is stopped there', async () => {
    const connection = await connect(url)
    for (const key of ['wait:1', 'wait:2', 'wait:3', 'wait:4']) {
      const abort = new AbortController()
      const running = runCollecting(connection, `BLPOP ${key} 60`, { signal: abort.signal })
      setTimeout(() => abort.abort(), 30)
      await expect(running).rejects.toMatchObject({ code: 'statement-cancelled' })
      expect((await tableOf(connection, `LLEN ${key}`)).rows).toEqual([['0']])
    }
  })

  test('says what a cluster does not have', async () => {
    await expect(connect(`${url}/3`)).rejects.toMatchObject({ code: 'invalid-profile' })
  })
})

describe.runIf(hasRedis())('a master that Sentinel knows', () => {
  const connect = redisWork()
  let setup: SentinelSetup
  let url: string

  beforeAll(async () => {
    setup = await startSentinelSetup()
    const { host, port } = setup.sentinel
    // The first of the two is not there.
    url = `redis+sentinel://${host}:1,${host}:${port}/0?masterName=${setup.masterName}`
  })
  afterAll(() => setup?.stop())

  test('is found by its name, and after a failover the new one is', async () => {
    const connection = await connect(url)
    await runCollecting(connection, 'SET a 1')
    expect((await tableOf(connection, 'WAIT 1 5000')).rows).toEqual([['1']])
    const lost = Promise.withResolvers<void>()
    connection.onLost(() => lost.resolve())

    await setup.master.stop()
    await lost.promise
    await expect
      .poll(() => setup.sentinel.ask('SENTINEL', 'get-master-addr-by-name', setup.masterName), {
        timeout: 25_000,
      })
      .toContain(String(setup.replica.port))
    const next = await connect(url)
    expect((await tableOf(next, 'GET a')).rows).toEqual([['1']])
  })

  test('that no Sentinel knows is named', async () => {
    await expect(connect(url.replace(setup.masterName, 'nobody'))).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringMatching(/“nobody”/),
    })
  })
})
