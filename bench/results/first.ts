/** The time to the first rows of a large table, after which the statement is given up. */
import Cursor from 'pg-cursor'
import { BIG_QUERY, startBigTable } from '../bigTable.ts'
import { isSmall, medianMs, report } from '../report.ts'

const FIRST_ROWS = 200

const big = await startBigTable()

async function firstRowsMs(): Promise<number> {
  const controller = new AbortController()
  const startedAtMs = performance.now()
  let elapsedMs = 0
  const resultId = await big.run(BIG_QUERY, {
    signal: controller.signal,
    whileRunning: (event) => {
      if (event.kind !== 'rows' || event.rowCount < FIRST_ROWS || elapsedMs > 0) return
      elapsedMs = performance.now() - startedAtMs
      controller.abort()
    },
  })
  await big.services.call('results.close', { resultIds: [resultId] })
  // The pool looks after a connection whose statement was given up before it lends it again.
  await big.read('select 1')
  return elapsedMs
}

async function cursorMs(): Promise<number> {
  const startedAtMs = performance.now()
  const cursor = big.client.query(new Cursor(BIG_QUERY))
  await cursor.read(FIRST_ROWS)
  const elapsedMs = performance.now() - startedAtMs
  await cursor.close()
  return elapsedMs
}

const times = await medianMs(isSmall ? 3 : 25, { ours: firstRowsMs, cursor: cursorMs })
await big.stop()

report(
  {
    bench: 'results/first',
    case: `first ${FIRST_ROWS} of ${big.rowCount} × 10`,
    value: Number(times.ours.toFixed(2)),
    unit: 'ms',
    peer: 'pg-cursor',
    peerValue: Number(times.cursor.toFixed(2)),
  },
  { isLessBetter: true },
)
