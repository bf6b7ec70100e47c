import { expect, test } from 'vitest'
import { editorSizeOf } from './editorSizeOf.ts'

const wide = { kind: 'rows', isBeside: false, isNarrow: false, percent: undefined } as const

test('in a small window rows have most of a table’s tab, and a script most of its own', () => {
  expect(editorSizeOf({ ...wide, isNarrow: true })).toBe(editorSizeOf(wide))
  expect(editorSizeOf({ ...wide, isNarrow: true, percent: 60 })).toBe(88)
  expect(editorSizeOf({ ...wide, isNarrow: true, kind: 'script' })).toBe('65%')
})

test('in a wide one the user says', () => {
  expect(editorSizeOf({ ...wide, percent: 60 })).toBe('60%')
  expect(editorSizeOf({ ...wide, kind: 'script' })).toBe('45%')
  expect(editorSizeOf({ ...wide, isBeside: true, percent: 60 })).toBe('45%')
})
