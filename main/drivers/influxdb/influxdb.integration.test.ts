import { describe } from 'vitest'
import { hasInflux, startInflux } from '../../testing/influxServer.ts'
import type { ConnectionTarget } from '../driver.ts'
import { describeDriver } from '../testing/describeDriver.ts'
import type { ServerUnderTest, StatementsUnderTest } from '../testing/DriverUnderTest.ts'
import { influxdb } from './index.ts'

const environment = {
  spawnProcess: () => {
    throw new Error('This driver needs no process')
  },
}

describe.runIf(hasInflux())('with influxd', () => {
  describeDriver({ driver: influxdb, environment, start })
})

/** Points that `manyRows` reads. */
const MANY = 300_000

async function start(): Promise<ServerUnderTest> {
  const server = await startInflux({ administrator: { user: 'admin', password: 'p@ss word' } })
  await server.query('CREATE DATABASE shop')
  await server.write(
    'shop',
    'kinds b=true,i=-9223372036854775808i,r=0.1,s="naïve 🦥, \\"quoted\\"" 1700000000123456789\n',
  )
  await server.write(
    'shop',
    Array.from({ length: 50 }, (_, index) => `few number=${index + 1}i ${index + 1}`).join('\n'),
  )
  for (let from = 1; from <= MANY; from += 50_000) {
    const lines = Array.from({ length: 50_000 }, (_, index) => {
      const number = from + index
      return `many number=${number}i,text="${'.'.repeat(100)}" ${number}`
    })
    await server.write('shop', lines.join('\n'))
  }
  const { fields, secrets } = influxdb.parseUrl(`${server.url}/shop`)
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
        says: /authorization failed/i,
      },
      {
        case: 'no user',
        target: withFields({ user: '' }),
        code: 'authentication-failed',
        says: /credentials/,
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
        says: /TLS/,
      },
    ],
    statements,
    endSession: () => Promise.reject(new Error('There are no sessions')),
    isRunning: async () => /1ms/.test(await server.query('SHOW QUERIES')),
    stop: server.stop,
  }
}

const statements: StatementsUnderTest = {
  // Counts the points of every millisecond of fifty years.
  endless:
    'SELECT max(c) FROM (SELECT count(number) AS c FROM many WHERE time >= 0 AND time < 1600000000s GROUP BY time(1ms) fill(0))',
  manyRows: (count) => `SELECT number, text FROM many LIMIT ${count}`,
  leadingCells: 1,
  echo: (number) => `SELECT number FROM few WHERE number = ${number}`,
  comment: '-- nothing to do',
  selectValues: (expressions) => `SELECT ${expressions.slice(1).join(', ')} FROM kinds`,
  store: {
    add: (name) => `SELECT number INTO ${name} FROM many LIMIT 1`,
    count: (name) => `SELECT count(number) FROM ${name}`,
  },
  values: [
    {
      expression: 'time',
      type: { kind: 'timestamp', unit: 'ns', zone: 'UTC' },
      text: '2023-11-14 22:13:20.123456789+00',
    },
    { expression: 'b', type: { kind: 'bool' }, text: 'true' },
    { expression: 'i', type: { kind: 'int64' }, text: '-9223372036854775808' },
    { expression: 'r', type: { kind: 'float64' }, text: '0.1' },
    { expression: 's', type: { kind: 'text' }, text: 'naïve 🦥, "quoted"' },
  ],
  bound: {
    sql: 'SELECT i, s FROM kinds WHERE s = $1 AND i = $2',
    parameters: ['naïve 🦥, "quoted"', -(2n ** 63n)],
    row: ['2023-11-14 22:13:20.123456789+00', '-9223372036854775808', 'naïve 🦥, "quoted"'],
  },
  script: {
    sql: 'SELECT number FROM few WHERE number = 5; SELECT number FROM few WHERE number = 3; SELECT s FROM kinds WHERE s =~ /;/ OR b = true',
    firstCells: [
      '1970-01-01 00:00:00.000000005+00',
      '1970-01-01 00:00:00.000000003+00',
      '2023-11-14 22:13:20.123456789+00',
    ],
  },
  readOnlyEscapes: [
    'CREATE DATABASE other',
    'SELECT number INTO other FROM many LIMIT 1',
    'SHOW DATABASES; SELECT number INTO other FROM many LIMIT 1',
    '/* x */ DROP MEASUREMENT many',
  ],
  hasStatementTimeout: true,
}
