import { Client } from 'pg'
import { expect, test } from 'vitest'
import { startPostgres } from './postgresServer.ts'

test('starts PostgreSQL 18 with the settings asked for, and leaves nothing when stopped', async () => {
  const server = await startPostgres({ settings: { work_mem: '7MB' } })
  const client = new Client({ connectionString: server.url })
  await client.connect()
  const { rows } = await client.query('select version(), current_setting($1) as work_mem', [
    'work_mem',
  ])
  await client.end()
  await server.stop()

  expect(rows[0]).toMatchObject({
    version: expect.stringMatching(/^PostgreSQL 18/),
    work_mem: '7MB',
  })
  await expect(new Client({ connectionString: server.url }).connect()).rejects.toMatchObject({
    code: 'ECONNREFUSED',
  })
})
