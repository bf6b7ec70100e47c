import { expect, test } from 'vitest'
import { measureQuestion } from './measureQuestion.ts'

const profile = {
  id: 'p',
  name: 'shop',
  environment: 'development' as const,
  isReadOnly: false,
}

test('measuring what only reads needs no question', () => {
  expect(measureQuestion('select * from orders', profile, 'postgres')).toBeNull()
})

test('measuring a change is asked about everywhere, with what it would destroy', () => {
  expect(
    measureQuestion('update orders set a = 1 where id = 3', profile, 'postgres'),
  ).toMatchObject({ dangers: [], isMeasured: true })
  expect(measureQuestion('delete from orders', profile, 'postgres')).toMatchObject({
    dangers: [{ kind: 'delete-all', target: 'orders' }],
  })
})

test('a read-only connection refuses by itself', () => {
  expect(measureQuestion('delete from a', { ...profile, isReadOnly: true }, 'mssql')).toBeNull()
})
