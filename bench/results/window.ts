/**
 * Windows of 200 rows at random over a result, in memory and on disk, with their way through a
 * MessagePort, beside row objects of a 50,000-row result cloned through one.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MessageChannel } from 'node:worker_threads'
import type { ColumnType } from '../../contract/columns.ts'
import { FrameStore } from '../../main/frame/FrameStore.ts'
import { batchOf, columnsOf } from '../../main/frame/testing/batchOf.ts'
import { isSmall, medianMs, report } from '../report.ts'

const ROWS = isSmall ? 60_000 : 1_000_000
const WINDOW_ROWS = 200
const WINDOWS = 100
const CLONED_ROWS = isSmall ? 5_000 : 50_000
const BATCH_ROWS = 6_500

const types: ColumnType[] = [
  ...Array.from({ length: 4 }, (): ColumnType => ({ kind: 'int64' })),
  ...Array.from({ length: 3 }, (): ColumnType => ({ kind: 'float64' })),
  ...Array.from({ length: 3 }, (): ColumnType => ({ kind: 'text' })),
]
const cellAt = (row: number, column: number) => {
  if (column < 4) return BigInt(row * 7_919 + column)
  return column < 7 ? row / (column + 1) : `text ${column} of row ${row}`
}
const rowAt = (row: number) => types.map((_, column) => cellAt(row, column))

const folder = await mkdtemp(join(tmpdir(), 'sluice-bench-'))

async function storedIn(memoryBudgetBytes: number) {
  const store = new FrameStore({
    spillDirectory: join(folder, `${memoryBudgetBytes}`),
    memoryBudgetBytes,
  })
  const result = store.open({ resultId: 'r', columns: columnsOf(types), clientId: 'bench' })
  for (let from = 0; from < ROWS; from += BATCH_ROWS) {
    const length = Math.min(BATCH_ROWS, ROWS - from)
    await result.write(
      batchOf(
        types,
        Array.from({ length }, (_, row) => rowAt(from + row)),
      ),
    )
  }
  result.end({ isComplete: true })
  return { store, result }
}

const { port1, port2 } = new MessageChannel()
const through = (message: unknown): Promise<unknown> =>
  new Promise((resolve) => {
    port2.once('message', resolve)
    port1.postMessage(message)
  })

const memory = await storedIn(1024 * 1024 * 1024)
const spilled = await storedIn(0)
const objects = Array.from({ length: CLONED_ROWS }, (_, row) =>
  Object.fromEntries(rowAt(row).map((cell, column) => [`c${column}`, cell])),
)

async function windowMs({ result }: typeof memory): Promise<number> {
  const startedAtMs = performance.now()
  for (let count = 0; count < WINDOWS; count++) {
    const from = Math.floor(Math.random() * (ROWS - WINDOW_ROWS))
    await through(await result.window({ from, to: from + WINDOW_ROWS }))
  }
  return (performance.now() - startedAtMs) / WINDOWS
}

const times = await medianMs(isSmall ? 1 : 5, {
  memory: () => windowMs(memory),
  spilled: () => windowMs(spilled),
  objects: async () => {
    await through(objects)
  },
})
port1.close()
await Promise.all([memory.store.shutdown(), spilled.store.shutdown()])
await rm(folder, { recursive: true, force: true })

for (const place of ['memory', 'spilled'] as const)
  report(
    {
      bench: 'results/window',
      case: `${WINDOW_ROWS} × 10 of ${ROWS}, ${place}`,
      value: Number(times[place].toFixed(3)),
      unit: 'ms',
      peer: `${CLONED_ROWS} × 10 row objects cloned`,
      peerValue: Number(times.objects.toFixed(1)),
    },
    { isLessBetter: true },
  )
