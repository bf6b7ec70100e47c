import { expect, test } from 'vitest'
import { wantedAfterSpace } from './afterSpace.ts'

test.each([
  ['select * from ', 'table'],
  ['from film f left join ', 'join'],
  ['from film f JOIN store s ON ', 'join'],
  ['insert into ', 'table'],
  ['order by ', 'column'],
  ['group  by ', 'column'],
  ['where rating = ', 'value'],
  ['where rating in ( ', 'value'],
  ['where rating in (', 'value'],
])('behind “%s” something certain follows', (line, kind) => {
  expect(wantedAfterSpace(line)).toContain(kind)
})

test.each([
  'select ',
  'from film ',
  'count(',
  'where location ',
  'order by name ',
  'a by ',
  'upon ',
])('behind “%s” nothing opens by itself', (line) => {
  expect(wantedAfterSpace(line)).toBeNull()
})
