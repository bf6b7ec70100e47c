/**
 * The rows of a query as a DataFrame of nodejs-polars, exact to the last digit, and what was made of
 * them as a result again: `node docs/examples/dataFrames.ts URL "SELECT …" [FILE.parquet]`.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pl from 'nodejs-polars'
import type { RunSink } from '../../main/drivers/driver.ts'
import { drivers } from '../../main/drivers/registry.ts'
import { FrameStore } from '../../main/frame/FrameStore.ts'
import type { StoredResult } from '../../main/frame/StoredResult.ts'
import { forkProcess } from '../../main/host/forkProcess.ts'
import { openByUrl } from '../../main/transfer/openByUrl.ts'
import { dataFrameOf } from '../../main/work/dataFrameOf.ts'
import { storeDataFrame } from '../../main/work/storeDataFrame.ts'

const [url = '', sql = '', path] = process.argv.slice(2)
const { signal } = new AbortController()
const clientId = 'script'

// Rows stream into columns, in memory up to a budget and on disk beyond it.
const folder = await mkdtemp(join(tmpdir(), 'sluice-script-'))
const frames = new FrameStore({ spillDirectory: folder })
const results: StoredResult[] = []
const sink: RunSink = {
  openResult(columns) {
    const result = frames.open({ resultId: `result ${results.length + 1}`, columns, clientId })
    results.push(result)
    return {
      write: (batch) => result.write(batch),
      end: () => result.end({ isComplete: true }),
    }
  },
  message: ({ text }) => console.error(text),
}

// SQLite runs in a process of its own, and the other databases need none.
const spawnProcess = forkProcess(() =>
  fileURLToPath(new URL('../../main/drivers/sqlite/sqliteProcess.ts', import.meta.url)),
)
const target = { url, password: process.env['DB_PASSWORD'] ?? null }
const { connection } = await openByUrl(target, { drivers, spawnProcess }, signal)
try {
  await connection.run({ sql }, sink, signal)
  for (const result of results) {
    // From here on it is Polars: every operation it has.
    const frame = await dataFrameOf(result, { signal })
    console.log(frame.toString())
    console.log(frame.select(pl.all().nullCount()).toString())
    if (path) frame.writeParquet(path)

    // A frame becomes a result like any, to be sorted, exported or read by windows.
    const stored = await storeDataFrame(frame.tail(10), { frames, clientId })
    console.log(`${stored.rowCount} of ${result.rowCount} rows stored as ${stored.resultId}`)
  }
} finally {
  await connection.close()
  await frames.shutdown()
  await rm(folder, { recursive: true, force: true })
}
