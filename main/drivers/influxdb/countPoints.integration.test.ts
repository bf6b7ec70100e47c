import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasInflux, startInflux } from '../../testing/influxServer.ts'
import type { Connection } from '../driver.ts'
import { influxdb } from './index.ts'

const { signal } = new AbortController()

describe.runIf(hasInflux())('how many points a DELETE would remove', () => {
  let server: Awaited<ReturnType<typeof startInflux>>
  let connection: Connection
  beforeAll(async () => {
    server = await startInflux({ administrator: { user: 'admin', password: 'secret' } })
    await server.query('CREATE DATABASE m')
    await server.write('m', 'cpu,host=a load=1,idle=2 1\ncpu,host=b load=3 2\n"odd",x=1 y=1 1\n')
    const { fields, secrets } = influxdb.parseUrl(server.url)
    connection = await influxdb.connect(
      {
        profileName: 'live',
        fields: { ...fields, ...secrets, user: 'admin', password: 'secret', database: 'm' },
        isReadOnly: false,
        connectTimeoutMs: 5_000,
        statementTimeoutMs: 0,
      },
      { spawnProcess: () => expect.fail('no process') },
      signal,
    )
  })
  afterAll(async () => {
    await connection?.close()
    await server?.stop()
  })

  const count = (relation: string) =>
    influxdb.introspect.count!(connection, { of: 'relation', relation }, signal)

  test('as many as its fullest field has', async () => {
    expect(await count('cpu')).toBe(2n)
    expect(await count('"cpu"')).toBe(2n)
    expect(await count('m."autogen".cpu')).toBe(2n)
  })

  test('a text that is more than a name is not run', async () => {
    for (const text of ['cpu; drop database m', 'cpu where a = 1', ''])
      await expect(count(text)).rejects.toMatchObject({ code: 'unsupported' })
  })
})
