// @ts-expect-error Monaco declares nothing of its inner parts.
import { fuzzyScore } from 'monaco-editor/base/common/filters'
import { expect, test } from 'vitest'
import { filterTextOf } from './filterTextOf.ts'
import type { SuggestionKind } from './sqlCompletion.ts'

const scoreOf = (typed: string, text: string): readonly number[] | undefined =>
  fuzzyScore(typed, typed.toLowerCase(), 0, text, text.toLowerCase(), 0)

/** As Monaco's popup finds it; undefined: it does not. */
function score(label: string, typed: string, kind: SuggestionKind = 'table'): number | undefined {
  const text = filterTextOf({ kind, label }, typed)
  return scoreOf(typed, text)?.[0]
}

test.each([
  ['customer_9', 'mer_9'],
  ['Customer_9', 'OMER'],
  ['customer_9', '"mer'],
  ['Übersicht', 'sicht'],
])('%s is found by %s', (label, typed) => {
  expect(score(label, typed)).toBeDefined()
})

test('a name that begins with the text is better than one that holds it', () => {
  for (const typed of ['mer', '"mer', '`mer', '[mer'])
    expect(score('merchants', typed)).toBeGreaterThan(score('customers', typed)!)
})

test('what was found by its middle is found when more of it is typed, and sifted out by other text', () => {
  const text = filterTextOf({ kind: 'table', label: 'customer_9' }, 'mer')
  expect(scoreOf('mer_9', text)).toBeDefined()
  expect(scoreOf('merx', text)).toBeUndefined()
})

test('one letter, and words of the language, are found by beginnings only', () => {
  expect(score('prices', 'x')).toBeUndefined()
  expect(score('index', 'x')).toBeUndefined()
  expect(score('max', 'ax', 'function')).toBeUndefined()
  expect(score('exists', 'is', 'keyword')).toBeUndefined()
})
