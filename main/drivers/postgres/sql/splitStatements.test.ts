import fc from 'fast-check'
import { expect, test } from 'vitest'
import { splitStatements } from './splitStatements.ts'

test.each<[sql: string, parts: string[]]>([
  ['SELECT 1', ['SELECT 1']],
  ['SELECT 1;', ['SELECT 1']],
  [' SELECT 1 ; ; -- none\n SELECT 2 ', ['SELECT 1 ', 'SELECT 2 ']],
  ['SELECT \';\' AS ";"; SELECT 2', ['SELECT \';\' AS ";"', ' SELECT 2'.trim()]],
  [
    'CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2); SELECT 3',
    ['CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2)', 'SELECT 3'],
  ],
  ['DO $$ BEGIN NULL; END $$; SELECT 1', ['DO $$ BEGIN NULL; END $$', 'SELECT 1']],
  [
    'CREATE OR REPLACE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END; SELECT 3',
    [
      'CREATE OR REPLACE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END',
      'SELECT 3',
    ],
  ],
  ['BEGIN; SELECT 1; END', ['BEGIN', 'SELECT 1', 'END']],
  ['-- nothing', []],
])('splits %s', (sql, parts) => {
  const found = splitStatements(sql)

  expect(found.map((part) => part.sql)).toEqual(parts)
  for (const part of found) expect(sql.startsWith(part.sql, part.offset)).toBe(true)
})

test('never loses a sign of what it splits, whatever the text', () => {
  const piece = fc.constantFrom(
    "'",
    '"',
    '$$',
    '$a$',
    '/*',
    '*/',
    '--',
    '\n',
    ';',
    '(',
    ')',
    'a',
    ' ',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const sql = pieces.join('')
      for (const part of splitStatements(sql)) {
        expect(sql.startsWith(part.sql, part.offset)).toBe(true)
        expect(part.sql).not.toBe('')
      }
    }),
  )
})
