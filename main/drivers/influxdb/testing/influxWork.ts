import { afterEach } from 'vitest'
import type { Connection, ConnectionTarget } from '../../driver.ts'
import { influxdb } from '../index.ts'

const environment = {
  spawnProcess: () => {
    throw new Error('This driver needs no process')
  },
}

/** Opens connections that end with the test. */
export function influxWork() {
  const open: Connection[] = []
  afterEach(() => {
    for (const connection of open.splice(0)) connection.destroy()
  })
  return async (
    url: string,
    { fields = {}, ...changes }: Partial<ConnectionTarget> = {},
  ): Promise<Connection> => {
    const parsed = influxdb.parseUrl(url)
    const target: ConnectionTarget = {
      profileName: 'test',
      isReadOnly: false,
      connectTimeoutMs: 5_000,
      statementTimeoutMs: 0,
      ...changes,
      fields: { ...parsed.fields, ...parsed.secrets, ...fields },
    }
    const connection = await influxdb.connect(target, environment, new AbortController().signal)
    open.push(connection)
    return connection
  }
}
