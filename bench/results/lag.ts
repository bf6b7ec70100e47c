/** How long main's event loop is held while a large result streams in and is exported meanwhile. */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { join } from 'node:path'
import { mixedRows, startBigTable } from '../bigTable.ts'
import { isSmall, report } from '../report.ts'

const ROWS = isSmall ? 200_000 : 10_000_000
const BUDGET_MS = 16

const big = await startBigTable(1_000)
await big.read(mixedRows(50_000)) // warms up

const exports: Promise<unknown>[] = []
const delay = monitorEventLoopDelay({ resolution: 1 })
delay.enable()
const resultId = await big.run(mixedRows(ROWS), {
  whileRunning: (event) => {
    if (event.kind !== 'result-opened') return
    exports.push(
      big.services.call('exports.run', {
        exportId: 'lag',
        resultId: event.resultId,
        format: 'csv',
        target: { kind: 'file', path: join(big.folder, 'lag.csv') },
      }),
    )
  },
})
await Promise.all(exports)
delay.disable()
await big.services.call('results.close', { resultIds: [resultId] })
await big.stop()

report(
  {
    bench: 'results/lag',
    case: `event loop delay, p99, ${ROWS} × 10 streaming in and exported`,
    value: Number((delay.percentile(99) / 1e6).toFixed(1)),
    unit: 'ms',
    peer: 'budget',
    peerValue: BUDGET_MS,
  },
  { isLessBetter: true },
)
