import { expect, test } from 'vitest'
import type { ExportCompression, ExportFormat } from '../../contract/exports.ts'
import { exportFileName, exportTableName } from './exportFileName.ts'

test.each([
  ['orders', 1, 'orders.csv'],
  ['orders.sql', 2, 'orders-2.csv'],
  ['a/b: c?', 1, 'a-b- c.csv'],
  ['..', 1, 'result.csv'],
  ['订单', 1, '订单.csv'],
  ['x'.repeat(300), 1, `${'x'.repeat(100)}.csv`],
])('result of %s, number %i, goes to %s', (title, number, expected) => {
  expect(exportFileName(title, number, { format: 'csv', compression: 'none' })).toBe(expected)
})

test('a name ends as the format and its compression do', () => {
  const ending = (...[format, compression]: [ExportFormat, ExportCompression]) =>
    exportFileName('orders', 1, { format, compression })
  expect(ending('markdown', 'none')).toBe('orders.md')
  expect(ending('csv', 'gzip')).toBe('orders.csv.gz')
  expect(ending('sql', 'zstd')).toBe('orders.sql.zst')
})

test.each([
  ['orders', 'orders'],
  ['Query 1', 'Query_1'],
  ['订单.sql', '订单'],
  ['..', 'result'],
])('rows of %s go into the table %s', (title, expected) => {
  expect(exportTableName(title)).toBe(expected)
})
