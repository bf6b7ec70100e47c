import Database from 'better-sqlite3'
import { afterAll, expect, test } from 'vitest'
import { cellText } from '../../../contract/cellText.ts'
import { keptNumber } from '../../../contract/format/keptNumber.ts'
import { edits } from './edits.ts'

const database = new Database(':memory:')
database.defaultSafeIntegers(true)
afterAll(() => database.close())

/** What a column keeps of a text, as the grid shows it. */
function stored(declaredType: string, text: string): string {
  database.exec(`drop table if exists kept; create table kept (v ${declaredType})`)
  const bound = edits.bind(text, {
    type: { kind: 'text', mark: 'decimal' },
    serverType: declaredType,
  })
  database.prepare('insert into kept values (?)').run(bound)
  const value = database.prepare('select v from kept').pluck().get()
  return typeof value === 'number'
    ? cellText({ kind: 'float64', text: 'sqlite' }, value)
    : String(value)
}

const TEXTS = [
  ...['12.50', '12.00', '+7', '007', '-0', '0.0', '.5', '5.', '1e3', '1.5E-3', '1e400', '-1e25'],
  ...['9223372036854775807', '9223372036854775808', '-9223372036854775808', '99999999999999999999'],
  ...[
    '0.1234567890123456789',
    '12345678901234567.5',
    '9007199254740993.0',
    '4611686018427387904.0',
  ],
  ...['12,5', 'one', '1.2.3', '0x10', ' 12.50 '],
]

test.each(['NUMERIC(10,2)', 'DECIMAL', 'DATE', 'INTEGER'])(
  'numbers in %s are kept as they are shown',
  (type) => {
    expect(edits.keepsNumbers!(type)).toBe(true)
    expect(TEXTS.map((text) => [text, keptNumber(text)])).toEqual(
      TEXTS.map((text) => [text, stored(type, text)]),
    )
  },
)

test.each(['TEXT', 'DECIMAL_TEXT', 'BLOB', 'REAL', ''])('columns of %s are left alone', (type) =>
  expect(edits.keepsNumbers!(type)).toBe(false),
)
