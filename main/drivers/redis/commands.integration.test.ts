import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { hasRedis, type RedisServer, startRedis } from '../../testing/redisServer.ts'
import type { Connection } from '../driver.ts'
import { runCollecting } from '../testing/CollectingSink.ts'
import { redisWork, tableOf } from './testing/redisWork.ts'

const signal = new AbortController().signal

describe.runIf(hasRedis())('commands of Redis', () => {
  const connect = redisWork()
  let server: RedisServer
  let connection: Connection

  beforeAll(async () => {
    server = await startRedis()
  })
  beforeEach(async () => {
    await server.ask('FLUSHALL')
    connection = await connect(server.url)
  })
  afterAll(() => server?.stop())

  const fill = async (...commands: string[]) => {
    for (const command of commands) await runCollecting(connection, command)
  }

  test('each type of key is a table with columns of its own', async () => {
    await fill(
      'SET s "naïve 🦥"',
      'HSET h name Ada age 36',
      'RPUSH l a b "c d"',
      'SADD one x',
      'ZADD z 1 a 2.5 b',
      'XADD x 1-1 a 1 b 2',
      'XADD x 1-2 a 3',
    )
    expect(await tableOf(connection, 'GET s')).toEqual({ columns: ['value'], rows: [['naïve 🦥']] })
    expect(await tableOf(connection, 'HGETALL h')).toEqual({
      columns: ['field', 'value'],
      rows: [
        ['name', 'Ada'],
        ['age', '36'],
      ],
    })
    expect(await tableOf(connection, 'LRANGE l 0 -1')).toEqual({
      columns: ['value'],
      rows: [['a'], ['b'], ['c d']],
    })
    expect((await tableOf(connection, 'SMEMBERS one')).rows).toEqual([['x']])
    expect(await tableOf(connection, 'ZRANGE z 0 -1 WITHSCORES')).toEqual({
      columns: ['member', 'score'],
      rows: [
        ['a', '1'],
        ['b', '2.5'],
      ],
    })
    expect((await tableOf(connection, 'ZRANGE z 0 -1')).columns).toEqual(['member'])
    expect(await tableOf(connection, 'XRANGE x - +')).toEqual({
      columns: ['id', 'fields'],
      rows: [
        ['1-1', '{"a":"1","b":"2"}'],
        ['1-2', '{"a":"3"}'],
      ],
    })
    expect(await tableOf(connection, 'XREAD STREAMS x 1-1')).toEqual({
      columns: ['stream', 'id', 'fields'],
      rows: [['x', '1-2', '{"a":"3"}']],
    })
    expect(await tableOf(connection, 'GET missing')).toEqual({ columns: ['value'], rows: [[null]] })
    expect(await tableOf(connection, 'HGETALL missing')).toEqual({
      columns: ['field', 'value'],
      rows: [],
    })
  })

  test('integers and bytes are exact', async () => {
    await fill(
      'SET n 9223372036854775806',
      'SET bytes "\\x00\\xff\\r\\n"',
      'RPUSH mixed a "\\xff" b',
    )
    expect((await tableOf(connection, 'INCR n')).rows).toEqual([['9223372036854775807']])
    const { sink } = await runCollecting(connection, 'GET bytes')
    expect(sink.typesOf(0)).toEqual([{ kind: 'binary' }])
    expect(sink.rows).toEqual([['0x00ff0d0a']])
    const mixed = await runCollecting(connection, 'LRANGE mixed 0 -1')
    expect(mixed.sink.typesOf(0)).toEqual([{ kind: 'any' }])
    expect(mixed.sink.rows).toEqual([['a'], ['0xff'], ['b']])
  })

  test('a cell of many megabytes arrives whole', async () => {
    await fill(`SET big ${'0123456789'.repeat(10)}`)
    for (let doubling = 0; doubling < 17; doubling++)
      await fill("EVAL \"return redis.call('APPEND', KEYS[1], redis.call('GET', KEYS[1]))\" 1 big")
    const { rows } = await tableOf(connection, 'GET big')
    expect(rows[0]![0] === '0123456789'.repeat(10 * 2 ** 17)).toBe(true)
  })

  test('SCAN and its kin show what was found, and say where to go on', async () => {
    await fill('MSET a 1 b 2', 'HSET h f 1', 'ZADD z 3 m')
    const { sink } = await runCollecting(connection, 'SCAN 0 COUNT 1000')
    expect(new Set(sink.rows.flat())).toEqual(new Set(['a', 'b', 'h', 'z']))
    expect(sink.messages).toEqual([{ severity: 'NOTICE', text: 'That was all.' }])
    expect(await tableOf(connection, 'HSCAN h 0')).toEqual({
      columns: ['field', 'value'],
      rows: [['f', '1']],
    })
    expect((await tableOf(connection, 'ZSCAN z 0')).columns).toEqual(['member', 'score'])
  })

  test('a list of maps has a column for every name in any of them', async () => {
    await fill('XADD x 1-1 a 1', 'XGROUP CREATE x g 0', 'XGROUP CREATE x h $')
    const { columns, rows } = await tableOf(connection, 'XINFO GROUPS x')
    expect(columns).toEqual(expect.arrayContaining(['name', 'consumers', 'pending']))
    expect(rows.map(([name]) => name)).toEqual(['g', 'h'])
  })

  test('tells how many entries a command changed', async () => {
    await fill('MSET a 1 b 2')
    const { outcome } = await runCollecting(connection, 'del a b c')
    expect(outcome).toEqual({ affectedRows: 2, command: 'DEL' })
  })

  test('errors have a code, and the session goes on', async () => {
    await fill('SET s text', 'XADD x 1-1 a 1', 'XGROUP CREATE x g 0')
    for (const [command, code] of [
      ['NOSUCHCOMMAND', 'syntax-error'],
      ['GET', 'syntax-error'],
      ['ECHO "open', 'syntax-error'],
      ['LPUSH s 1', 'server-error'],
      ['INCR s', 'server-error'],
      ['XGROUP CREATE x g 0', 'constraint-violation'],
      ['SELECT 99', 'database-not-found'],
      ['SUBSCRIBE news', 'unsupported'],
      ['HELLO 2', 'unsupported'],
      ['CLIENT REPLY OFF', 'unsupported'],
      ['MONITOR', 'unsupported'],
    ])
      await expect(runCollecting(connection, command!), command).rejects.toMatchObject({ code })
    await expect(runCollecting(connection, 'PING\n ECHO "open')).rejects.toMatchObject({
      details: { offset: 11 },
    })
    expect((await tableOf(connection, 'GET s')).rows).toEqual([['text']])
  })

  test('a transaction is seen, and a reset ends it and goes back to the database', async () => {
    await fill('MULTI', 'SET a 1')
    expect(connection.session).toBe('in-transaction')
    await connection.reset(signal)
    expect(connection.session).toBe('clean')
    expect((await tableOf(connection, 'EXISTS a')).rows).toEqual([['0']])
    await fill('SELECT 3', 'SET there 1')
    expect(connection.session).toBe('dirty')
    await connection.reset(signal)
    expect((await tableOf(connection, 'EXISTS there')).rows).toEqual([['0']])
    await fill('MULTI', 'SET a 1', 'INCR a')
    expect((await tableOf(connection, 'EXEC')).rows).toEqual([['OK'], ['2']])
    expect(connection.session).toBe('clean')
  })

  test('a script that runs for ever is stopped, by the user and by the limit', async () => {
    const abort = new AbortController()
    await server.ask('CONFIG', 'SET', 'busy-reply-threshold', '20')
    const running = runCollecting(connection, 'EVAL "while true do end" 0', {
      signal: abort.signal,
    })
    setTimeout(() => abort.abort(), 50)
    await expect(running).rejects.toMatchObject({ code: 'statement-cancelled' })
    expect((await tableOf(connection, 'ECHO still')).rows).toEqual([['still']])

    const limited = await connect(server.url, { statementTimeoutMs: 50 })
    await expect(runCollecting(limited, 'EVAL "while true do end" 0')).rejects.toMatchObject({
      code: 'statement-timeout',
    })
    expect((await tableOf(limited, 'ECHO still')).rows).toEqual([['still']])
  })

  test('a user of the server’s list may do only what it is allowed to', async () => {
    await server.ask(
      'ACL',
      'SETUSER',
      'ada',
      'on',
      '>secret',
      '~a*',
      '+get',
      '+set',
      '+ping',
      '+hello',
    )
    const ada = await connect(server.url.replace('://', '://ada:secret@'))
    await runCollecting(ada, 'SET a1 x')
    for (const command of ['SET b x', 'DEL a1'])
      await expect(runCollecting(ada, command)).rejects.toMatchObject({ code: 'permission-denied' })
    await expect(connect(server.url.replace('://', '://ada:wrong@'))).rejects.toMatchObject({
      code: 'authentication-failed',
      message: expect.stringMatching(/“ada”/),
    })
  })
})
