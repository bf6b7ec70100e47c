import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTdsServer, type TdsServer } from '../../testing/tds/startTdsServer.ts'
import { ask, importInto, sourceOf, useWorkplace } from './testing/workplace.ts'

const work = useWorkplace()
let server: TdsServer

beforeAll(async () => {
  server = await startTdsServer()
})
afterAll(() => server?.stop())

const ODD = `id,big,price,code,born,seen_at,ok,key,note
1,9223372036854775807,12345678901234567890.12,007,2024-02-29,2024-01-01T10:00:00+02:00,true,9e107d9d-3720-4bd6-8f0a-1f0e9b6d8c01,"a ""b"", ü🦥"
2,-9223372036854775808,-0.10,000,0001-01-01,1999-12-31 23:59:59.999999Z,false,9e107d9d-3720-4bd6-8f0a-1f0e9b6d8c02,""
3,,,,,,,,
`

test('makes a table of SQL Server’s types and stores odd values exactly', async () => {
  const place = await work.open(server.url)
  const source = sourceOf(work.write('odd.csv', ODD))

  const outcome = await importInto(place, 'odd', source, {
    target: { schema: 'dbo', table: 'odd', creates: true },
  })

  expect(outcome).toMatchObject({ writtenRows: 3, rejectCount: 0 })
  expect(await ask(place, 'SELECT * FROM odd ORDER BY id')).toEqual([
    [
      '1',
      '9223372036854775807',
      '12345678901234567890.12',
      '007',
      '2024-02-29',
      '2024-01-01 08:00:00 +00:00',
      'true',
      '9E107D9D-3720-4BD6-8F0A-1F0E9B6D8C01',
      'a "b", ü🦥',
    ],
    [
      '2',
      '-9223372036854775808',
      '-0.10',
      '000',
      '0001-01-01',
      '1999-12-31 23:59:59.999999 +00:00',
      'false',
      '9E107D9D-3720-4BD6-8F0A-1F0E9B6D8C02',
      '',
    ],
    ['3', ...Array(8).fill(null)],
  ])
})

const BAD = 'id,name\n1,one\n2\n3,three\n1,one again\n4,much too long\n5,five\n'

test('tells the line of the first bad row, and writes none', async () => {
  const place = await work.open(server.url)
  await ask(place, 'CREATE TABLE strict (id int PRIMARY KEY, name nvarchar(9))')
  const source = sourceOf(work.write('strict.csv', 'id,name\n1,one\n2,two\n1,again\n'))

  await expect(
    importInto(place, 'strict', source, {
      target: { schema: '', table: 'strict', creates: false },
    }),
  ).rejects.toMatchObject({ code: 'constraint-violation', details: { line: 4 } })
  expect(await ask(place, 'SELECT * FROM strict')).toEqual([])
})

test('keeps refused rows aside by line, and stores the others', async () => {
  const place = await work.open(server.url)
  await ask(place, 'CREATE TABLE kept (id int PRIMARY KEY, name nvarchar(9))')
  const source = sourceOf(work.write('kept.csv', BAD))

  const outcome = await importInto(place, 'kept', source, {
    target: { schema: 'dbo', table: 'kept', creates: false },
    maxRejects: 10,
  })

  expect(outcome).toMatchObject({ writtenRows: 3, rejectCount: 3 })
  expect(outcome.rejects.map(({ line }) => line)).toEqual([3, 5, 6])
  expect(outcome.rejects[1]!.reason).toMatch(/UNIQUE/)
  expect(outcome.rejects[2]!.reason).toMatch(/“name”.*longer/)
  expect(await ask(place, 'SELECT * FROM kept ORDER BY id')).toEqual([
    ['1', 'one'],
    ['3', 'three'],
    ['5', 'five'],
  ])
})
