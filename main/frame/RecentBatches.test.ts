import { expect, test } from 'vitest'
import type { Batch } from './Batch.ts'
import { RecentBatches } from './RecentBatches.ts'
import { batchOf } from './testing/batchOf.ts'

const small = batchOf([{ kind: 'int32' }], [[1]])
const large = batchOf([{ kind: 'text' }], [['x'.repeat(10_000_000)]])

/** Reads that tell how often they were made. */
function counted(batch: Batch) {
  const reads = { count: 0, read: async () => (reads.count++, batch) }
  return reads
}

test('reads a batch once for all who ask for it', async () => {
  const recent = new RecentBatches()
  const key = {}
  const reads = counted(small)
  const both = await Promise.all([recent.get(key, reads.read), recent.get(key, reads.read)])
  expect(both).toEqual([small, small])
  expect(await recent.get(key, reads.read)).toBe(small)
  expect(reads.count).toBe(1)
})

test('forgets the one asked for longest ago, and sooner when they are large', async () => {
  const recent = new RecentBatches()
  const reads = counted(small)
  const keys = Array.from({ length: 9 }, () => ({}))
  for (const key of keys.slice(0, 8)) await recent.get(key, reads.read)
  await recent.get(keys[0]!, reads.read)
  await recent.get(keys[8]!, reads.read)
  expect(reads.count).toBe(9)
  await recent.get(keys[0]!, reads.read)
  expect(reads.count).toBe(9)
  await recent.get(keys[1]!, reads.read)
  expect(reads.count).toBe(10)

  const largeReads = counted(large)
  const [first, second] = [{}, {}]
  await recent.get(first, largeReads.read)
  await recent.get(second, largeReads.read)
  await recent.get(second, largeReads.read)
  expect(largeReads.count).toBe(2)
  await recent.get(first, largeReads.read)
  expect(largeReads.count).toBe(3)
})

test('a read that failed is tried again', async () => {
  const recent = new RecentBatches()
  const key = {}
  const failed = recent.get(key, () => Promise.reject(new Error('disk')))
  await expect(failed).rejects.toThrow('disk')
  expect(await recent.get(key, counted(small).read)).toBe(small)
})
