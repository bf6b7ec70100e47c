import { describe } from 'vitest'
import { hasRedis, startRedis } from '../../testing/redisServer.ts'
import type { ConnectionTarget } from '../driver.ts'
import { describeDriver } from '../testing/describeDriver.ts'
import type { ServerUnderTest, StatementsUnderTest } from '../testing/DriverUnderTest.ts'
import { redis } from './index.ts'

const environment = {
  spawnProcess: () => {
    throw new Error('This driver needs no process')
  },
}

describe.runIf(hasRedis())('with redis-server', () => {
  describeDriver({ driver: redis, environment, start })
})

async function start(): Promise<ServerUnderTest> {
  const server = await startRedis({ password: 'p@ss word' })
  const { fields, secrets } = redis.parseUrl(server.url)
  const target: ConnectionTarget = {
    profileName: 'conformance',
    fields: { ...fields, ...secrets },
    isReadOnly: false,
    connectTimeoutMs: 5_000,
    statementTimeoutMs: 0,
  }
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
        says: /default user.*password/s,
      },
      {
        case: 'no password',
        target: withFields({ password: '' }),
        code: 'authentication-failed',
        says: /asks for a password/,
      },
      {
        case: 'wrong database',
        target: withFields({ database: 99 }),
        code: 'database-not-found',
        says: /database 99/,
      },
      {
        case: 'TLS that the server does not have',
        target: withFields({ tlsMode: 'require' }),
        code: 'connect-timeout',
        says: /TLS is set to “Required, certificate not checked”/,
      },
    ],
    statements,
    endSession: async (sessionId) => {
      await server.ask('CLIENT', 'KILL', 'ID', sessionId)
    },
    isRunning: async (sessionId) =>
      / flags=b/.test(await server.ask('CLIENT', 'LIST', 'ID', sessionId)),
    stop: server.stop,
  }
}

/** What Redis keeps for the reply of a script is some hundred bytes a row. */
const MOST_ROWS = 300_000

const statements: StatementsUnderTest = {
  endless: 'BLPOP nothing-is-ever-here 60',
  manyRows: (count) =>
    `EVAL "local r = {} for i = 1, ${Math.min(count, MOST_ROWS)} do r[i] = {tostring(i), string.rep('.', 100)} end return r" 0`,
  echo: (number) => `ECHO ${number}`,
  comment: '# nothing to do',
  selectValues: (expressions) => `EVAL "redis.setresp(3) return {{${expressions.join(', ')}}}" 0`,
  store: {
    add: (name) => `RPUSH ${name} 1`,
    count: (name) => `LLEN ${name}`,
  },
  values: [
    { expression: 'true', type: { kind: 'bool' }, text: 'true' },
    { expression: '-9007199254740991', type: { kind: 'int64' }, text: '-9007199254740991' },
    { expression: '{double=0.1}', type: { kind: 'float64' }, text: '0.1' },
    {
      expression: "{big_number='123456789012345678901234567890'}",
      type: { kind: 'text', mark: 'decimal' },
      text: '123456789012345678901234567890',
    },
    { expression: "'naïve 🦥'", type: { kind: 'text' }, text: 'naïve 🦥' },
    { expression: "{ok='FINE'}", type: { kind: 'text' }, text: 'FINE' },
    { expression: "'\\\\000\\\\255'", type: { kind: 'binary' }, text: '0x00ff' },
    { expression: "{1, 'two'}", type: { kind: 'text', mark: 'json' }, text: '[1,"two"]' },
    { expression: '{map={a=1}}', type: { kind: 'text', mark: 'json' }, text: '{"a":1}' },
  ],
  bound: {
    sql: 'EVAL "return {{ARGV[1], ARGV[2], ARGV[3]}}" 0 $1 $2 $3',
    parameters: ["it's “text”", 9_223_372_036_854_775_807n, ''],
    row: ["it's “text”", '9223372036854775807', ''],
  },
  script: { sql: 'ECHO 1\n# ECHO 2\nECHO "a;b"\nECHO 3', firstCells: ['1', 'a;b', '3'] },
  noisy: { sql: 'SCAN 0', says: /^That was all\.$/ },
  readOnlyEscapes: [
    'MULTI',
    'EVAL "return redis.call(\'RPUSH\', KEYS[1], 1)" 1 t1',
    'FUNCTION FLUSH',
    'CONFIG SET maxmemory 1',
    'SELECT 3',
  ],
  hasStatementTimeout: true,
}
