import { expect, test } from 'vitest'
import { surplusParenthesis } from './surplusParenthesis.ts'

/** What stays when `)` was typed where the bar stands. */
function typedAt(marked: string): string {
  const offset = marked.indexOf('|')
  const text = marked.replace('|', '')
  const surplus = surplusParenthesis(text, offset, 'postgres')
  return surplus ? text.slice(0, surplus.from) + text.slice(surplus.to) : text
}

test('a parenthesis closed by hand below the one that closed itself leaves one', () => {
  expect(typedAt('select (\n  select 1\n)|\n)\nfrom t')).toBe('select (\n  select 1\n)\nfrom t')
  expect(typedAt('select (\n  (1\n  )|\n  )\n)')).toBe('select (\n  (1\n  )\n)')
})

test('one typed before the one that Enter carried to its line leaves one', () => {
  expect(typedAt('select 1\nwhere id in (select 1\n)|)')).toBe('select 1\nwhere id in (select 1\n)')
  expect(typedAt('select (count(1)|)')).toBe('select (count(1))')
})

test('one that another needs stays', () => {
  expect(typedAt('select (\n (\n1\n)|\n)')).toBe('select (\n (\n1\n)\n)')
  expect(typedAt("select ('(',\n 2)|\n -- )\n")).toBe("select ('(',\n 2)\n -- )\n")
  expect(typedAt('select 1)| )')).toBe('select 1) )')
})

test('other statements do not count', () => {
  expect(typedAt('select (1;\n\nselect (\n1)|\n);\nselect (2;')).toBe(
    'select (1;\n\nselect (\n1);\nselect (2;',
  )
})
