import type { ColumnType } from '../../../contract/columns.ts'
import type { ConnectionTarget } from '../driver.ts'
import { collectRows } from '../../frame/collectRows.ts'
import { startPostgres } from '../../testing/postgresServer.ts'
import { describeDriver } from '../testing/describeDriver.ts'
import type { ServerUnderTest, StatementsUnderTest } from '../testing/DriverUnderTest.ts'
import { postgres } from './index.ts'

const environment = {
  spawnProcess: () => {
    throw new Error('This driver needs no process')
  },
}

describeDriver({ driver: postgres, environment, start })

async function start(): Promise<ServerUnderTest> {
  const server = await startPostgres()
  const { fields, secrets } = postgres.parseUrl(server.url)
  const target: ConnectionTarget = {
    profileName: 'conformance',
    fields: { ...fields, ...secrets },
    isReadOnly: false,
    connectTimeoutMs: 5_000,
    statementTimeoutMs: 0,
  }
  const signal = new AbortController().signal
  const administrator = await postgres.connect(target, environment, signal)
  const ask = async (sql: string) => (await collectRows(administrator, { sql }, signal))[0]?.[0]
  const withFields = (changes: ConnectionTarget['fields']) => ({
    ...target,
    connectTimeoutMs: 2_000,
    fields: { ...target.fields, ...changes },
  })
  return {
    target,
    unreachable: [
      {
        case: 'wrong port',
        target: withFields({ port: 1 }),
        code: 'connection-refused',
        says: /127\.0\.0\.1:1\b/,
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
        says: /“postgres”.*password/s,
      },
      {
        case: 'no password',
        target: withFields({ password: '' }),
        code: 'authentication-failed',
        says: /asks for a password/,
      },
      {
        case: 'wrong database',
        target: withFields({ database: 'nowhere' }),
        code: 'database-not-found',
        says: /“nowhere”/,
      },
      {
        case: 'TLS that the server does not have',
        target: withFields({ tlsMode: 'require' }),
        code: 'tls-failed',
        says: /has no TLS/,
      },
    ],
    statements,
    endSession: async (sessionId) => {
      await ask(`SELECT pg_terminate_backend(${sessionId})`)
    },
    isRunning: async (sessionId) =>
      (await ask(
        `SELECT count(*) FROM pg_stat_activity WHERE pid = ${sessionId} AND state = 'active'`,
      )) === 1n,
    stop: async () => {
      await administrator.close()
      await server.stop()
    },
  }
}

const text: ColumnType = { kind: 'text' }

const statements: StatementsUnderTest = {
  endless: 'SELECT pg_sleep(60)',
  manyRows: (count) =>
    `SELECT number, lpad(number::text, 100, '.') FROM generate_series(1, ${count}) AS number`,
  values: [
    { expression: 'true', type: { kind: 'bool' }, text: 'true' },
    { expression: 'NULL', type: text, text: null },
    { expression: '(-32768)::int2', type: { kind: 'int16' }, text: '-32768' },
    { expression: '2147483647', type: { kind: 'int32' }, text: '2147483647' },
    {
      expression: '(-9223372036854775808)::int8',
      type: { kind: 'int64' },
      text: '-9223372036854775808',
    },
    {
      expression: '0.10::numeric(38, 20)',
      type: { kind: 'decimal', precision: 38, scale: 20 },
      text: '0.10000000000000000000',
    },
    {
      expression: "'2024-02-29 12:34:56.123456'::timestamp",
      type: { kind: 'timestamp', unit: 'us', zone: null },
      text: '2024-02-29 12:34:56.123456',
    },
    { expression: "'naïve 🦥'::text", type: text, text: 'naïve 🦥' },
    { expression: "'\\x00ff'::bytea", type: { kind: 'binary' }, text: '0x00ff' },
  ],
  bound: {
    sql: 'SELECT $1::text, $2::int, $3::int8, $4::bool, $5::bytea, $6::text, $7::float8, $8::text',
    parameters: [
      "it's “text”",
      42,
      9_223_372_036_854_775_807n,
      true,
      Uint8Array.of(0, 255),
      null,
      -0,
      '',
    ],
    row: ["it's “text”", '42', '9223372036854775807', 'true', '0x00ff', null, '-0', ''],
  },
  script: { sql: "SELECT 1; SELECT ';'; -- ;\n SELECT 3;", firstCells: ['1', ';', '3'] },
  zeroColumns: { sql: 'SELECT FROM generate_series(1, 1000)', rowCount: 1_000 },
  noisy: { sql: "DO $$ BEGIN RAISE NOTICE 'hello %', 'you'; END $$", says: /^hello you$/ },
  readOnlyEscapes: [
    'SET default_transaction_read_only = off',
    "SELECT set_config('default_transaction_read_only', 'off', false)",
    "SELECT set_config('transaction_read_only', 'off', false)",
    'SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE',
    'SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE; BEGIN',
    'BEGIN READ WRITE',
    'BEGIN; SET TRANSACTION READ WRITE',
    'START TRANSACTION READ WRITE',
    'BEGIN READ WRITE; COMMIT AND CHAIN; SET TRANSACTION READ WRITE',
    'RESET ALL; BEGIN',
  ],
  hasStatementTimeout: true,
  routine: {
    create: (name) => `CREATE FUNCTION ${name}() RETURNS integer LANGUAGE sql AS 'SELECT 1'`,
    kind: 'function',
  },
  trigger: ({ name, table }) => [
    // Not in the schema whose routines are listed.
    'CREATE SCHEMA IF NOT EXISTS watch',
    `CREATE OR REPLACE FUNCTION watch.nothing() RETURNS trigger LANGUAGE plpgsql
     AS 'BEGIN RETURN NULL; END'`,
    `CREATE TRIGGER ${name} AFTER INSERT ON ${table} EXECUTE FUNCTION watch.nothing()`,
  ],
  defaultSchema: 'public',
  describe: ({ schema, table, column, comment }) => {
    const literal = `'${comment.replaceAll("'", "''")}'`
    return [
      `COMMENT ON TABLE ${schema}.${table} IS ${literal}`,
      `COMMENT ON COLUMN ${schema}.${table}.${column} IS ${literal}`,
    ]
  },
  commands: { createTable: 'CREATE TABLE', insert: 'INSERT' },
}
