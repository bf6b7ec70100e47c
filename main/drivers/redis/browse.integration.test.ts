import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BrowseNode, BrowsePage } from '../../../contract/explorer.ts'
import { splitStatements } from '../../../contract/sql/splitStatements.ts'
import { hasRedis, type RedisServer, startRedis } from '../../testing/redisServer.ts'
import type { Connection } from '../driver.ts'
import { runCollecting } from '../testing/CollectingSink.ts'
import { browse } from './browse.ts'
import { redisWork } from './testing/redisWork.ts'

const signal = new AbortController().signal
const level = (connection: Connection, path: string[] = [], pattern = ''): Promise<BrowsePage> =>
  browse.level(connection, { path, pattern, cursor: null }, signal)

const seen = ({ nodes }: BrowsePage) =>
  nodes.map(({ label, detail, count }) => `${label} ${count ?? detail}`)
const find = ({ nodes }: BrowsePage, label: string): BrowseNode =>
  nodes.find((node) => node.label === label)!

describe.runIf(hasRedis())('the tree of keys', () => {
  const connect = redisWork()
  let server: RedisServer

  beforeAll(async () => {
    server = await startRedis()
    for (const words of [
      ['SET', 'plain', 'text'],
      ['SET', 'user:1', 'x', 'EX', '7000'],
      ['HSET', 'user:2', 'a', '1', 'b', '2'],
      ['RPUSH', 'user:1:orders', 'a', 'b', 'c'],
      ['ZADD', 'user:10:scores', '1', 'a'],
      ['SADD', 'odd [name]* "q"', 'm'],
      ['XADD', 'log', '1-1', 'a', '1'],
    ])
      await server.ask(...words)
  })
  afterAll(() => server?.stop())

  test('folders are made by the separator, keys tell type, size and time to live', async () => {
    const connection = await connect(server.url)
    const root = await level(connection)
    expect(root.nextCursor).toBe(null)
    expect(seen(root)).toEqual([
      'user: 4',
      'log stream · 1',
      'odd [name]* "q" set · 1',
      'plain string · 4 B',
    ])
    const users = await level(connection, find(root, 'user:').path)
    expect(seen(users)).toEqual(['1: 1', '10: 1', '1 string · 1 B · ttl 2h', '2 hash · 2'])
    const orders = await level(connection, find(users, '1:').path)
    expect(seen(orders)).toEqual(['orders list · 3'])
    const dashed = await connect(server.url, { fields: { separator: '-' } })
    expect((await level(dashed)).nodes.some(({ hasChildren }) => hasChildren)).toBe(false)
  })

  test('a search finds parts of keys and patterns, without folders', async () => {
    const connection = await connect(server.url)
    expect(seen(await level(connection, [], 'orders'))).toEqual(['user:1:orders list · 3'])
    expect(seen(await level(connection, [], 'user:?'))).toEqual([
      'user:1 string · 1 B · ttl 2h',
      'user:2 hash · 2',
    ])
  })

  test('a key opens with the command of its type, in any database', async () => {
    const connection = await connect(server.url)
    const root = await level(connection)
    const statement = (node: BrowseNode) => browse.openStatement(connection, node.path, signal)
    expect(await statement(find(root, 'plain'))).toBe('GET plain')
    expect(await statement(find(root, 'log'))).toBe('XRANGE log - +')
    const odd = await statement(find(root, 'odd [name]* "q"'))
    expect((await runCollecting(connection, odd)).sink.rows).toEqual([['m']])

    const elsewhere = await connect(`${server.url}/3`)
    const [first] = (await level(elsewhere)).nodes
    expect(first).toMatchObject({ label: 'db0', count: 7 })
    const keys = await level(elsewhere, first!.path)
    expect(find(keys, 'plain').name).toBe('db0 plain')
    const folder = await level(connection, find(root, 'user:').path)
    expect(folder.nodes.map(({ label, name }) => `${label} is ${name}`)).toContain('2 is user:2')
    const script = await browse.openStatement(elsewhere, find(keys, 'plain').path, signal)
    expect(script).toBe('SELECT 0\nGET plain')
    expect((await runCollecting(elsewhere, script)).sink.results).toHaveLength(2)
    expect((await runCollecting(elsewhere, 'EXISTS plain')).sink.rows).toEqual([['1']])
    await elsewhere.reset(signal)
    expect((await runCollecting(elsewhere, 'EXISTS plain')).sink.rows).toEqual([['0']])
  })

  test('a key that is opened in part says how much of it that is', async () => {
    const connection = await connect(`${server.url}/6`)
    await runCollecting(
      connection,
      "EVAL \"for i = 1, 100500 do redis.call('RPUSH', 'long', i) end\" 0",
    )
    const { nodes } = await level(connection, ['6', 'folder', '""'])
    expect(nodes[0]!.detail).toBe('list · 100,500')
    const script = await browse.openStatement(connection, nodes[0]!.path, signal)
    expect(script).toBe('# 100,000 of 100,500 entries\nLRANGE long 0 99999')
    const ran = splitStatements(script, 'redis').map(({ text }) => text)
    expect(ran).toEqual(['LRANGE long 0 99999'])
    await runCollecting(connection, 'DEL long')
  })

  test('a key that is gone says so', async () => {
    const connection = await connect(server.url)
    await expect(browse.openStatement(connection, ['0', 'key', 'gone'], signal)).rejects.toThrow(
      /no key gone in database 0/,
    )
  })

  test('many keys come in parts, which together are all', async () => {
    const connection = await connect(`${server.url}/5`)
    await runCollecting(
      connection,
      "EVAL \"for i = 1, 20000 do redis.call('SET', 'k' .. i, i) end\" 0",
    )
    await server.ask('CONFIG', 'RESETSTAT')
    const path = ['5', 'folder', '""']
    const found = new Set<string>()
    let cursor: string | null = null
    let parts = 0
    do {
      const page: BrowsePage = await browse.level(connection, { path, pattern: '', cursor }, signal)
      for (const { label } of page.nodes) found.add(label)
      cursor = page.nextCursor
      parts++
    } while (cursor !== null)
    expect(parts).toBeGreaterThan(2)
    expect(found.size).toBe(20_000)
    expect(await server.ask('INFO', 'commandstats')).not.toMatch(/cmdstat_keys/)
  })
})
