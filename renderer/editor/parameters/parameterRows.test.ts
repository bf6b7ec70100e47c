import { expect, test } from 'vitest'
import { placeholdersOf, rowOf, valueOfRow, withText, withType } from './parameterRows.ts'

const rules = { marks: ['?', '@', '$'], sentAs: '?', fractions: 'real' } as const

test('each placeholder is asked for once, as it is written', () => {
  const statements = ['select :id, :name', 'select :id, ?, ?']
  expect(placeholdersOf(statements, 'sqlite', rules)).toEqual([
    { name: 'id', label: ':id' },
    { name: 'name', label: ':name' },
    { name: '1', label: '?1' },
    { name: '2', label: '?2' },
  ])
})

test('the type follows what is typed until one is chosen', () => {
  const row = rowOf({ name: 'id', label: ':id' }, undefined)
  expect(withText(row, '42').type).toBe('number')
  expect(withText(row, '2024-02-29').type).toBe('date')
  expect(withText(row, 'true').type).toBe('boolean')
  expect(withText(row, '007').type).toBe('text')
  const chosen = withType(withText(row, '42'), 'text')
  expect(valueOfRow(withText(chosen, '43'))).toEqual({ name: 'id', type: 'text', text: '43' })
})

test('a remembered type that was only guessed is guessed anew, a chosen one stays', () => {
  const placeholder = { name: 'zip', label: ':zip' }
  const guessed = rowOf(placeholder, { name: 'zip', type: 'number', text: '42' })
  expect(withText(guessed, 'north').type).toBe('text')
  const chosen = rowOf(placeholder, { name: 'zip', type: 'text', text: '42' })
  expect(withText(chosen, '43').type).toBe('text')
})

test('typing ends a NULL', () => {
  const row = rowOf({ name: 'id', label: ':id' }, { name: 'id', type: 'null', text: '' })
  expect(row.type).toBe('null')
  expect(withText(row, '5').type).toBe('number')
})
