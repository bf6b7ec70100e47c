import { expect, test } from 'vitest'
import { parseCommandLine } from './commandLine.ts'

const parse = (...argv: string[]) => parseCommandLine(['import', ...argv])
const LEAST = ['orders.csv', '--url', 'sqlite:///a.db', '--table', 'orders']

test('takes the format from the name, and little else', () => {
  expect(parse(...LEAST)).toEqual({
    kind: 'import',
    url: 'sqlite:///a.db',
    source: {
      path: 'orders.csv',
      format: 'csv',
      csv: {
        separator: ',',
        quote: '"',
        encoding: 'auto',
        hasHeader: true,
        nullText: '',
        decimalMark: '.',
      },
      sheet: null,
    },
    schema: '',
    table: 'orders',
    creates: false,
    maxRejects: 0,
    rejectsPath: null,
    points: null,
  })
})

test('takes everything it is told', () => {
  const command = parse(
    ...['a.dat', '--url', 'u', '--table', 'public."a.b"', '--create', '--format', 'csv'],
    ...['--rejects', 'r.csv', '--max-rejects', '10', '--separator', 'tab', '--quote', "'"],
    ...['--no-header', '--encoding', 'gb18030', '--null', 'NULL', '--decimal-comma'],
    ...['--tags', 'city, zone', '--time', 'at', '--time-unit', 'ms'],
  )
  expect(command).toMatchObject({
    source: {
      csv: {
        separator: '\t',
        quote: "'",
        encoding: 'gb18030',
        hasHeader: false,
        nullText: 'NULL',
        decimalMark: ',',
      },
    },
    schema: 'public',
    table: 'a.b',
    creates: true,
    maxRejects: 10,
    rejectsPath: 'r.csv',
    points: { tags: ['city', 'zone'], time: 'at', unit: 'ms' },
  })
})

test.each([
  [['--url', 'u', '--table', 't'], /file to import is missing/],
  [['a.dat', '--url', 'u', '--table', 't'], /--format is missing/],
  [['a.csv', '--table', 't'], /--url is missing/],
  [['a.csv', '--url', 'u'], /--table is missing/],
  [[...LEAST, '--max-rejects', '-1'], /--max-rejects/],
  [[...LEAST, '--max-rejects', '1e9'], /--max-rejects takes a number/],
  [[...LEAST, '--separator', ';;'], /one character/],
  [[...LEAST, '--encoding', 'ebcdic'], /--encoding takes/],
  [['a.csv', '--url', 'u', '--table', 'a.b.c'], /--table takes/],
])('%j is wrong usage', (argv, says) => {
  expect(() => parse(...argv)).toThrow(says)
})
