import { WorkbenchError } from '../../../contract/errors.ts'
import type { BrowseNode, BrowsePage } from '../../../contract/explorer.ts'
import type { Browser, BrowseRequest, Connection } from '../driver.ts'
import { expectReply } from './classifyError.ts'
import { folderPath, readPath, searchPattern } from './keyPath.ts'
import { KeyScan } from './KeyScan.ts'
import { openingCommand } from './openingCommand.ts'
import { RedisConnection } from './RedisConnection.ts'
import { nameText } from './wire/Reply.ts'

/** The tree of keys, read by SCAN alone: databases, folders by the separator, keys. */
export const browse: Browser = { level, openStatement }

async function level(
  connection: Connection,
  { path, pattern, cursor }: BrowseRequest,
  signal: AbortSignal,
): Promise<BrowsePage> {
  const redis = asRedis(connection)
  const place = readPath(path)
  if (place.kind === 'key') return { nodes: [], nextCursor: null }
  const database = place.kind === 'folder' ? place.database : redis.database
  if (pattern !== '')
    return new KeyScan(redis, { database, match: searchPattern(pattern), folder: null }).page(
      cursor,
      signal,
    )
  if (place.kind === 'root') {
    const databases = await databasesOf(redis, signal)
    // A lone database is not worth a level.
    if (databases.length > 1) return { nodes: databases, nextCursor: null }
  }
  const folder = place.kind === 'folder' ? place.prefix : Buffer.alloc(0)
  return new KeyScan(redis, { database, match: null, folder }).page(cursor, signal)
}

/** Those that hold keys, and that of the profile. */
async function databasesOf(redis: RedisConnection, signal: AbortSignal): Promise<BrowseNode[]> {
  const [info = null] = await redis.ask([['INFO', 'keyspace']], signal)
  const counts = new Map([[redis.database, 0]])
  for (const [, number, keys] of nameText(expectReply(info)).matchAll(/^db(\d+):keys=(\d+)/gm))
    counts.set(Number(number), Number(keys))
  return [...counts]
    .sort(([a], [b]) => a - b)
    .map(([number, count]) => ({
      path: folderPath(number, Buffer.alloc(0)),
      label: `db${number}`,
      icon: 'database',
      detail: '',
      count,
      hasChildren: true,
      canOpen: false,
    }))
}

async function openStatement(
  connection: Connection,
  path: readonly string[],
  signal: AbortSignal,
): Promise<string> {
  const redis = asRedis(connection)
  const place = readPath(path)
  if (place.kind !== 'key')
    throw new WorkbenchError('invalid-request', 'Only a key can be opened, not a folder of keys.')
  const command = await openingCommand(redis, place, signal)
  return place.database === redis.database ? command : `SELECT ${place.database}\n${command}`
}

function asRedis(connection: Connection): RedisConnection {
  if (connection instanceof RedisConnection) return connection
  throw new Error('The tree of keys is read on a session of Redis')
}
