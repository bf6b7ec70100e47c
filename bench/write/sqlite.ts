/**
 * Rows into SQLite from columns, through the border of its process, beside better-sqlite3 in the same
 * process with a row at a time in one transaction.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { sqlite } from '../../main/drivers/sqlite/index.ts'
import { openConnection } from '../drivers.ts'
import { MIXED_COLUMNS, mixedBatches } from '../mixedBatches.ts'
import { isSmall, medianMs, perSecond, report } from '../report.ts'

const ROWS = isSmall ? 20_000 : 1_000_000
const ROUNDS = isSmall ? 1 : 3

const folder = await mkdtemp(join(tmpdir(), 'sluice-bench-'))
const path = join(folder, 'target.db')
const database = new Database(path)
database.pragma('journal_mode = WAL')
const makeTable = () =>
  database.exec(
    'drop table if exists target; create table target (id integer, ratio real, name text, note text)',
  )
makeTable()
const connection = await openConnection(sqlite, `sqlite:${path}?mode=rw`)
const { signal } = new AbortController()

const ms = await medianMs(ROUNDS, {
  theirs: async () => {
    makeTable()
    const startedAtMs = performance.now()
    const insert = database.prepare('insert into target values (?, ?, ?, ?)')
    database.transaction(() => {
      for (let at = 0; at < ROWS; at++) insert.run(at, at / 3, `name ${at}`, `text of row ${at}`)
    })()
    return performance.now() - startedAtMs
  },
  ours: async () => {
    makeTable()
    const startedAtMs = performance.now()
    await connection.bulkInsert!(
      { schema: '', table: 'target', columns: MIXED_COLUMNS, batches: mixedBatches(ROWS) },
      signal,
    )
    return performance.now() - startedAtMs
  },
})
report(
  {
    ...{ bench: 'write/sqlite', case: `${ROWS} rows × 4`, unit: 'rows/s' },
    ...{ value: perSecond(ROWS, ms.ours), peerValue: perSecond(ROWS, ms.theirs) },
    peer: 'better-sqlite3 in process',
  },
  { isLessBetter: false },
)
await connection.close()
database.close()
await rm(folder, { recursive: true, force: true })
