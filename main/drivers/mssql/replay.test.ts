import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { WorkbenchError } from '../../../contract/errors.ts'
import { batchOf } from '../../frame/testing/batchOf.ts'
import type { ConnectionTarget } from '../driver.ts'
import { CollectingSink } from '../testing/CollectingSink.ts'
import { Loader } from './bulk/Loader.ts'
import { targetColumn } from './bulk/targetColumn.ts'
import { openClient } from './connect.ts'
import { MssqlConnection } from './MssqlConnection.ts'
import { Session } from './Session.ts'
import { statementError } from './statementError.ts'
import { Stoppable } from './Stoppable.ts'
import { StatementRun } from './StatementRun.ts'
import { TYPES, type Client, type Request } from './tedious.ts'
import { shownResults } from './testing/expectedValues.ts'
import { ReplayServer } from './testing/ReplayServer.ts'
import { readTrace, type ExpectedError, type Trace, type TraceStep } from './testing/Trace.ts'

const SCENARIOS = readdirSync(join(import.meta.dirname, 'testing/fixtures'))
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.slice(0, -'.json'.length))

const targetOf = (trace: Trace, port: number): ConnectionTarget => ({
  profileName: 'replay',
  fields: {
    host: '127.0.0.1',
    port,
    user: trace.login.userName,
    password: trace.login.password,
    database: trace.login.database,
    tlsMode: 'optional',
  },
  isReadOnly: false,
  connectTimeoutMs: 5_000,
  statementTimeoutMs: 0,
  startSql: '',
})

type Replay = {
  readonly client: Client
  readonly session: Session
  readonly connection: MssqlConnection
}

async function withReplay(trace: Trace, work: (replay: Replay) => Promise<void>): Promise<void> {
  const server = await ReplayServer.start(trace)
  try {
    const signal = new AbortController().signal
    const { client, server: info } = await openClient(targetOf(trace, server.port), signal)
    const session = new Session(client)
    try {
      await work({
        client,
        session,
        connection: new MssqlConnection({
          session,
          server: info,
          isReadOnly: false,
          statementTimeoutMs: 0,
          startSql: '',
        }),
      })
      expect(server.deviations).toEqual([])
    } finally {
      session.destroy()
    }
  } finally {
    await server.stop()
  }
}

test.each(SCENARIOS.filter((name) => !name.startsWith('login-')))('%s', async (scenario) => {
  const trace = readTrace(scenario)
  expect(trace.steps.length).toBeGreaterThan(0)
  await withReplay(trace, async (replay) => {
    for (const step of trace.steps.slice(1)) await performStep(replay, step)
  })
})

test.each([
  ['login-failed', 'authentication-failed', /“babelfish_user”.*password/is],
  ['login-unknown-database', 'database-not-found', /“no_such_db”/],
])('%s', async (scenario, code, says) => {
  const outcome = withReplay(readTrace(scenario), async () => {})
  await expect(outcome).rejects.toMatchObject({ code, message: expect.stringMatching(says) })
})

async function performStep(replay: Replay, step: TraceStep): Promise<void> {
  const sink = new CollectingSink()
  const outcome = await perform(replay, step, sink).catch((error: unknown) => ({ error }))
  const error = 'error' in outcome ? outcome.error : null
  const { expected = {} } = step
  if (step.label === 'request running when killed')
    return expect(error).toMatchObject({ code: 'connection-lost' })
  if (step.driverResult.error && !step.expected) {
    expect(error, step.label).toMatchObject({ message: step.driverResult.error.message })
    return
  }
  if (expected.error) return expectError(error, expected.error, step.label)
  expect(error, step.label).toBeNull()
  expectResults(sink, step)
  if (expected.infos)
    expect(sink.messages.map(({ text }) => text)).toEqual(
      expected.infos.map(({ message }) => message),
    )
  if (expected.rowCount !== undefined)
    expect(
      sink.results.length > 0 ? sink.rowCount : 'affectedRows' in outcome && outcome.affectedRows,
      step.label,
    ).toBe(expected.rowCount)
}

function expectResults(sink: CollectingSink, { label, expected = {}, driverResult }: TraceStep) {
  const recorded = driverResult.resultSets?.map(({ columns }) => columns.map(({ name }) => name))
  if (recorded)
    expect(
      sink.results.map(({ columns }) => columns.map(({ name }) => name)),
      label,
    ).toEqual(recorded)
  expect(sink.results.every(({ hasEnded }) => hasEnded)).toBe(true)
  const wanted = expected.resultSets ?? (expected.rows && [expected.rows])
  if (!wanted) return
  const { shown, asExpected } = shownResults(sink.results, wanted)
  expect(shown, label).toEqual(asExpected)
}

function expectError(error: unknown, expected: ExpectedError, label: string): void {
  expect(error, label).toBeInstanceOf(WorkbenchError)
  const { code, message, details } = error as WorkbenchError
  if (expected.code === 'ECANCEL') expect(code, label).toBe('statement-cancelled')
  else if (expected.code === 'ETIMEOUT') expect(code, label).toBe('statement-timeout')
  else expect(code).not.toMatch(/^(statement-(cancelled|timeout)|connection-lost)$/)
  if (expected.number !== undefined) expect(details.number, label).toBe(expected.number)
  if (expected.class !== undefined) expect(details.severity, label).toBe(expected.class)
  if (expected.messageLike) expect(message.toLowerCase()).toContain(expected.messageLike)
}

async function perform(
  { client, session, connection }: Replay,
  step: TraceStep,
  sink: CollectingSink,
): Promise<{ affectedRows: number | null }> {
  const { kind, sql = '' } = step
  const abort = new AbortController()
  const run = new StatementRun(sink, { pause: () => {}, onFailure: () => {} })
  const call = async (text: string, how: (request: Request) => void) => {
    try {
      await session.perform(run, text, how)
    } catch (error) {
      throw statementError(error)
    }
    return run.outcome
  }
  switch (kind) {
    case 'SQLBatch':
      return connection.run({ sql }, sink, abort.signal)
    case 'SQLBatch + Attention': {
      const isTimeout = step.expected?.error?.code === 'ETIMEOUT'
      const stopping = isTimeout
        ? new MssqlConnection({
            session,
            server: connection.server,
            isReadOnly: false,
            statementTimeoutMs: 50,
            startSql: '',
          })
        : connection
      if (!isTimeout) setTimeout(() => abort.abort(), 50)
      return stopping.run({ sql }, sink, abort.signal)
    }
    case 'RPC sp_executesql':
      return connection.run({ sql, parameters: [0] }, sink, abort.signal)
    case 'SQLBatch with RESETCONNECTION status flag (initial SQL)':
      await connection.reset(abort.signal)
      return { affectedRows: null }
    case 'BulkLoad':
      return { affectedRows: await replayLoad(session, step.table!) }
    case 'TM begin':
    case 'TM begin SERIALIZABLE':
      await session.begin()
      expect(connection.session).toBe('in-transaction')
      return { affectedRows: null }
    case 'TM rollback':
      await session.rollback()
      expect(connection.session).not.toBe('in-transaction')
      return { affectedRows: null }
    case 'TM save':
      return managed((done) => client.saveTransaction(done, 'sp1'))
    case 'TM rollback sp1':
      return managed((done) => client.rollbackTransaction(done, 'sp1'))
    case 'TM commit':
      return managed((done) => client.commitTransaction(done))
    case 'RPC sp_prepare':
      return call(sql, (request) => {
        client.prepare(request)
        // Else the library tells of its end by an event.
        request.preparing = false
      })
    case 'RPC sp_execute':
      return call(sql, (request) => {
        request.handle = 1
        request.addParameter('id', TYPES.Int, null)
        client.execute(request, { id: 4 })
      })
    case 'RPC sp_unprepare':
      return call(sql, (request) => client.unprepare(Object.assign(request, { handle: 1 })))
    default:
      if (!kind.startsWith('RPC dbo.')) throw new Error(`There is no way to send a ${kind}`)
      return call(kind.slice('RPC '.length), (request) => client.callProcedure(request))
  }
}

/** What was sent into the table then; the values are no matter to a trace. */
async function replayLoad(session: Session, table: string): Promise<number> {
  const columns = TABLES[table]!.map(([type, dataLength], index) =>
    targetColumn({ colName: `c${index}`, flags: 9, type: { name: type }, dataLength } as never),
  )
  const rows = table === 'dbo.bulk_pk' ? 3 : 200
  const batch = batchOf(
    columns.map(() => ({ kind: 'int32' })),
    Array.from({ length: rows }, (_, row) => columns.map(() => row)),
  )
  const batches = (async function* () {
    yield batch
  })()
  const { signal } = new AbortController()
  const stoppable = new Stoppable(session, { timeoutMs: 0, signal })
  return new Loader(session, stoppable, { target: { table, columns }, batches }).run()
}

const TABLES: Readonly<Record<string, readonly [type: string, dataLength: number][]>> = {
  'dbo.bulk_target': [['IntN', 4]],
  'dbo.bulk_pk': [
    ['IntN', 4],
    ['NVarChar', 40],
  ],
}

const managed = async (send: (done: (error?: Error | null) => void) => void) => {
  await new Promise<void>((resolve, reject) => send((error) => (error ? reject(error) : resolve())))
  return { affectedRows: null }
}
