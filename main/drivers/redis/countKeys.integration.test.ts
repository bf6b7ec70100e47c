import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasRedis, type RedisServer, startRedis } from '../../testing/redisServer.ts'
import { countKeys } from './countKeys.ts'
import { redisWork } from './testing/redisWork.ts'

const { signal } = new AbortController()

describe.runIf(hasRedis())('how many keys FLUSHDB and FLUSHALL would remove', () => {
  const connect = redisWork()
  let server: RedisServer
  beforeAll(async () => {
    server = await startRedis()
    await server.ask('MSET', 'a', '1', 'b', '2', 'c', '3')
    await server.ask('COPY', 'a', 'a', 'DB', '5')
  })
  afterAll(() => server?.stop())

  test('those of the database, and those of all', async () => {
    const connection = await connect(server.url)
    expect(await countKeys(connection, { of: 'database', relation: '' }, signal)).toBe(3n)
    expect(await countKeys(connection, { of: 'server', relation: '' }, signal)).toBe(4n)
  })
})
