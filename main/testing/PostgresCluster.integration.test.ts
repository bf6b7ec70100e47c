import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PostgresCluster } from './PostgresCluster.ts'

async function ask(cluster: PostgresCluster, sql: string): Promise<unknown> {
  const client = new Client({ connectionString: cluster.url })
  await client.connect()
  try {
    const { rows } = await client.query<{ answer: unknown }>(sql)
    return rows[0]?.answer
  } finally {
    await client.end()
  }
}

let primary: PostgresCluster
let standby: PostgresCluster

beforeAll(async () => {
  primary = await PostgresCluster.create()
  standby = await primary.copyAsStandby()
})
afterAll(async () => {
  await Promise.all([primary?.remove(), standby?.remove()])
})

test('a standby follows its primary, and becomes one itself', async () => {
  await ask(primary, 'create table a as select 42 as answer')
  await expect.poll(() => ask(standby, 'select answer from a').catch(() => null)).toBe(42)
  expect(await ask(standby, 'select pg_is_in_recovery() as answer')).toBe(true)

  await primary.stop('immediate')
  await ask(standby, 'select pg_promote() as answer')
  await ask(standby, 'insert into a values (43)')
  expect(primary.isRunning).toBe(false)
})
