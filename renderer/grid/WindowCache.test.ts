import { expect, test, vi } from 'vitest'
import { type RowRange, WindowCache } from './WindowCache.ts'

/** A source of windows that answers when told to. */
function heldSource() {
  const asked: { range: RowRange; signal: AbortSignal; answer: () => void; fail: () => void }[] = []
  const load = (range: RowRange, signal: AbortSignal): Promise<string> =>
    new Promise((resolve, reject) => {
      asked.push({
        range,
        signal,
        answer: () => resolve(`${range.from}–${range.to}`),
        fail: () => reject(new Error('gone')),
      })
    })
  return { asked, load, ranges: () => asked.map(({ range }) => [range.from, range.to]) }
}

function cacheOver(source: ReturnType<typeof heldSource>, rowCount: number) {
  const onLoaded = vi.fn()
  const onFailed = vi.fn()
  const cache = new WindowCache({
    load: source.load,
    blockRows: 100,
    maxBlocks: 3,
    onLoaded,
    onFailed,
  })
  cache.setRowCount(rowCount)
  return { cache, onLoaded, onFailed }
}

const settled = () => new Promise((resolve) => setTimeout(resolve))

test('asks for the blocks that are visible, once each', async () => {
  const source = heldSource()
  const { cache, onLoaded } = cacheOver(source, 1_000_000)
  cache.show({ from: 90, to: 130 })
  cache.show({ from: 91, to: 131 })
  expect(source.ranges()).toEqual([
    [0, 100],
    [100, 200],
  ])
  source.asked[1]?.answer()
  await settled()
  expect(onLoaded).toHaveBeenCalledExactlyOnceWith({ from: 100, to: 200 })
  expect(cache.blockOf(120)).toBe('100–200')
  expect(cache.blockOf(99)).toBeUndefined()
})

test('aborts requests for rows that have gone out of sight', async () => {
  const source = heldSource()
  const { cache, onLoaded, onFailed } = cacheOver(source, 1_000_000)
  cache.show({ from: 0, to: 40 })
  cache.show({ from: 500_000, to: 500_040 })
  cache.show({ from: 999_960, to: 1_000_000 })
  expect(source.asked.map(({ signal }) => signal.aborted)).toEqual([true, true, false])
  source.asked[0]?.answer()
  source.asked[1]?.fail()
  await settled()
  expect(onLoaded).not.toHaveBeenCalled()
  expect(onFailed).not.toHaveBeenCalled()
  expect(cache.blockOf(0)).toBeUndefined()
})

test('asks again for rows that came back into sight after their request was aborted', () => {
  const source = heldSource()
  const { cache } = cacheOver(source, 1_000)
  cache.show({ from: 0, to: 40 })
  cache.show({ from: 500, to: 540 })
  cache.show({ from: 0, to: 40 })
  expect(source.ranges()).toEqual([
    [0, 100],
    [500, 600],
    [0, 100],
  ])
})

test('keeps no more blocks than allowed, and never drops what is visible', async () => {
  const source = heldSource()
  const { cache } = cacheOver(source, 1_000)
  for (const from of [0, 200, 400, 600]) {
    cache.show({ from, to: from + 40 })
    source.asked.at(-1)?.answer()
    await settled()
  }
  expect(cache.blockOf(0)).toBeUndefined()
  expect(cache.blockOf(200)).toBe('200–300')
  cache.show({ from: 0, to: 500 })
  for (const { answer } of source.asked) answer()
  await settled()
  for (const row of [0, 100, 200, 300, 400]) expect(cache.blockOf(row)).toBeDefined()
})

test('completes the last block as a result grows, showing the old one meanwhile', async () => {
  const source = heldSource()
  const { cache } = cacheOver(source, 30)
  cache.show({ from: 0, to: 40 })
  source.asked[0]?.answer()
  await settled()
  cache.setRowCount(1_000)
  expect(source.ranges()).toEqual([
    [0, 30],
    [0, 100],
  ])
  expect(cache.blockOf(0)).toBe('0–30')
  source.asked[1]?.answer()
  await settled()
  expect(cache.blockOf(0)).toBe('0–100')
})

test('completes a block when the result grew while it was under way', async () => {
  const source = heldSource()
  const { cache } = cacheOver(source, 30)
  cache.show({ from: 0, to: 40 })
  cache.setRowCount(60)
  expect(source.ranges()).toEqual([[0, 30]])
  source.asked[0]?.answer()
  await settled()
  expect(source.ranges().at(-1)).toEqual([0, 60])
})

test('tells of a failed request and asks again when shown again', async () => {
  const source = heldSource()
  const { cache, onFailed } = cacheOver(source, 1_000)
  cache.show({ from: 0, to: 40 })
  source.asked[0]?.fail()
  await settled()
  expect(onFailed).toHaveBeenCalledOnce()
  cache.show({ from: 0, to: 41 })
  expect(source.asked).toHaveLength(2)
})

test('reads anew after clear, and stops everything on dispose', () => {
  const source = heldSource()
  const { cache } = cacheOver(source, 1_000)
  cache.show({ from: 0, to: 40 })
  cache.clear()
  expect(source.asked.map(({ signal }) => signal.aborted)).toEqual([true, false])
  cache.dispose()
  expect(source.asked.map(({ signal }) => signal.aborted)).toEqual([true, true])
  cache.show({ from: 0, to: 40 })
  expect(source.asked).toHaveLength(2)
})

test('asks for nothing where there are no rows', () => {
  const source = heldSource()
  cacheOver(source, 0).cache.show({ from: 0, to: 40 })
  expect(source.asked).toEqual([])
})
