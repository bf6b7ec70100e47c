import type { ColumnType } from '../../../contract/columns.ts'
import { collectRows } from '../../frame/collectRows.ts'
import { startTdsServer } from '../../testing/tds/startTdsServer.ts'
import type { ConnectionTarget } from '../driver.ts'
import { describeDriver } from '../testing/describeDriver.ts'
import type { ServerUnderTest, StatementsUnderTest } from '../testing/DriverUnderTest.ts'
import { mssql } from './index.ts'

const environment = {
  spawnProcess: () => {
    throw new Error('This driver needs no process')
  },
}

// A real server where one is given, else one of our own that speaks the protocol.
const realUrl = process.env['SLUICE_TEST_MSSQL_URL']
describeDriver({ driver: mssql, environment, start: realUrl ? () => useReal(realUrl) : startOwn })

const targetOf = (url: string): ConnectionTarget => {
  const { fields, secrets } = mssql.parseUrl(url)
  return {
    profileName: 'conformance',
    fields: { ...fields, ...secrets },
    isReadOnly: false,
    connectTimeoutMs: 5_000,
    statementTimeoutMs: 0,
  }
}

function unreachableOf(target: ConnectionTarget): ServerUnderTest['unreachable'] {
  const { host = '', port = '', user = '' } = target.fields
  const withFields = (changes: ConnectionTarget['fields']) => ({
    ...target,
    connectTimeoutMs: 2_000,
    fields: { ...target.fields, ...changes },
  })
  return [
    {
      case: 'wrong port',
      target: withFields({ port: 1 }),
      code: 'connection-refused',
      says: new RegExp(`${String(host)}:1\\b`),
    },
    {
      case: 'wrong host',
      target: withFields({ host: 'no-such-host.invalid' }),
      code: 'host-not-found',
      says: /“no-such-host\.invalid”/,
    },
    {
      case: 'wrong password',
      target: withFields({ password: 'guess' }),
      code: 'authentication-failed',
      says: new RegExp(`${String(host)}:${String(port)}.*“${String(user)}”.*password`, 's'),
    },
    {
      case: 'wrong database',
      target: withFields({ database: 'nowhere' }),
      code: 'database-not-found',
      says: /“nowhere”/,
    },
  ]
}

async function startOwn(): Promise<ServerUnderTest> {
  const server = await startTdsServer()
  const target = targetOf(server.url)
  return {
    target,
    unreachable: [
      ...unreachableOf(target),
      {
        case: 'TLS that the server does not have',
        target: { ...target, fields: { ...target.fields, tlsMode: 'mandatory' } },
        code: 'tls-failed',
        says: /has no TLS/,
      },
    ],
    statements,
    endSession: async (sessionId) => server.kill(Number(sessionId)),
    isRunning: async (sessionId) => server.isRunning(Number(sessionId)),
    stop: () => server.stop(),
  }
}

/** The database of the URL has to be empty, and its user to own it. */
async function useReal(url: string): Promise<ServerUnderTest> {
  const target = targetOf(url)
  const { signal } = new AbortController()
  const administrator = await mssql.connect(target, environment, signal)
  const ask = (sql: string) => collectRows(administrator, { sql }, signal)
  return {
    target,
    unreachable: unreachableOf(target),
    statements,
    endSession: async (sessionId) => void (await ask(`KILL ${sessionId}`)),
    isRunning: async (sessionId) =>
      (await ask(`SELECT 1 FROM sys.dm_exec_requests WHERE session_id = ${sessionId}`)).length > 0,
    stop: () => administrator.close(),
  }
}

/** Instants are shown with the offset they came with, and UUIDs as the server writes them. */
function shownAs(type: ColumnType, written: string): string {
  if (type.kind === 'bool') return String(written === '1')
  if (type.kind === 'timestamp' && type.zone !== null) return written.replace(/\+00$/, ' +00:00')
  return type.kind === 'text' && type.mark === 'uuid' ? written.toUpperCase() : written
}

const text: ColumnType = { kind: 'text' }

const statements: StatementsUnderTest = {
  endless: "WAITFOR DELAY '00:01:00'",
  manyRows: (count) =>
    `SELECT value, RIGHT(CONCAT(REPLICATE('.', 100), value), 100) FROM GENERATE_SERIES(1, ${count})`,
  values: [
    { expression: 'CAST(1 AS bit)', type: { kind: 'bool' }, text: 'true' },
    { expression: 'CAST(NULL AS nvarchar(10))', type: text, text: null },
    { expression: 'CAST(255 AS tinyint)', type: { kind: 'int16' }, text: '255' },
    { expression: 'CAST(-32768 AS smallint)', type: { kind: 'int16' }, text: '-32768' },
    { expression: '2147483647', type: { kind: 'int32' }, text: '2147483647' },
    {
      expression: "CAST('-9223372036854775808' AS bigint)",
      type: { kind: 'int64' },
      text: '-9223372036854775808',
    },
    {
      expression: "CAST('-123456789012345678.01234567890123456789' AS decimal(38, 20))",
      type: { kind: 'decimal', precision: 38, scale: 20 },
      text: '-123456789012345678.01234567890123456789',
    },
    {
      expression: "CAST('-922337203685477.5808' AS money)",
      type: { kind: 'decimal', precision: 19, scale: 4 },
      text: '-922337203685477.5808',
    },
    {
      expression: "CAST('214748.3647' AS smallmoney)",
      type: { kind: 'decimal', precision: 10, scale: 4 },
      text: '214748.3647',
    },
    { expression: 'CAST(0.1 AS float)', type: { kind: 'float64' }, text: '0.1' },
    { expression: "CAST('0001-01-01' AS date)", type: { kind: 'date' }, text: '0001-01-01' },
    {
      expression: "CAST('23:59:59.9999999' AS time(7))",
      type: { kind: 'time', unit: 'ns' },
      text: '23:59:59.9999999',
    },
    {
      expression: "CAST('2024-02-29 12:34:56.1234567' AS datetime2(7))",
      type: { kind: 'timestamp', unit: 'ns', zone: null },
      text: '2024-02-29 12:34:56.1234567',
    },
    {
      expression: "CAST('9999-12-31 23:59:59.9999999' AS datetime2(7))",
      type: { kind: 'text', mark: 'timestamp' },
      text: '9999-12-31 23:59:59.9999999',
    },
    {
      expression: "CAST('2024-02-29 12:34:56.1234567 -03:30' AS datetimeoffset(7))",
      type: { kind: 'text', mark: 'timestamp' },
      text: '2024-02-29 12:34:56.1234567 -03:30',
    },
    {
      expression: "CAST('2024-02-29 12:34:56.997' AS datetime)",
      type: { kind: 'timestamp', unit: 'us', zone: null },
      text: '2024-02-29 12:34:56.997',
    },
    {
      expression: "CAST('6f9619ff-8b86-d011-b42d-00c04fc964ff' AS uniqueidentifier)",
      type: { kind: 'text', mark: 'uuid' },
      text: '6F9619FF-8B86-D011-B42D-00C04FC964FF',
    },
    { expression: "N'naïve 🦥'", type: text, text: 'naïve 🦥' },
    { expression: '0x00FF', type: { kind: 'binary' }, text: '0x00ff' },
  ],
  bound: {
    sql: 'SELECT @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8',
    parameters: [
      "it's “text”",
      42,
      9_223_372_036_854_775_807n,
      'a'.repeat(5_000),
      Uint8Array.of(0, 255),
      null,
      0.1,
      '',
    ],
    row: ["it's “text”", '42', '9223372036854775807', 'a'.repeat(5_000), '0x00ff', null, '0.1', ''],
  },
  script: { sql: "SELECT 1; SELECT ';'; -- ;\nGO\n SELECT 3;\ngo", firstCells: ['1', ';', '3'] },
  longText: 'nvarchar(max)',
  shownAs,
  insertReturning: (table) => `INSERT INTO ${table} OUTPUT inserted.id VALUES (1), (2)`,
  temporaryTable: (name) => `CREATE TABLE #${name} (id integer)`,
  noisy: { sql: "PRINT N'hello you'", says: /^hello you$/ },
  readOnlyEscapes: [
    'COMMIT TRANSACTION',
    'ROLLBACK TRANSACTION; BEGIN TRANSACTION',
    'SET IMPLICIT_TRANSACTIONS ON',
    'SELECT 1; COMMIT',
    'SELECT 1COMMIT',
    'BEGIN TRAN; COMMIT',
  ],
  hasStatementTimeout: true,
  defaultSchema: 'dbo',
  routine: { create: (name) => `CREATE PROCEDURE ${name} AS SELECT 1`, kind: 'procedure' },
  trigger: ({ name, table }) => [`CREATE TRIGGER ${name} ON ${table} AFTER INSERT AS SELECT 1`],
  describe: ({ schema, table, column, comment }) => {
    const add = (what: string) =>
      `EXEC sp_addextendedproperty @name = N'MS_Description', @value = N'${comment.replaceAll("'", "''")}', @level0type = N'SCHEMA', @level0name = N'${schema}', @level1type = N'TABLE', @level1name = N'${table}'${what}`
    return [add(''), add(`, @level2type = N'COLUMN', @level2name = N'${column}'`)]
  },
  commands: { createTable: null, insert: 'INSERT' },
}
