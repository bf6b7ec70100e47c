import { afterEach } from 'vitest'
import type { Connection, ConnectionTarget } from '../../driver.ts'
import { type CollectedResult, rowsOf, runCollecting } from '../../testing/CollectingSink.ts'
import { redis } from '../index.ts'

const environment = {
  spawnProcess: () => {
    throw new Error('This driver needs no process')
  },
}

/** Opens sessions that end with the test. */
export function redisWork() {
  const open: Connection[] = []
  afterEach(() => {
    for (const connection of open.splice(0)) connection.destroy()
  })
  return async (
    url: string,
    { fields = {}, ...changes }: Partial<ConnectionTarget> = {},
  ): Promise<Connection> => {
    const parsed = redis.parseUrl(url)
    const target: ConnectionTarget = {
      profileName: 'test',
      isReadOnly: false,
      connectTimeoutMs: 5_000,
      statementTimeoutMs: 0,
      ...changes,
      fields: { ...parsed.fields, ...parsed.secrets, ...fields },
    }
    const connection = await redis.connect(target, environment, new AbortController().signal)
    open.push(connection)
    return connection
  }
}

/** The names of the columns and the rows of a command's table. */
export async function tableOf(
  connection: Connection,
  command: string,
): Promise<{ columns: string[]; rows: (string | null)[][] }> {
  const { sink } = await runCollecting(connection, command)
  const result: CollectedResult = sink.result
  return { columns: result.columns.map(({ name }) => name), rows: rowsOf(result) }
}
