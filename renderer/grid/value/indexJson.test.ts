import fc from 'fast-check'
import { expect, test } from 'vitest'
import { indexJson, type JsonIndex } from './indexJson.ts'
import { childCount, hasChildren, jsonRows, memberName, valueText } from './jsonRows.ts'

function indexed(text: string): JsonIndex | null {
  const work = indexJson(text)
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
  }
}

/** What the tree shows when all of it is open. */
const lines = (text: string): string[] => {
  const index = indexed(text)!
  const all = new Set(index.starts.keys())
  return jsonRows(index, all).map(({ value, level }) => {
    const name = memberName(index, value)
    const shown = hasChildren(index, value)
      ? `(${childCount(index, value)})`
      : valueText(index, value)
    return `${'  '.repeat(level)}${name === null ? '' : `${name}: `}${shown}`
  })
}

test('the tree keeps digits, order and members of the same name', () => {
  expect(
    lines(' {"a": 10010513897886659123, "a":1.10,\n"b\\"c": [ ] , "d":{"e":[null,"x"]}} '),
  ).toEqual([
    '(4)',
    '  a: 10010513897886659123',
    '  a: 1.10',
    '  b"c: [ ]',
    '  d: (1)',
    '    e: (2)',
    '      null',
    '      "x"',
  ])
})

test('closed values hide what is inside', () => {
  const index = indexed('[[1,2],[3]]')!
  expect(jsonRows(index, new Set())).toEqual([{ value: 0, level: 0 }])
  expect(jsonRows(index, new Set([0, 4])).map(({ value }) => value)).toEqual([0, 1, 4, 5])
})

test('takes and refuses what JSON.parse takes and refuses', () => {
  const isJson = (text: string): boolean => {
    try {
      JSON.parse(text)
      return true
    } catch {
      return false
    }
  }
  const pieces = fc.array(
    fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"\\u00e9"',
      '"\\x"',
      '1',
      '-0',
      '01',
      '1.',
      '1e5',
      'true',
      'nul',
      ' ',
      '"',
    ),
    { maxLength: 8 },
  )
  fc.assert(
    fc.property(
      fc.oneof(
        pieces.map((all) => all.join('')),
        fc.json(),
      ),
      (text) => {
        expect(indexed(text) !== null, text).toBe(isJson(text))
      },
    ),
    { numRuns: 1_000 },
  )
})

test('a million brackets within each other are no matter', () => {
  const depth = 1_000_000
  expect(indexed('['.repeat(depth) + ']'.repeat(depth))?.starts.length).toBe(depth)
  expect(indexed('['.repeat(depth))).toBeNull()
})
