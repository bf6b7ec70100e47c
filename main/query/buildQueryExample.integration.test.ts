import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import Database from 'better-sqlite3'
import { Client } from 'pg'
import { expect, test } from 'vitest'
import { startPostgres } from '../testing/postgresServer.ts'

const example = fileURLToPath(new URL('../../docs/examples/buildQuery.ts', import.meta.url))

const run = async (...args: string[]) =>
  (await promisify(execFile)(process.execPath, [example, ...args])).stdout.trim().split('\n')

const ROWS = `create table "Odd; drop" (id integer, "how ""much" numeric(10, 2));
  insert into "Odd; drop" values (1, 5), (2, 30), (3, 20)`

test('the example builds a query with odd names and binds its value, on PostgreSQL and SQLite', async () => {
  const postgres = await startPostgres()
  const folder = await mkdtemp(join(tmpdir(), 'sluice-build-'))
  try {
    const client = new Client({ connectionString: postgres.url })
    await client.connect()
    await client.query(ROWS)
    await client.end()
    const path = join(folder, 'odd.db')
    const database = new Database(path)
    database.exec(ROWS)
    database.close()

    const expected = [
      'SELECT *',
      'FROM "Odd; drop"',
      'WHERE "how ""much" >= :least',
      'ORDER BY "how ""much" DESC',
      'LIMIT 10',
    ]
    const args = ['Odd; drop', 'how "much', '10.5']
    expect(await run(postgres.url, ...args)).toEqual([...expected, '2\t30.00', '3\t20.00'])
    expect(await run(`sqlite:///${path}`, ...args)).toEqual([...expected, '2\t30', '3\t20'])
  } finally {
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
})
