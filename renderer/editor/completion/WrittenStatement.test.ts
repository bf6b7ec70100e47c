import fc from 'fast-check'
import { expect, test } from 'vitest'
import { statementAt } from '../../../contract/sql/statementAt.ts'
import { WrittenStatement } from './WrittenStatement.ts'

const script = `select 1;\nselect 'a;b' from t -- ; no\n where x = $$;$$;\n\nselect 2 \n;select 3`

test('what is remembered of the text before gives the same as reading all of it', () => {
  for (const splitter of ['postgres', 'sqlite', 'mssql'] as const) {
    const remembering = new WrittenStatement()
    // Typed letter by letter, asked at every place, with a change in the middle at last.
    const typed = Array.from(script, (_, at) => script.slice(0, at + 1))
    for (const text of [...typed, `;${script}`])
      for (let offset = text.length; offset >= 0; offset -= 7)
        expect(remembering.rangeAt(text, splitter, offset)).toEqual(
          new WrittenStatement().rangeAt(text, splitter, offset),
        )
  }
})

test.each([
  ['select * from |', 'select * from '],
  ['select * from \n|', 'select * from \n'],
  ['select 1;\nselect * from |;\nselect 2', 'select * from '],
  ['select 1; |', ''],
  ['select 1\n\n|', ''],
  ['|select 1', 'select 1'],
  ['sel|ect 1; select 2', 'select 1'],
])('in %s', (marked, written) => {
  const text = marked.replace('|', '')
  const { from, to } = new WrittenStatement().rangeAt(text, 'postgres', marked.indexOf('|'))
  expect(text.slice(from, to)).toBe(written)
})

const PARTS = ['select 1', "x ';'", "'", '$$;$$', ';', '\n', ' ', '-- c\n', '/*', 'end', '\nGO\n']
const BODY = 'create trigger t begin delete from t; end'

test('the statement at the cursor is the one that reading the whole script finds', () => {
  const anyScript = fc
    .array(fc.constantFrom(...PARTS, BODY, `'${'x'.repeat(3_000)}'`, '-'.repeat(3_000)))
    .map((parts) => parts.join(''))
  const splitters = fc.constantFrom('postgres', 'sqlite', 'mssql', 'redis', 'none')
  fc.assert(
    fc.property(splitters, fc.array(anyScript, { maxLength: 3 }), (splitter, scripts) => {
      const remembering = new WrittenStatement()
      for (const text of scripts)
        for (const offset of [text.length, 0, 1, text.indexOf(';') + 1, text.length >> 1])
          expect(remembering.statementAt(text, splitter, offset)).toEqual(
            statementAt(text, splitter, offset),
          )
    }),
    { numRuns: 300 },
  )
})
