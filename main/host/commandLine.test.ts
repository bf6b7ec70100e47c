import { expect, test } from 'vitest'
import { commandNamed, parseCommandLine, usageOf } from './commandLine.ts'

test('without arguments it serves a browser on any free port and opens a window', () => {
  const expected = { kind: 'browser', port: 0, opensWindow: true, dataDir: null, configFile: null }
  expect(parseCommandLine([])).toEqual(expected)
  expect(parseCommandLine(['browser'])).toEqual(expected)
})

test('flags of the browser host are taken with and without its name', () => {
  const flags = ['--no-open', '--port', '4000', '--data-dir', '/data', '--config', '/c.json']
  const expected = {
    kind: 'browser',
    port: 4000,
    opensWindow: false,
    dataDir: '/data',
    configFile: '/c.json',
  }
  expect(parseCommandLine(flags)).toEqual(expected)
  expect(parseCommandLine(['browser', ...flags])).toEqual(expected)
})

test('a query has CSV as its format unless another is named', () => {
  const query = ['query', '--url', 'sqlite:a.db', '--sql', 'select 1']
  expect(parseCommandLine(query)).toMatchObject({
    kind: 'query',
    format: 'csv',
    script: { sql: 'select 1' },
  })
  expect(parseCommandLine([...query, '--format', 'ndjson'])).toMatchObject({ format: 'ndjson' })
})

test('an export takes format and compression from the name of its file', () => {
  const flags = ['export', '--url', 'sqlite:a.db', '--sql', 'select 1', '--to']
  expect(parseCommandLine([...flags, '/tmp/orders.csv.gz'])).toMatchObject({
    kind: 'export',
    path: '/tmp/orders.csv.gz',
    format: 'csv',
    compression: 'gzip',
    csv: { separator: ',', hasHeader: true, quoting: 'needed', nullText: '' },
    table: 'orders',
    dialect: null,
  })
  const given = ['x.txt', '--format', 'sql', '--compress', 'zstd', '--table', 'a.b']
  expect(parseCommandLine([...flags, ...given, '--dialect', 'postgres'])).toMatchObject({
    format: 'sql',
    compression: 'zstd',
    table: 'a.b',
    dialect: 'postgres',
  })
  const csv = ['--separator', 'tab', '--null', 'NULL', '--no-header', '--quote-all', '--crlf']
  const marks = ['--bom', '--guard-formulas']
  expect(parseCommandLine([...flags, 'x.csv', ...csv, ...marks])).toMatchObject({
    csv: {
      separator: '\t',
      nullText: 'NULL',
      hasHeader: false,
      quoting: 'always',
      lineEnd: 'crlf',
      hasByteOrderMark: true,
      guardsFormulas: true,
    },
  })
})

test('help and version are asked for anywhere a user would', () => {
  expect(parseCommandLine(['--help'])).toEqual({ kind: 'help', about: null })
  expect(parseCommandLine(['query', '--help'])).toEqual({ kind: 'help', about: 'query' })
  expect(parseCommandLine(['import', 'a.csv', '-h'])).toEqual({ kind: 'help', about: 'import' })
  expect(parseCommandLine(['--version'])).toEqual({ kind: 'version' })
})

test.each([
  [['--prot', '1'], "Unknown option '--prot'."],
  [['serve'], 'There is no command “serve”.'],
  [['--port', '70000'], '--port takes a number from 0 to 65535, not “70000”.'],
  [['--port', 'x'], '--port takes a number from 0 to 65535, not “x”.'],
  [['--listen', '0.0.0.0'], '--listen: Sluice serves this computer only (127.0.0.1).'],
  [['query', '--url', 'sqlite:a.db'], '--sql is missing, or --file FILE, or - for standard input.'],
  [['query', '--url', 'a', '--sql', 'b', '-'], '--sql, --file and - exclude each other.'],
  [['query', '--sql', 'select 1'], '--url is missing.'],
  [
    ['query', '--url', 'a', '--sql', 'b', '--format', 'xml'],
    '--format takes csv, json, ndjson, markdown, not “xml”.',
  ],
  [['export', '--url', 'a', '--sql', 'b'], '--to is missing.'],
  [
    ['export', '--url', 'a', '--sql', 'b', '--to', 'x'],
    '--format is missing, and the name “x” does not tell it.',
  ],
  [
    ['export', '--url', 'a', '--sql', 'b', '--to', 'x.csv', '--separator', 'x'],
    '--separator takes ,, ;, |, tab, not “x”.',
  ],
  [['ping'], '--url is missing.'],
  [['ping', '--url', ' '], '--url is missing.'],
  [['--data-dir', ''], '--data-dir is missing.'],
])('%j is refused: %s', (argv, message) => {
  expect(() => parseCommandLine(argv)).toThrow(
    expect.objectContaining({ code: 'invalid-request', message }),
  )
})

test('pools are listed, and checked where it is asked for', () => {
  expect(parseCommandLine(['pools', '--check', '--json'])).toEqual({
    kind: 'pools',
    checks: true,
    json: true,
    dataDir: null,
    configFile: null,
  })
})

test('a query takes its statements from a file or from standard input', () => {
  const scriptOf = (...flags: string[]) => parseCommandLine(['query', '--url', 'a', ...flags])
  expect(scriptOf('--file', 'q.sql')).toMatchObject({ script: { path: 'q.sql' } })
  expect(scriptOf('-')).toMatchObject({ script: { path: '-' } })
})

test('a wrong call of a command is answered with how to call that one', () => {
  expect(usageOf(commandNamed(['query', '--url']))).toMatch(/^Usage:\n {2}sluice query /)
  expect(usageOf(commandNamed(['query']))).not.toContain('sluice export')
  expect(usageOf(commandNamed(['--prot', '1']))).toContain('sluice [browser]')
  for (const name of ['browser', 'query', 'export', 'import', 'describe', 'ping', 'pools'])
    expect(usageOf(commandNamed(['bogus']))).toContain(name)
})

test('an import knows what is compressed by its name', () => {
  const formatOf = (path: string) => {
    const command = parseCommandLine(['import', path, '--url', 'a', '--table', 't'])
    return command.kind === 'import' && command.source.format
  }
  expect(['o.csv.gz', 'o.ndjson.zst', 'o.json.GZ', 'o.tsv.zst'].map(formatOf)).toEqual([
    'csv',
    'ndjson',
    'json',
    'csv',
  ])
})
