import { fork } from 'node:child_process'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { CollectingSink, runCollecting } from '../testing/CollectingSink.ts'
import { ProcessLink } from './ProcessLink.ts'
import { SqliteConnection } from './SqliteConnection.ts'
import { rowsAfter, useSessions } from './testing/sessions.ts'
import { isComputing, spawnProcess } from './testing/sqliteFile.ts'

const sessions = useSessions()
const signal = new AbortController().signal

const ENDLESS_STEP =
  'with recursive n(i) as (select 1 union all select i + 1 from n) select max(i) from n'
const ENDLESS_ROWS =
  'with recursive n(i) as (select 1 union all select i + 1 from n) select i from n'

/** A session that is given all the time it needs to stop, however busy the machine is. */
async function openPatiently(path: string): Promise<SqliteConnection> {
  const link = new ProcessLink(spawnProcess('sqliteProcess'), 'shop')
  const options = {
    path,
    mode: 'create',
    journalMode: 'keep',
    busyTimeoutMs: 0,
    isReadOnly: false,
    startSql: '',
  }
  const reply = await link.request({ kind: 'open', options } as Parameters<typeof link.request>[0])
  if (reply.kind !== 'opened') throw new Error('not opened')
  return new SqliteConnection({
    link,
    server: { product: 'SQLite', version: reply.version, sessionId: String(reply.pid) },
    statementTimeoutMs: 0,
    stopGraceMs: 60_000,
  })
}

test('stops a statement between two rows and keeps the session', async () => {
  const connection = await openPatiently(':memory:')
  const abort = new AbortController()
  const sink = new CollectingSink(() => abort.abort())

  await expect(connection.run({ sql: ENDLESS_ROWS }, sink, abort.signal)).rejects.toMatchObject({
    code: 'statement-cancelled',
    message: 'Cancelled.',
    details: { processEnded: false },
  })

  expect(connection.session).toBe('clean')
  expect(await rowsAfter(connection, 'select 1')).toEqual([['1']])
  connection.destroy()
})

test('undoes what a stopped RETURNING has changed, in and out of a transaction', async () => {
  const connection = await openPatiently(':memory:')
  await rowsAfter(connection, 'create table t (a integer)', 'insert into t values (0)')
  const insertMany =
    'insert into t with recursive n(i) as (select 1 union all select i + 1 from n limit 300000) ' +
    'select i from n returning a'

  for (const begin of ['select 1', 'begin']) {
    await rowsAfter(connection, begin)
    const abort = new AbortController()
    const sink = new CollectingSink(() => abort.abort())
    const outcome = connection.run({ sql: insertMany }, sink, abort.signal)
    await expect(outcome).rejects.toMatchObject({ code: 'statement-cancelled' })
    expect(await rowsAfter(connection, 'select count(*) from t')).toEqual([['1']])
    expect(connection.session).toBe(begin === 'begin' ? 'in-transaction' : 'clean')
  }
  connection.destroy()
})

test('ends the process for a step that cannot be interrupted, and says what that cost', async () => {
  const connection = await sessions.open('stop.db')
  const onLost = vi.fn()
  connection.onLost(onLost)
  await rowsAfter(
    connection,
    'create table t (a integer)',
    'insert into t values (1)',
    'begin',
    'insert into t values (2)',
  )
  const abort = new AbortController()
  const outcome = expect(
    runCollecting(connection, ENDLESS_STEP, { signal: abort.signal }),
  ).rejects.toMatchObject({
    code: 'statement-cancelled',
    message: expect.stringMatching(/cannot be interrupted.*250 ms.*transaction is rolled back/),
    details: { processEnded: true },
  })
  await vi.waitUntil(() => isComputing(Number(connection.server.sessionId)))
  abort.abort()
  await outcome

  expect(connection.session).toBe('lost')
  expect(onLost).toHaveBeenCalledOnce()
  const another = await sessions.open('stop.db')
  expect(await rowsAfter(another, 'select a from t')).toEqual([['1']])
})

test('says how long a statement was allowed to take', async () => {
  const connection = await sessions.open(':memory:', { statementTimeoutMs: 50 })

  await expect(runCollecting(connection, ENDLESS_STEP)).rejects.toMatchObject({
    code: 'statement-timeout',
    message: expect.stringContaining('statement timeout of 50 ms'),
    details: { limitMs: 50 },
  })
})

test('a process that is killed takes its own statement with it and no other', async () => {
  const victim = await sessions.open('kill.db')
  const bystander = await sessions.open('kill.db')
  const onLost = vi.fn()
  victim.onLost(onLost)
  const gate = Promise.withResolvers<void>()
  const slow = new CollectingSink(() => gate.promise)
  const sql = ENDLESS_ROWS.replace('from n)', 'from n limit 100000)')
  const other = bystander.run({ sql }, slow, signal)
  const sink = new CollectingSink(() => {
    process.kill(Number(victim.server.sessionId), 'SIGKILL')
  })

  await expect(victim.run({ sql: ENDLESS_ROWS }, sink, signal)).rejects.toMatchObject({
    code: 'process-died',
    message: expect.stringMatching(/“shop” ended \(signal SIGKILL\)/),
  })
  expect(victim.session).toBe('lost')
  expect(onLost).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ code: 'process-died' }))

  gate.resolve()
  await other
  expect(slow.rowCount).toBe(100_000)
})

test('posts no more batches than it has credit for', async () => {
  const child = spawnProcess('sqliteProcess')
  const kinds: string[] = []
  const ended = Promise.withResolvers<void>()
  child.onMessage((message) => {
    const { kind } = message as { kind: string }
    kinds.push(kind)
    if (kind === 'stopped') ended.resolve()
  })
  const options = { path: ':memory:', mode: 'create', journalMode: 'keep', busyTimeoutMs: 0 }
  child.post({ kind: 'open', options: { ...options, isReadOnly: false, startSql: '' } })
  await vi.waitFor(() => expect(kinds).toEqual(['opened']), { timeout: 10_000 })
  child.post({ kind: 'run', sql: ENDLESS_ROWS, parameters: [], credits: 2 })
  await vi.waitFor(() => expect(kinds.filter((kind) => kind === 'batch')).toHaveLength(2), {
    timeout: 5_000,
  })
  child.post({ kind: 'credit' })
  await vi.waitFor(() => expect(kinds.filter((kind) => kind === 'batch')).toHaveLength(3), {
    timeout: 5_000,
  })
  child.post({ kind: 'stop' })
  await ended.promise

  expect(kinds).toEqual(['opened', 'columns', 'batch', 'batch', 'batch', 'stopped'])
  child.kill()
})

test('a process ends with its parent, in the middle of a step too', async () => {
  const parent = fork(join(import.meta.dirname, 'testing/parentOfEndlessStep.ts'), [], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const pid = await new Promise<number>((resolve) => parent.once('message', resolve))
  await vi.waitUntil(() => isComputing(pid), { timeout: 10_000 })

  parent.kill('SIGKILL')

  await vi.waitUntil(() => !isComputing(pid) && !isAlive(pid), { timeout: 15_000 })
})

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
