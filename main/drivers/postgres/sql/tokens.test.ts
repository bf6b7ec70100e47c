import { expect, test } from 'vitest'
import { firstWord, tokens } from './tokens.ts'

test.each<[sql: string, texts: string[]]>([
  ['SELECT a1, "B c" FROM größe', ['select', 'a1', ',', '"B c"', 'from', 'größe']],
  ['\'it\'\'s\' "a""b"', ["'it''s'", '"a""b"']],
  ["E'it\\'s' 'a\\' x", ["E'it\\'s'", "'a\\'", 'x']],
  ['a -- b;\nc', ['a', 'c']],
  ['a /* b /* c */ ; */ d', ['a', 'd']],
  ['$$ a; $b$ ; $$ x', ['$$ a; $b$ ; $$', 'x']],
  ['$fn$ a; $$ ; $fn$ x', ['$fn$ a; $$ ; $fn$', 'x']],
  ['$1 + a$b$c', ['$', '1', '+', 'a$b$c']],
  ['1e5 .5', ['1e5', '.', '5']],
  ["'never closed ; ", ["'never closed ; "]],
  ['/* never closed ;', []],
  ['$$ never closed ;', ['$$ never closed ;']],
])('cuts %s', (sql, texts) => {
  expect([...tokens(sql)].map(({ text }) => text)).toEqual(texts)
})

test.each([
  ['  -- note\n /* more */ Select 1', 'select'],
  ['((SELECT 1) UNION SELECT 2)', 'select'],
  ["'select'", ''],
  ['', ''],
])('finds the first word of %s', (sql, word) => {
  expect(firstWord(sql)).toBe(word)
})
