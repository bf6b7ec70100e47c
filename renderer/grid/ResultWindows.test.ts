import { beforeEach, expect, test, vi } from 'vitest'
import type { Column } from '../../contract/columns.ts'
import { ResultWindows } from './ResultWindows.ts'

/** A result whose rows are there as soon as they are counted. */
vi.mock('../api/api.ts', () => ({
  api: {
    call: (_: string, { from, to }: { from: number; to: number }) => Promise.resolve({ from, to }),
  },
}))
vi.mock('./decodeWindow.ts', () => ({
  decodeWindow: ({ from, to }: { from: number; to: number }) => ({
    rowCount: to - from,
    cell: (row: number) => ({ kind: 'text', text: `row ${row}`, sizeBytes: null }),
  }),
}))

const COLUMNS: Column[] = [{ name: 'word', type: { kind: 'text' }, serverType: 'text' }]
let windows: ResultWindows

beforeEach(() => {
  windows = new ResultWindows('r', COLUMNS)
})

const sampleSize = () => windows.state.sample?.(0).length

test('columns go by a first row that comes alone only until more are there', async () => {
  const close = windows.open(() => {})
  windows.setRowCount(1)
  await expect.poll(sampleSize).toBe(1)
  windows.setRowCount(224)
  await expect.poll(sampleSize).toBe(100)
  const { sample } = windows.state
  windows.setRowCount(1_000)
  windows.setResult('view', 7)
  await expect.poll(() => windows.contentAt(6, 0)).not.toBeNull()
  expect(windows.state.sample).toBe(sample)
  close()
})
