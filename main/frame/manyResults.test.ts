import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { ColumnType } from '../../contract/columns.ts'
import { FrameStore } from './FrameStore.ts'
import { batchOf, columnsOf } from './testing/batchOf.ts'
import { windowTexts } from './testing/readWindow.ts'

const RESULTS = 10
const ROWS = 1_000_000
const BATCH_ROWS = 62_500
const BUDGET_BYTES = 8 * 1024 * 1024
const types: ColumnType[] = [{ kind: 'int64' }]

test('ten results of a million rows are open at once, within the memory of a few', async () => {
  const spillDirectory = await mkdtemp(join(tmpdir(), 'sluice-many-'))
  const store = new FrameStore({ spillDirectory, memoryBudgetBytes: BUDGET_BYTES })
  const batches = Array.from({ length: ROWS / BATCH_ROWS }, (_, batch) =>
    batchOf(
      types,
      Array.from({ length: BATCH_ROWS }, (__, row) => [BigInt(batch * BATCH_ROWS + row)]),
    ),
  )
  const results = Array.from({ length: RESULTS }, (_, number) =>
    store.open({ resultId: `r${number}`, columns: columnsOf(types), clientId: 'window' }),
  )
  // In turns, as ten tabs that stream at the same time.
  for (const batch of batches) for (const result of results) await result.write(batch)
  for (const result of results) result.end({ isComplete: true })

  expect(store.memoryBytes).toBeLessThanOrEqual(BUDGET_BYTES)
  for (const result of results) {
    expect(result.rowCount).toBe(ROWS)
    for (const from of [0, BATCH_ROWS - 1, ROWS / 2, ROWS - 2])
      expect(windowTexts(await result.window({ from, to: from + 2 }))).toEqual([
        [`${from}`],
        [`${from + 1}`],
      ])
  }
  await store.shutdown()
  expect(store.memoryBytes).toBe(0)
  await rm(spillDirectory, { recursive: true, force: true })
}, 60_000)
