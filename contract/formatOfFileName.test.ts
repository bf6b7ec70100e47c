import { expect, test } from 'vitest'
import { formatOfFileName } from './formatOfFileName.ts'

test.each([
  ['orders.csv', 'csv', 'none'],
  ['/a.b/Orders.CSV.GZ', 'csv', 'gzip'],
  ['orders.jsonl.zst', 'ndjson', 'zstd'],
  ['orders.md', 'markdown', 'none'],
  ['orders.xlsx', 'xlsx', 'none'],
  ['orders.parquet', 'parquet', 'zstd'],
  ['orders.txt', null, 'none'],
  ['orders', null, 'none'],
  ['.gz', null, 'gzip'],
])('%s is %s, compression %s', (name, format, compression) => {
  expect(formatOfFileName(name)).toEqual({ format, compression })
})
