import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import pl from 'nodejs-polars'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startPostgres, type PostgresServer } from '../testing/postgresServer.ts'

const example = fileURLToPath(new URL('../../docs/examples/dataFrames.ts', import.meta.url))

let server: PostgresServer
let folder: string

beforeAll(async () => {
  server = await startPostgres()
  folder = mkdtempSync(join(tmpdir(), 'sluice-example-'))
})
afterAll(async () => {
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
})

test.each(['PostgreSQL', 'SQLite'])('the example reads a result of %s as a frame', async (name) => {
  const path = join(folder, `${name}.parquet`)
  const url = name === 'SQLite' ? `sqlite://${join(folder, 'test.db')}?mode=rwc` : server.url
  const sql = `with recursive n(i) as (select 1 union all select i + 1 from n where i < 20000)
    select 9007199254740992 + i as big, cast(null as text) as note from n`
  const { stdout } = await promisify(execFile)(process.execPath, [example, url, sql, path], {
    env: { ...process.env, NODE_OPTIONS: '' },
  })
  expect(stdout).toMatch(/shape: \(20_000, 2\)/)
  expect(stdout).toMatch(/10 of 20000 rows stored as /)
  const frame = pl.readParquet(path)
  const largest = frame.select(pl.col('big').max().cast(pl.Utf8)).getColumn('big')
  expect(largest.get(0)).toBe('9007199254760992')
})
