import { mkdirSync } from 'node:fs'
import { describeDriver } from '../testing/describeDriver.ts'
import type { StatementsUnderTest } from '../testing/DriverUnderTest.ts'
import { sqlite } from './index.ts'
import {
  isComputing,
  spawnProcess,
  targetOf,
  temporaryFolder,
  writeNonsense,
} from './testing/sqliteFile.ts'

const statements: StatementsUnderTest = {
  endless: 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n',
  manyRows: (count) =>
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})
     SELECT i, printf('%0100d', i) FROM n`,
  values: [
    { expression: '42', type: { kind: 'int64' }, text: '42' },
    { expression: '9223372036854775807', type: { kind: 'int64' }, text: '9223372036854775807' },
    { expression: '-9223372036854775808', type: { kind: 'int64' }, text: '-9223372036854775808' },
    { expression: '9007199254740993', type: { kind: 'int64' }, text: '9007199254740993' },
    { expression: '1.0', type: { kind: 'float64', text: 'sqlite' }, text: '1.0' },
    { expression: '1e21', type: { kind: 'float64', text: 'sqlite' }, text: '1.0e+21' },
    { expression: '1e308 * 10', type: { kind: 'float64', text: 'sqlite' }, text: 'Inf' },
    { expression: `'O''Neill 🦦'`, type: { kind: 'text' }, text: `O'Neill 🦦` },
    { expression: `''`, type: { kind: 'text' }, text: '' },
    { expression: `'a' || char(0) || 'b'`, type: { kind: 'text' }, text: 'a\0b' },
    { expression: `x'00ff'`, type: { kind: 'binary' }, text: '0x00ff' },
    { expression: 'null', type: { kind: 'any' }, text: null },
  ],
  bound: {
    sql: 'SELECT ?, ?, ?, ?, ?, ?, typeof(?)',
    parameters: ['naïve', 7, 1.5, 9007199254740993n, true, null, Uint8Array.of(1)],
    row: ['naïve', '7', '1.5', '9007199254740993', '1', null, 'blob'],
  },
  noisy: { sql: `SELECT cast(x'61ff' AS text) AS note`, says: /“note”.*U\+FFFD/ },
  readOnlyEscapes: [
    'PRAGMA query_only = off',
    'BEGIN IMMEDIATE',
    'BEGIN',
    `ATTACH ':memory:' AS other`,
    'CREATE TEMP TABLE loophole (id integer)',
  ],
  hasStatementTimeout: true,
  trigger: ({ name, table }) => [
    `CREATE TRIGGER ${name} AFTER INSERT ON ${table} BEGIN SELECT 1; END`,
  ],
  defaultSchema: 'main',
  commands: { createTable: 'CREATE TABLE', insert: 'INSERT' },
}

describeDriver({
  driver: sqlite,
  environment: { spawnProcess },
  async start() {
    const folder = temporaryFolder()
    const unreachable = (path: string) => targetOf(folder.path(path), { mode: 'must-exist' })
    writeNonsense(folder.path('letter.db'))
    mkdirSync(folder.path('folder.db'))
    return {
      target: targetOf(folder.path('shop.db')),
      unreachable: [
        {
          case: 'a missing file',
          target: unreachable('missing.db'),
          code: 'database-not-found',
          says: /no file “.*missing\.db”/,
        },
        {
          case: 'a missing folder',
          target: targetOf(folder.path('nowhere/shop.db')),
          code: 'database-not-found',
          says: /no folder “.*nowhere”/,
        },
        {
          case: 'a folder',
          target: unreachable('folder.db'),
          code: 'database-not-found',
          says: /folder\.db” is a folder/,
        },
        {
          case: 'a file of another kind',
          target: unreachable('letter.db'),
          code: 'database-not-found',
          says: /letter\.db”.*not an SQLite database/,
        },
      ],
      statements,
      endSession: async (sessionId) => void process.kill(Number(sessionId), 'SIGKILL'),
      isRunning: async (sessionId) => isComputing(Number(sessionId)),
      stop: async () => folder.remove(),
    }
  },
})
