import { expect, test } from 'vitest'
import { drivers } from '../drivers/registry.ts'
import { boundedCount } from './boundedCount.ts'

const driver = (id: string) => drivers.find((each) => each.id === id)!
const rows = {
  ...{ schema: 'shop', name: 'Order Lines' },
  where: [{ column: 'of', value: '7', kind: 'number' as const }],
}

test('rows are counted up to a limit, in the dialect’s words', () => {
  expect(boundedCount(rows, 1_001, driver('postgres'))).toBe(
    'SELECT count(*) FROM (SELECT 1 AS one FROM shop."Order Lines" WHERE of = 7 LIMIT 1001) AS found',
  )
  expect(boundedCount(rows, 1_001, driver('mssql'))).toBe(
    'SELECT count(*) FROM (SELECT 1 AS one FROM shop.[Order Lines] WHERE [of] = 7 ORDER BY (SELECT NULL) OFFSET 0 ROWS FETCH NEXT 1001 ROWS ONLY) AS found',
  )
})
