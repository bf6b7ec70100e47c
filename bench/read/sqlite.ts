/**
 * Rows of SQLite through the border of its process into columns, beside `iterate` of better-sqlite3
 * on arrays in the same process, which holds up everything else meanwhile.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { sqlite } from '../../main/drivers/sqlite/index.ts'
import { countRows, openConnection } from '../drivers.ts'
import { isSmall, medianMs, perSecond, report } from '../report.ts'

const ROWS = isSmall ? 20_000 : 1_000_000
const ROUNDS = isSmall ? 1 : 3
const SQL = 'select * from big'

const folder = await mkdtemp(join(tmpdir(), 'sluice-bench-'))
const path = join(folder, 'big.db')
const database = new Database(path)
database.exec(`create table big (id integer, large integer, ratio real, amount text, flag integer,
  at text, day text, name text, note text, uuid text);
  insert into big with recursive n(i) as (select 1 union all select i + 1 from n where i < ${ROWS})
  select i, i * 7919, i / 3.0, printf('%.4f', i / 100.0), i % 2, '2024-01-01 00:00:' || (i % 60),
    '2020-01-' || (i % 28), 'name ' || i, case when i % 10 = 0 then null else 'text of row ' || i end,
    'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11' from n`)
const connection = await openConnection(sqlite, `sqlite:${path}`)

const ms = await medianMs(ROUNDS, {
  theirs: async () => {
    let rowCount = 0
    const statement = database.prepare(SQL).raw()
    for (const row of statement.iterate()) if ((row as unknown[]).length === 10) rowCount++
    if (rowCount !== ROWS) throw new Error('Not all rows came')
  },
  ours: async () => {
    if ((await countRows(connection, SQL)) !== ROWS) throw new Error('Not all rows came')
  },
})
report(
  {
    ...{ bench: 'read/sqlite', case: `${ROWS} rows × 10`, unit: 'rows/s' },
    ...{ value: perSecond(ROWS, ms.ours), peerValue: perSecond(ROWS, ms.theirs) },
    peer: 'better-sqlite3 in process',
  },
  { isLessBetter: false },
)
await connection.close()
database.close()
await rm(folder, { recursive: true, force: true })
