import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { startPostgres, type PostgresServer } from '../../testing/postgresServer.ts'
import { TcpProxy } from '../../testing/TcpProxy.ts'
import type { Connection, ConnectionTarget } from '../driver.ts'
import { CollectingSink, runCollecting } from '../testing/CollectingSink.ts'
import { postgres } from './index.ts'

let server: PostgresServer
let proxy: TcpProxy
const cleanUps: (() => unknown)[] = []

beforeAll(async () => {
  server = await startPostgres()
})
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp()
})
afterAll(() => server?.stop())

async function connect(
  changes: ConnectionTarget['fields'] = {},
  {
    connectTimeoutMs = 5_000,
    signal = new AbortController().signal,
  }: { connectTimeoutMs?: number; signal?: AbortSignal } = {},
): Promise<Connection> {
  const { fields, secrets } = postgres.parseUrl(server.url)
  const connection = await postgres.connect(
    {
      profileName: 'faults',
      fields: { ...fields, ...secrets, ...changes },
      isReadOnly: false,
      connectTimeoutMs,
      statementTimeoutMs: 0,
    },
    {
      spawnProcess: () => {
        throw new Error('This driver needs no process')
      },
    },
    signal,
  )
  cleanUps.push(() => connection.destroy())
  return connection
}

async function connectThroughProxy(): Promise<Connection> {
  proxy = await TcpProxy.start(server.port)
  cleanUps.unshift(() => proxy.stop())
  return connect({ port: proxy.port })
}

/** A server of another kind, or a broken one. */
async function listen(onConnection: (socket: Socket) => void): Promise<{
  port: number
  sockets: Set<Socket>
}> {
  const sockets = new Set<Socket>()
  const listener: Server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.once('close', () => sockets.delete(socket))
    onConnection(socket)
  })
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  cleanUps.push(() => {
    for (const socket of sockets) socket.destroy()
    listener.close()
  })
  return { port: (listener.address() as AddressInfo).port, sockets }
}

test.each(['off', 'prefer', 'require'])(
  'gives up on a server that says nothing, and leaves nothing open (TLS %s)',
  async (tlsMode) => {
    const { port, sockets } = await listen((socket) => socket.resume())
    const outcome = connect({ port, tlsMode }, { connectTimeoutMs: 200 })

    await expect(outcome).rejects.toMatchObject({
      code: 'connect-timeout',
      message: expect.stringMatching(/did not finish the login within 200 ms/),
      details: { port, timeoutMs: 200 },
    })
    await vi.waitFor(() => expect(sockets.size).toBe(0), { timeout: 5_000 })
  },
)

test('gives up on a server that stops in the midst of the login', async () => {
  proxy = await TcpProxy.start(server.port)
  cleanUps.push(() => proxy.stop())
  const outcome = expect(
    connect({ port: proxy.port, tlsMode: 'off' }, { connectTimeoutMs: 300 }),
  ).rejects.toMatchObject({ code: 'connect-timeout' })
  proxy.ignoreNewcomers()

  await outcome
  await vi.waitFor(() => expect(proxy.openCount).toBe(0), { timeout: 5_000 })
})

test('says that a server which hangs up may not be PostgreSQL', async () => {
  const { port } = await listen((socket) => socket.destroy())

  for (const tlsMode of ['off', 'prefer']) {
    await expect(connect({ port, tlsMode })).rejects.toMatchObject({
      code: 'connection-lost',
      message: expect.stringMatching(/closed the connection during login.*PostgreSQL/),
    })
  }
})

test('says that a server which answers otherwise is not PostgreSQL', async () => {
  const { port } = await listen((socket) => {
    socket.on('data', () => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'))
  })

  await expect(connect({ port, tlsMode: 'prefer' })).rejects.toMatchObject({
    code: 'connection-lost',
    message: expect.stringMatching(/not PostgreSQL/),
  })
})

test('leaves nothing open when connecting is given up', async () => {
  const { port, sockets } = await listen((socket) => socket.resume())
  const abort = new AbortController()
  const outcome = connect({ port }, { signal: abort.signal })
  await vi.waitFor(() => expect(sockets.size).toBe(1), { timeout: 5_000 })

  abort.abort()

  await expect(outcome).rejects.toMatchObject({ code: 'aborted' })
  await vi.waitFor(() => expect(sockets.size).toBe(0), { timeout: 5_000 })
})

test('loses an idle session once when the network breaks', async () => {
  const connection = await connectThroughProxy()
  const onLost = vi.fn()
  connection.onLost(onLost)

  proxy.cut()
  await vi.waitFor(() => expect(onLost).toHaveBeenCalled(), { timeout: 5_000 })

  expect(connection.session).toBe('lost')
  await connection.close()
  expect(onLost).toHaveBeenCalledExactlyOnceWith(
    expect.objectContaining({ code: 'connection-lost' }),
  )
})

test('loses a session that waits for its first row', async () => {
  const connection = await connectThroughProxy()
  const outcome = runCollecting(connection, 'SELECT pg_sleep(60)')
  setTimeout(() => proxy.cut(), 50)

  await expect(outcome).rejects.toMatchObject({ code: 'connection-lost' })
})

test('loses a session in the midst of rows, or as soon as the sink lets it read on', async () => {
  for (const waitMs of [0, 100]) {
    const connection = await connectThroughProxy()
    const sink = new CollectingSink(() => {
      proxy.cut()
      if (waitMs > 0) return new Promise((resolve) => setTimeout(resolve, waitMs))
    })
    const outcome = connection.run(
      { sql: "SELECT i, repeat('x', 100) FROM generate_series(1, 3000000) AS i" },
      sink,
      new AbortController().signal,
    )

    await expect(outcome).rejects.toMatchObject({ code: 'connection-lost' })
    expect(sink.result.hasEnded).toBe(false)
  }
})

test('loses a session in a transaction, with what was not committed', async () => {
  const connection = await connectThroughProxy()
  await runCollecting(connection, 'CREATE TABLE undone (id int)')
  await runCollecting(connection, 'BEGIN')
  await runCollecting(connection, 'INSERT INTO undone VALUES (1)')
  proxy.cut()
  await vi.waitFor(() => expect(connection.session).toBe('lost'), { timeout: 5_000 })

  const { sink } = await runCollecting(await connect(), 'SELECT count(*) FROM undone')
  expect(sink.rows).toEqual([['0']])
})

test('cuts a session whose server does not confirm a cancel', async () => {
  const connection = await connectThroughProxy()
  const onLost = vi.fn()
  connection.onLost(onLost)
  const abort = new AbortController()
  const outcome = runCollecting(connection, 'SELECT pg_sleep(60)', { signal: abort.signal })
  proxy.ignoreNewcomers()
  proxy.stall()
  abort.abort()

  await expect(outcome).rejects.toMatchObject({ code: 'statement-cancelled' })
  expect(connection.session).toBe('lost')
  expect(onLost).toHaveBeenCalledOnce()
})

test('gives up a ping that is not answered, and the session with it', async () => {
  const connection = await connectThroughProxy()
  proxy.stall()

  await expect(connection.ping(AbortSignal.timeout(100))).rejects.toMatchObject({ code: 'aborted' })
  expect(connection.session).toBe('lost')
})

test('refuses COPY from and to the program, and goes on with the next statement', async () => {
  const connection = await connect()
  await runCollecting(connection, 'CREATE TABLE copied AS SELECT generate_series(1, 100000) AS i')

  for (const sql of ['COPY copied FROM STDIN', 'COPY copied TO STDOUT']) {
    await expect(runCollecting(connection, sql)).rejects.toMatchObject({ code: 'unsupported' })
    expect((await runCollecting(connection, 'SELECT 1')).sink.rows).toEqual([['1']])
  }
})

test('runs statements that no transaction may hold', async () => {
  const connection = await connect()
  for (const sql of [
    'CREATE DATABASE elsewhere',
    'VACUUM pg_class',
    'DROP DATABASE elsewhere',
    'CREATE PROCEDURE commits() LANGUAGE plpgsql AS $$ BEGIN COMMIT; END $$',
    'CALL commits()',
  ]) {
    await runCollecting(connection, sql)
  }
  expect(connection.session).not.toBe('in-transaction')
})

test('keeps reading UTF-8 after a script that sets another encoding', async () => {
  const connection = await connect()
  const { sink } = await runCollecting(
    connection,
    "SET client_encoding = 'LATIN1'; SELECT 'größe 🦥'",
  )

  expect(sink.rows).toEqual([['größe 🦥']])
  expect(sink.messages).toEqual([
    { severity: 'NOTICE', text: expect.stringMatching(/stays UTF8.*LATIN1/) },
  ])
})

test('runs a procedure that commits, also when it gives back a type of the database', async () => {
  const connection = await connect()
  for (const sql of [
    "CREATE TYPE colour AS ENUM ('red')",
    `CREATE PROCEDURE paints(OUT c colour) LANGUAGE plpgsql
      AS $$ BEGIN COMMIT; c := 'red'; END $$`,
  ]) {
    await runCollecting(connection, sql)
  }

  expect((await runCollecting(connection, 'CALL paints(NULL)')).sink.rows).toEqual([['red']])
})

test('runs a function with side effects once', async () => {
  const connection = await connect()
  await runCollecting(connection, 'CREATE SEQUENCE counter')
  await runCollecting(connection, "SELECT nextval('counter') FROM generate_series(1, 3)")

  const { sink } = await runCollecting(connection, 'SELECT last_value FROM counter')
  expect(sink.rows).toEqual([['3']])
})

test('does not tell a lie about a session that the server shuts down', async () => {
  const connection = await connect()
  const onLost = vi.fn()
  connection.onLost(onLost)
  const other = await connect()
  await runCollecting(other, `SELECT pg_terminate_backend(${connection.server.sessionId})`)
  await vi.waitFor(() => expect(onLost).toHaveBeenCalled(), { timeout: 5_000 })

  expect(onLost.mock.calls[0]![0]).toMatchObject({
    code: 'connection-lost',
    message: expect.stringMatching(/terminating connection due to administrator command/),
    details: { sqlstate: '57P01' },
  })
})
