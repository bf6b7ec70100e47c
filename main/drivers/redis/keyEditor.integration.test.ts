import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { failureOf } from '../../pool/testing/failureOf.ts'
import { hasRedis, type RedisServer, startRedis } from '../../testing/redisServer.ts'
import { keyEditor } from './keyEditor.ts'
import { keyPath } from './keyPath.ts'
import { redisWork } from './testing/redisWork.ts'

const { signal } = new AbortController()

describe.runIf(hasRedis())('the lifetime of keys', () => {
  const connect = redisWork()
  let server: RedisServer
  const path = (key: string, database = 0) => keyPath(database, Buffer.from(key))

  beforeAll(async () => {
    server = await startRedis()
    await server.ask('SET', 'a b', '1')
    await server.ask('SET', 'short', '1', 'EX', '100')
  })
  afterAll(() => server?.stop())

  test('is told, set in milliseconds, and taken away', async () => {
    const connection = await connect(server.url)
    expect(await keyEditor.lifetime(connection, path('a b'), signal)).toEqual({
      name: '"a b"',
      ttlMs: null,
    })
    await keyEditor.setLifetime(connection, path('a b'), 90_000, signal)
    const { ttlMs } = await keyEditor.lifetime(connection, path('a b'), signal)
    expect(ttlMs).toBeGreaterThan(80_000)
    expect(ttlMs).toBeLessThanOrEqual(90_000)
    await keyEditor.setLifetime(connection, path('short'), null, signal)
    expect((await keyEditor.lifetime(connection, path('short'), signal)).ttlMs).toBeNull()
    // Once more is no mistake.
    await keyEditor.setLifetime(connection, path('short'), null, signal)
  })

  test('a key of another database is changed there, and the session stays where it is', async () => {
    const connection = await connect(server.url)
    await server.ask('COPY', 'short', 'there', 'DB', '3')
    await keyEditor.setLifetime(connection, path('there', 3), 5_000, signal)
    const { ttlMs } = await keyEditor.lifetime(connection, path('there', 3), signal)
    expect(ttlMs).toBeLessThanOrEqual(5_000)
    await keyEditor.remove(connection, path('there', 3), signal)
    const removed = keyEditor.lifetime(connection, path('there', 3), signal)
    expect((await failureOf(removed)).code).toBe('not-found')
    expect(connection.session).toBe('clean')
  })

  test('a key that is gone is said to be', async () => {
    const connection = await connect(server.url)
    for (const work of [
      () => keyEditor.lifetime(connection, path('gone'), signal),
      () => keyEditor.setLifetime(connection, path('gone'), 1, signal),
      () => keyEditor.setLifetime(connection, path('gone'), null, signal),
      () => keyEditor.remove(connection, path('gone'), signal),
    ])
      expect((await failureOf(work())).code).toBe('not-found')
  })

  test('a read-only profile changes nothing', async () => {
    const connection = await connect(server.url, { isReadOnly: true })
    expect((await keyEditor.lifetime(connection, path('a b'), signal)).name).toBe('"a b"')
    const set = keyEditor.setLifetime(connection, path('a b'), 1, signal)
    expect((await failureOf(set)).code).toBe('read-only')
    const remove = keyEditor.remove(connection, path('a b'), signal)
    expect((await failureOf(remove)).code).toBe('read-only')
    expect(await server.ask('EXISTS', 'a b')).toMatch(/1/)
  })
})
