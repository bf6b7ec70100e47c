import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addCell,
  asTable,
  extendTo,
  isRowSelected,
  isSelected,
  selectAll,
  selectCell,
  selectColumns,
  selectedCount,
  selectRows,
  type GridSelection,
} from './gridSelection.ts'

const size = { rowCount: 1_000_000, columnCount: 12 }
const at = (row: number, column: number) => ({ row, column })

test('Shift extends from where the range began, in every direction', () => {
  const selection = extendTo(extendTo(selectCell(at(5, 5)), at(9, 9)), at(2, 3))
  expect(asTable(selection)).toEqual({ rows: [{ from: 2, to: 6 }], columns: [3, 4, 5] })
  expect(selectedCount(selection)).toBe(12)
})

test('all of a million rows is one rectangle', () => {
  const selection = selectAll(size)
  expect(selection).toHaveLength(1)
  expect(selectedCount(selection)).toBe(12_000_000)
  expect(asTable(selection)?.rows).toEqual([{ from: 0, to: 1_000_000 }])
  expect(selectAll({ rowCount: 0, columnCount: 3 })).toEqual([])
})

test('columns apart are a table, and so are rows apart that touch or overlap', () => {
  const columns: GridSelection = [selectColumns(7, 7, size), selectColumns(2, 3, size)]
  expect(asTable(columns)).toEqual({ rows: [{ from: 0, to: 1_000_000 }], columns: [2, 3, 7] })
  const rows: GridSelection = [
    selectRows(9, 8, size),
    selectRows(2, 4, size),
    selectRows(4, 5, size),
  ]
  expect(asTable(rows)?.rows).toEqual([
    { from: 2, to: 6 },
    { from: 8, to: 10 },
  ])
  expect(isRowSelected(rows, 8, size)).toBe(true)
  expect(isRowSelected(rows, 6, size)).toBe(false)
})

test('ranges that share neither rows nor columns are no table, though each cell counts once', () => {
  const selection = addCell(extendTo(selectCell(at(0, 0)), at(1, 1)), at(5, 5))
  expect(asTable(selection)).toBeNull()
  expect(selectedCount(extendTo(addCell(selection, at(1, 1)), at(2, 2)))).toBe(8)
})

test('a selection counts and tells the same cells as a list of them would', () => {
  const place = fc.record({ row: fc.nat(6), column: fc.nat(4) })
  const range = fc.record({ anchor: place, head: place })
  fc.assert(
    fc.property(fc.array(range, { maxLength: 4 }), (selection) => {
      const cells = Array.from({ length: 35 }, (_, n) => at(n % 7, Math.floor(n / 7)))
      const selected = cells.filter((cell) => isSelected(selection, cell))
      expect(selectedCount(selection)).toBe(selected.length)
      const table = asTable(selection)
      if (!table) return
      const rows = table.rows.reduce((sum, { from, to }) => sum + to - from, 0)
      expect(rows * table.columns.length).toBe(selected.length)
    }),
  )
})
