import { type AddressInfo, createServer } from 'node:net'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import type { ConnectionTarget, Parameter } from '../../driver.ts'
import { runCollecting } from '../CollectingSink.ts'
import { describeDriver } from '../describeDriver.ts'
import type { ServerUnderTest, StatementsUnderTest } from '../DriverUnderTest.ts'
import { connect } from './connect.ts'
import { jotter } from './index.ts'
import type { JotterConnection } from './JotterConnection.ts'
import { startJotter } from './startJotter.ts'

const signal = new AbortController().signal
const environment = {
  spawnProcess: () => {
    throw new Error('This driver needs no process')
  },
}

describeDriver({ driver: jotter, environment, start })

function targetOf(url: string): ConnectionTarget {
  const { fields, secrets } = jotter.parseUrl(url)
  return {
    profileName: 'conformance',
    fields: { ...fields, ...secrets },
    isReadOnly: false,
    connectTimeoutMs: 5_000,
    statementTimeoutMs: 0,
  }
}

async function start(): Promise<ServerUnderTest> {
  const server = await startJotter('p@ss word')
  const target = targetOf(server.url)
  const admin = (await connect(target, null, signal)) as JotterConnection
  const ask = (run: string, ...values: Parameter[]) => admin.ask(run, values, signal)
  const withFields = (changes: ConnectionTarget['fields']) => ({
    ...target,
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
        says: /password/,
      },
      {
        case: 'TLS that the server does not have',
        target: withFields({ tlsMode: 'require' }),
        code: 'connection-lost',
        says: /TLS setting/,
      },
    ],
    statements,
    endSession: async (sessionId) => void (await ask('KILL', sessionId)),
    isRunning: async (sessionId) =>
      (await ask('SESSIONS')).some(([id, running]) => id === sessionId && running !== null),
    async stop() {
      await admin.close()
      await server.stop()
    },
  }
}

const statements: StatementsUnderTest = {
  endless: 'WAIT 60000',
  manyRows: (count) => `SERIES ${count}`,
  echo: (number) => `ECHO ${number}`,
  comment: '# nothing to do',
  selectValues: (expressions) => `ECHO ${expressions.join(', ')}`,
  store: {
    add: (name) => `ADD "${name}", "once more"`,
    count: (name) => `COUNT "${name}"`,
  },
  values: [
    { expression: 'true', type: { kind: 'bool' }, text: 'true' },
    { expression: '-9223372036854775808', type: { kind: 'int64' }, text: '-9223372036854775808' },
    { expression: '9007199254740993', type: { kind: 'int64' }, text: '9007199254740993' },
    { expression: '0.1', type: { kind: 'float64' }, text: '0.1' },
    { expression: '"naïve 🦥"', type: { kind: 'text' }, text: 'naïve 🦥' },
    { expression: 'null', type: { kind: 'text' }, text: null },
  ],
  bound: {
    sql: 'ECHO',
    parameters: ['it\'s "text"', 9_223_372_036_854_775_807n, '', null],
    row: ['it\'s "text"', '9223372036854775807', '', null],
  },
  script: { sql: 'ECHO 1\n# ECHO 2\nECHO "a;b"\nECHO 3', firstCells: ['1', 'a;b', '3'] },
  readOnlyEscapes: ['ENTER "t1"', 'DROP "t1"', 'ADD "t1", 1'],
  hasStatementTimeout: true,
}

test('is dirty in a folder, and out of it after a reset', async () => {
  const server = await startJotter('')
  const connection = await connect(targetOf(server.url), null, signal)
  await runCollecting(connection, 'ADD "shop/fruit", "pears"\nENTER "shop"')
  expect(connection.session).toBe('dirty')
  expect((await runCollecting(connection, 'COUNT "fruit"')).sink.rows).toEqual([['1']])

  await connection.reset(signal)

  expect(connection.session).toBe('clean')
  expect((await runCollecting(connection, 'COUNT "fruit"')).sink.rows).toEqual([['0']])
  await connection.close()
  await server.stop()
})

test('reads the tree part by part, and finds lists by their names', async () => {
  const server = await startJotter('')
  const connection = await connect(targetOf(server.url), null, signal)
  const adds = Array.from({ length: 150 }, (_, index) => `ADD "many/${1_000 + index}", "note"`)
  await runCollecting(connection, [...adds, 'ADD "many", "of its own"'].join('\n'))
  const level = (path: string[], pattern = '', cursor: string | null = null) =>
    jotter.browse!.level(connection, { path, pattern, cursor }, signal)

  expect(await level([])).toEqual({
    nodes: [
      {
        path: ['many'],
        label: 'many',
        icon: 'folder',
        detail: '1 note',
        count: null,
        hasChildren: true,
        canOpen: true,
      },
    ],
    nextCursor: null,
  })
  const first = await level(['many'])
  const second = await level(['many'], '', first.nextCursor)
  expect(first.nodes).toHaveLength(100)
  expect(second.nodes.map(({ label }) => label).at(-1)).toBe('1149')
  expect(second).toMatchObject({ nodes: { length: 50 }, nextCursor: null })
  const { nodes } = await level([], '1077')
  expect(nodes.map(({ path }) => path)).toEqual([['many', '1077']])

  await connection.close()
  await server.stop()
})

test('says so where something else answers', async () => {
  const other = createServer((socket) => socket.on('error', () => {}).end('220 mail\r\n'))
  other.listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo

  await expect(connect(targetOf(`jotter://127.0.0.1:${port}`), null, signal)).rejects.toMatchObject(
    {
      code: 'connection-lost',
      message: expect.stringMatching(/not in the language of Jotter/),
    },
  )
  other.close()
})
