import fc from 'fast-check'
import { expect, test } from 'vitest'
import { splitStatements } from './splitStatements.ts'
import { statementAt } from './statementAt.ts'

/** `|` is the cursor. */
const at = (marked: string) => {
  const offset = marked.indexOf('|')
  return statementAt(marked.replace('|', ''), 'postgres', offset)?.text ?? null
}

test.each<[string, string | null]>([
  ['|select 1; select 2', 'select 1'],
  ['sel|ect 1; select 2', 'select 1'],
  ['select 1|; select 2', 'select 1'],
  ['select 1;| select 2', 'select 1'],
  ['select 1;|select 2', 'select 2'],
  ['select 1; | select 2', 'select 2'],
  ['select 1; |select 2', 'select 2'],
  ['select 1;  |\nselect 2', 'select 1'],
  ['select 1; -- no|te\nselect 2', 'select 1'],
  ['select 1;\n|\nselect 2', null],
  ['select 1;\n\n|-- note\n\nselect 2', 'select 2'],
  ['select 1;\n-- no|te\nselect 2', 'select 2'],
  ['select 1;\n |  select 2', 'select 2'],
  ['select 1;\n\nselect 2|', 'select 2'],
  ['select 1;\n\nselect 2;|\n', 'select 2'],
  ['select 1;\n\nselect 2;\n\n |', 'select 2'],
  ['select 1\n\n  |', 'select 1'],
  ['select\n|\n1; select 2', 'select\n\n1'],
  ["select ';|'; select 2", "select ';'"],
  ['|', null],
  ['\n|\n\nselect 1', null],
  ['-- only |a note', null],
])('at %j it is %j', (marked, expected) => {
  expect(at(marked)).toBe(expected)
})

test('a cursor in a statement always means that one', () => {
  const scripts = fc.array(
    fc.constantFrom('select 1', "x ';'", '$$;$$', ';', '\n', ' ', '-- c\n'),
    {
      maxLength: 12,
    },
  )
  fc.assert(
    fc.property(scripts, (parts) => {
      const script = parts.join('')
      for (const range of splitStatements(script, 'postgres'))
        for (let offset = range.from; offset < range.to; offset++)
          expect(statementAt(script, 'postgres', offset)).toEqual(range)
    }),
  )
})
