import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasRedis, type RedisServer, startRedis } from '../../testing/redisServer.ts'
import { selfSignedCertificate } from '../../testing/testCertificates.ts'
import { TcpProxy } from '../../testing/TcpProxy.ts'
import { CollectingSink, runCollecting } from '../testing/CollectingSink.ts'
import { describeTls } from '../testing/describeTls.ts'
import { redis } from './index.ts'
import { redisWork, tableOf } from './testing/redisWork.ts'

const signal = new AbortController().signal

describe.runIf(hasRedis())('with redis-server', () => {
  describeTls({
    driver: redis,
    modes: { checked: 'verify-full', unchecked: 'require' },
    endless: 'BLPOP nothing 60',
    start: async (tls) => {
      const { busPort: port, stop } = await startRedis({ tls })
      return { fields: { host: 'localhost', port }, stop }
    },
  })
})

describe.runIf(hasRedis())('the way to a Redis', () => {
  const connect = redisWork()
  let server: RedisServer
  let folder: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sluice-redis-tls-'))
    const { certificate, key } = selfSignedCertificate('localhost')
    const certificateFile = join(folder, 'server.pem')
    const keyFile = join(folder, 'server-key.pem')
    await writeFile(certificateFile, certificate)
    await writeFile(keyFile, key)
    server = await startRedis({ tls: { certificateFile, keyFile } })
  })
  afterAll(async () => {
    await server?.stop()
    await rm(folder, { recursive: true, force: true })
  })

  test('is encrypted and checked as the profile asks', async () => {
    const caFile = join(folder, 'server.pem')
    const byName = `rediss://localhost:${server.busPort}`
    const byAddress = `rediss://127.0.0.1:${server.busPort}`
    const connection = await connect(byName, { fields: { caFile } })
    expect((await tableOf(connection, 'ECHO hello')).rows).toEqual([['hello']])
    await connect(byAddress, { fields: { tlsMode: 'require' } })
    await connect(byAddress, { fields: { tlsMode: 'verify-ca', caFile } })

    await expect(connect(byName)).rejects.toMatchObject({
      code: 'tls-failed',
      message: expect.stringMatching(/is self-signed/),
    })
    await expect(connect(byAddress, { fields: { caFile } })).rejects.toMatchObject({
      code: 'tls-failed',
      message: expect.stringMatching(/another host than “127\.0\.0\.1”.*verify-full/s),
    })
  })

  test('a command that waits is stopped over TLS too', async () => {
    const connection = await connect(`rediss://localhost:${server.busPort}`, {
      fields: { tlsMode: 'require' },
    })
    const abort = new AbortController()
    const running = runCollecting(connection, 'BLPOP nothing 60', { signal: abort.signal })
    await expect.poll(() => server.ask('CLIENT', 'LIST')).toMatch(/ flags=b/)
    abort.abort()
    await expect(running).rejects.toMatchObject({ code: 'statement-cancelled' })
    expect((await tableOf(connection, 'ECHO still')).rows).toEqual([['still']])
  })

  test('that is cut in the midst of a reply or a transaction loses the session, once', async () => {
    const proxy = await TcpProxy.start(server.port)
    try {
      await server.ask('RPUSH', 'long', ...Array.from({ length: 20_000 }, (_, at) => `value ${at}`))
      const url = `redis://127.0.0.1:${proxy.port}`
      const reading = await connect(url)
      const inTransaction = await connect(url)
      await runCollecting(inTransaction, 'MULTI')
      const losses: string[] = []
      for (const connection of [reading, inTransaction])
        connection.onLost(({ code }) => losses.push(code))
      const gate = Promise.withResolvers<void>()
      const sink = new CollectingSink(() => gate.promise)
      const running = expect(
        reading.run({ sql: 'LRANGE long 0 -1\nBLPOP nothing 60' }, sink, signal),
      ).rejects.toMatchObject({ code: 'connection-lost' })
      await expect.poll(() => sink.results.length).toBe(1)

      proxy.cut()
      gate.resolve()
      await running
      await expect.poll(() => losses).toEqual(['connection-lost', 'connection-lost'])
      expect([reading.session, inTransaction.session]).toEqual(['lost', 'lost'])
      await expect(runCollecting(inTransaction, 'EXEC')).rejects.toMatchObject({
        code: 'connection-lost',
      })
    } finally {
      await proxy.stop()
    }
  })
})
