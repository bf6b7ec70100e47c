import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { WorkbenchError } from '../../contract/errors.ts'
import { poolSettingsSchema } from '../../contract/pools.ts'
import type { RunEvent } from '../../contract/query.ts'
import type { HistoryEntry } from '../../contract/workspace.ts'
import { FrameStore } from '../frame/FrameStore.ts'
import type { Logger } from '../logger.ts'
import { Pool } from '../pool/Pool.ts'
import { FakeClock } from '../testing/fakeClock.ts'
import {
  FakeDatabase,
  fakeDriver,
  intBatch,
  intColumn,
  untilCancelled,
} from '../testing/fakeDriver.ts'
import { QueryService } from './QueryService.ts'
import { MAX_MESSAGES } from './StatementSink.ts'

let folder: string
let clock: FakeClock
let database: FakeDatabase
let frames: FrameStore
let pool: Pool
let queries: QueryService
let history: Omit<HistoryEntry, 'id'>[]
let logged: string[]
let ran: string[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-query-'))
  clock = new FakeClock()
  database = new FakeDatabase()
  frames = new FrameStore({ spillDirectory: folder })
  history = []
  logged = []
  ran = []
  const driver = fakeDriver(database)
  const target = {
    profileName: 'orders',
    fields: {},
    isReadOnly: false,
    connectTimeoutMs: 1_000,
    statementTimeoutMs: 0,
  }
  const environment = {
    spawnProcess: () => {
      throw new Error('No process is needed here.')
    },
  }
  pool = new Pool({
    poolId: 'orders',
    name: 'orders',
    driverId: 'fake',
    settings: poolSettingsSchema.parse({ max: 1 }),
    connect: (signal) => driver.connect(target, environment, signal),
    clock,
    random: () => 0.5,
  })
  const log = (_facts: object, message: string) => void logged.push(message)
  const logger: Logger = { info: log, warn: log, error: log }
  queries = new QueryService({
    sessions: { use: (_request, options, work) => pool.use(options, work) },
    frames,
    clock,
    logger,
    addToHistory: (entry) => void history.push(entry),
    onStatementRan: (_profileId, sql) => void ran.push(sql),
  })
})
afterEach(async () => {
  await pool.close({ deadlineMs: 0 })
  await frames.shutdown()
  rmSync(folder, { recursive: true, force: true })
})

let runCount = 0
/** Starts a run with a subscriber, and gives what happens in it. */
function start(statements: string[], { clientId = 'window', label = 'Query 1' } = {}) {
  const runId = `run-${++runCount}`
  const events: RunEvent[] = []
  const stop = queries.onEvents(runId, (event) => events.push(event))
  const controller = new AbortController()
  const summary = queries.run(
    { runId, profileId: 'orders', label, statements },
    { signal: controller.signal, clientId },
  )
  return { runId, events, stop, summary, cancel: () => controller.abort() }
}
const kinds = (events: readonly RunEvent[]) => events.map(({ kind }) => kind)
const find = <K extends RunEvent['kind']>(events: readonly RunEvent[], kind: K) =>
  events.find((event): event is Extract<RunEvent, { kind: K }> => event.kind === kind)!
const numbers = async (resultId: string) => {
  const values: number[] = []
  const { signal } = new AbortController()
  for await (const batch of frames.get(resultId).batches({ signal }))
    values.push(...(batch.columns[0]!.values as Int32Array))
  return values
}
const rows = (...values: number[]) =>
  database.on('select', async (sink) => {
    const result = sink.openResult([intColumn()])
    await result.write(intBatch(...values))
    result.end()
    return { affectedRows: null, command: 'SELECT' }
  })

describe('a run', () => {
  test('tells everything in order, stores the rows and answers with its outcome', async () => {
    rows(1, 2, 3)
    const { events, summary } = start(['begin', 'select'])
    expect(await summary).toMatchObject({ outcome: 'done' })
    expect(kinds(events)).toEqual([
      'waiting',
      'statement-started',
      'statement-ended',
      'statement-started',
      'result-opened',
      'rows',
      'result-ended',
      'statement-ended',
    ])
    const { resultId, columns } = find(events, 'result-opened')
    expect(columns).toEqual([intColumn()])
    expect(find(events, 'result-ended')).toMatchObject({ rowCount: 3, isComplete: true })
    expect(await numbers(resultId)).toEqual([1, 2, 3])
  })

  test('uses one session for all of its statements', async () => {
    await start(['a', 'b']).summary
    expect(database.ran).toEqual(['a', 'b'])
    expect(database.sessions).toHaveLength(1)
  })

  test('gives affected rows and the word of the server', async () => {
    database.on('update', () => ({ affectedRows: 7, command: 'UPDATE' }))
    const { events, summary } = start(['update'])
    await summary
    expect(find(events, 'statement-ended')).toMatchObject({ affectedRows: 7, command: 'UPDATE' })
    expect(history[0]).toMatchObject({ rowCount: 7, outcome: 'done' })
  })

  test('keeps a result of no columns and no rows', async () => {
    database.on('select', (sink) => {
      sink.openResult([]).end()
      return { affectedRows: null, command: 'SELECT' }
    })
    const { events, summary } = start(['select'])
    await summary
    expect(find(events, 'result-ended')).toMatchObject({ rowCount: 0, isComplete: true })
    expect(history[0]!.rowCount).toBe(0)
  })

  test('opens one result each, where a statement gives several', async () => {
    database.on('call', (sink) => {
      for (const value of [1, 2]) {
        const result = sink.openResult([intColumn()])
        void result.write(intBatch(value))
        result.end()
      }
      return { affectedRows: null, command: null }
    })
    const { events, summary } = start(['call'])
    await summary
    const ids = events.flatMap((event) => (event.kind === 'result-opened' ? [event.resultId] : []))
    expect(new Set(ids).size).toBe(2)
    expect(await Promise.all(ids.map(numbers))).toEqual([[1], [2]])
  })

  test('is refused when its id is under way', async () => {
    database.on('wait', (_sink, signal) => untilCancelled(signal))
    const { runId, summary, cancel } = start(['wait'])
    const request = { runId, profileId: 'orders', label: '', statements: ['x'] }
    const { signal } = new AbortController()
    await expect(queries.run(request, { signal, clientId: 'window' })).rejects.toMatchObject({
      code: 'invalid-request',
    })
    cancel()
    await summary
  })

  test('warns when it leaves a transaction open', async () => {
    database.on('begin', (_sink, _signal, session) => {
      session.session = 'in-transaction'
      return { affectedRows: null, command: 'BEGIN' }
    })
    const { events, summary } = start(['begin'])
    await summary
    expect(find(events, 'message').message).toMatchObject({ severity: 'WARNING' })
    await clock.settle()
    expect(database.sessions[0]!.session).toBe('clean')
  })

  test('shows the pool its statement, shortened and without passwords', async () => {
    const sql = `alter role a password 'hush' ${'x'.repeat(5_000)}`
    let shown: string | null = null
    database.on(sql, () => {
      shown = pool.leases()[0]!.statement
      return { affectedRows: null, command: null }
    })
    await start([sql], { label: 'Tab 7' }).summary
    expect(shown).toContain('alter role a password')
    expect(shown).not.toContain('hush')
    expect(shown!.length).toBeLessThanOrEqual(2_000)
    expect(pool.stats().queryCount).toBe(1)
  })
})

describe('counts of rows', () => {
  test('come at once, then ten times a second, then with the end', async () => {
    const step = Promise.withResolvers<void>()
    database.on('select', async (sink) => {
      const result = sink.openResult([intColumn()])
      for (let batch = 0; batch < 50; batch++) await result.write(intBatch(batch))
      await step.promise
      result.end()
      return { affectedRows: null, command: null }
    })
    const { events, summary } = start(['select'])
    await clock.settle()
    const counts = () => events.flatMap((event) => (event.kind === 'rows' ? [event.rowCount] : []))
    expect(counts()).toEqual([1])
    await clock.advance(100)
    expect(counts()).toEqual([1, 50])
    step.resolve()
    await summary
    expect(counts()).toEqual([1, 50])
    expect(find(events, 'result-ended').rowCount).toBe(50)
    await pool.close()
    expect(clock.timerCount).toBe(0)
  })

  test('carry the columns when a type had to widen', async () => {
    database.on('select', async (sink) => {
      const result = sink.openResult([intColumn('n', { kind: 'bool' })])
      await result.write(intBatch(7))
      result.end()
      return { affectedRows: null, command: null }
    })
    const { events, summary } = start(['select'])
    await summary
    expect(find(events, 'rows').columns).toEqual([intColumn('n', { kind: 'any' })])
  })
})

describe('messages', () => {
  test('come as they are sent', async () => {
    database.on('do', (sink) => {
      sink.message({ severity: 'NOTICE', text: 'hello' })
      return { affectedRows: null, command: 'DO' }
    })
    const { events, summary } = start(['x', 'do'])
    await summary
    expect(find(events, 'message')).toEqual({
      kind: 'message',
      index: 1,
      message: { severity: 'NOTICE', text: 'hello' },
    })
  })

  test('are counted only, when they flood', async () => {
    database.on('do', (sink) => {
      for (let sent = 0; sent < MAX_MESSAGES + 5; sent++)
        sink.message({ severity: 'NOTICE', text: 'again' })
      return { affectedRows: null, command: 'DO' }
    })
    const { events, summary } = start(['do'])
    await summary
    const messages = events.filter(({ kind }) => kind === 'message')
    expect(messages).toHaveLength(MAX_MESSAGES + 1)
    expect(messages.at(-1)).toMatchObject({ message: { text: '5 more messages are not shown.' } })
  })
})

describe('a statement that fails', () => {
  const failAt = (offset: number) => () => {
    throw new WorkbenchError('syntax-error', 'syntax error at or near “form”', {
      details: { offset },
    })
  }

  test('ends the run with its error and position', async () => {
    database.on('select * form a', failAt(9))
    const { events, summary } = start(['select * form a', 'after'])
    expect(await summary).toMatchObject({ outcome: 'failed' })
    expect(find(events, 'statement-failed')).toMatchObject({
      index: 0,
      error: { code: 'syntax-error', details: { offset: 9 } },
    })
    expect(database.ran).toEqual(['select * form a'])
    expect(pool.stats().errorCount).toBe(1)
  })

  test('leaves what came before readable, marked as not the whole', async () => {
    database.on('select', async (sink, _signal, session) => {
      const result = sink.openResult([intColumn()])
      await result.write(intBatch(1, 2))
      throw session.lose()
    })
    const { events, summary } = start(['select'])
    expect(await summary).toMatchObject({ outcome: 'failed' })
    const { resultId } = find(events, 'result-opened')
    expect(find(events, 'result-ended')).toMatchObject({ rowCount: 2, isComplete: false })
    expect(find(events, 'statement-failed').error.code).toBe('connection-lost')
    expect(await numbers(resultId)).toEqual([1, 2])
    expect(kinds(events).indexOf('result-ended')).toBeLessThan(
      kinds(events).indexOf('statement-failed'),
    )
    expect(history[0]).toMatchObject({ outcome: 'failed', rowCount: 2 })
  })

  test('with a bug shows as internal and is logged', async () => {
    database.on('select', () => {
      throw new TypeError('x is not a function')
    })
    const { events, summary } = start(['select'])
    expect(await summary).toMatchObject({ outcome: 'failed' })
    expect(find(events, 'statement-failed').error.code).toBe('internal')
    expect(logged).toEqual(['A run ended with a bug.'])
  })

  test('for want of a connection tells why', async () => {
    database.onConnect = async () => {
      throw new WorkbenchError('authentication-failed', 'The password is wrong.')
    }
    const { events, summary } = start(['select'])
    expect(await summary).toMatchObject({ outcome: 'failed' })
    expect(find(events, 'statement-failed')).toMatchObject({
      index: 0,
      error: { code: 'authentication-failed' },
    })
    expect(history[0]).toMatchObject({ outcome: 'failed', errorMessage: 'The password is wrong.' })
  })

  test('to be remembered does not fail the run', async () => {
    rows(1)
    const full = new QueryService({
      sessions: { use: (_request, options, work) => pool.use(options, work) },
      frames,
      clock,
      logger: { info: () => {}, warn: () => {}, error: (_, message) => void logged.push(message) },
      addToHistory: () => {
        throw new Error('disk full')
      },
    })
    const context = { signal: new AbortController().signal, clientId: 'window' }
    const request = { runId: 'r', profileId: 'orders', label: '', statements: ['select'] }
    expect(await full.run(request, context)).toMatchObject({ outcome: 'done' })
    expect(logged).toHaveLength(1)
  })
})

describe('a run that is cancelled', () => {
  test('stops its statement on the server and runs none after it', async () => {
    database.on('sleep', (_sink, signal) => untilCancelled(signal))
    const { events, summary, cancel } = start(['sleep', 'after'])
    await clock.settle()
    cancel()
    expect(await summary).toMatchObject({ outcome: 'cancelled' })
    expect(find(events, 'statement-failed').error.code).toBe('statement-cancelled')
    expect(database.ran).toEqual(['sleep'])
    expect(history[0]!.outcome).toBe('cancelled')
    expect(pool.stats().errorCount).toBe(0)
  })

  test('keeps the rows received', async () => {
    database.on('select', async (sink, signal) => {
      await sink.openResult([intColumn()]).write(intBatch(1, 2, 3))
      return untilCancelled(signal)
    })
    const { events, summary, cancel } = start(['select'])
    await clock.settle()
    cancel()
    await summary
    expect(find(events, 'result-ended')).toMatchObject({ rowCount: 3, isComplete: false })
    expect(await numbers(find(events, 'result-opened').resultId)).toEqual([1, 2, 3])
  })

  test('between two statements runs no further', async () => {
    const { summary, cancel, events } = start(['first', 'second'])
    database.on('first', () => {
      cancel()
      return { affectedRows: 1, command: null }
    })
    expect(await summary).toMatchObject({ outcome: 'cancelled' })
    expect(kinds(events)).toContain('statement-ended')
    expect(database.ran).toEqual(['first'])
  })

  test('while it waits never runs', async () => {
    database.on('sleep', (_sink, signal) => untilCancelled(signal))
    const holder = start(['sleep'])
    await clock.settle()
    const { events, summary, cancel } = start(['select'])
    expect(kinds(events)).toEqual(['waiting'])
    await clock.advance(250)
    cancel()
    expect(await summary).toMatchObject({ outcome: 'cancelled', waitedMs: 250, elapsedMs: 0 })
    holder.cancel()
    await holder.summary
    expect(database.ran).toEqual(['sleep'])
  })
})

describe('events', () => {
  test('that nobody heard yet wait for a late subscriber', async () => {
    rows(1, 2)
    const { runId, stop, summary } = start(['select'])
    stop()
    await summary
    const late: RunEvent[] = []
    queries.onEvents(runId, (event) => late.push(event))
    expect(kinds(late)).toContain('result-opened')
    expect(kinds(late).at(-1)).toBe('statement-ended')
    const second: RunEvent[] = []
    queries.onEvents(runId, (event) => second.push(event))
    expect(second).toEqual([])
  })

  test('go on where a subscriber that dropped out left off', async () => {
    const step = Promise.withResolvers<void>()
    database.on('wait', async () => {
      await step.promise
      return { affectedRows: null, command: null }
    })
    const { runId, events, stop, summary } = start(['wait'])
    await clock.settle()
    stop()
    step.resolve()
    await summary
    queries.onEvents(runId, (event) => events.push(event))
    expect(kinds(events)).toEqual(['waiting', 'statement-started', 'statement-ended'])
  })

  test('kept for nobody do not grow with the rows, and go after a while', async () => {
    database.on('select', async (sink) => {
      const result = sink.openResult([intColumn()])
      for (let batch = 0; batch < 20; batch++) {
        await result.write(intBatch(batch))
        await clock.advance(200)
      }
      result.end()
      return { affectedRows: null, command: null }
    })
    const { runId, stop, summary } = start(['select'])
    stop()
    await summary
    const heard: RunEvent[] = []
    const stopAgain = queries.onEvents(runId, (event) => heard.push(event))
    expect(heard.filter(({ kind }) => kind === 'rows')).toMatchObject([{ rowCount: 20 }])
    stopAgain()

    const other = start(['select'])
    other.stop()
    await other.summary
    await clock.advance(60_000)
    const none: RunEvent[] = []
    queries.onEvents(other.runId, (event) => none.push(event))
    expect(none).toEqual([])
  })
})

describe('a client that is gone', () => {
  test('leaves no results, also of a run that is still ending', async () => {
    rows(1)
    const early = start(['select'], { clientId: 'gone' })
    await early.summary
    const other = start(['select'], { clientId: 'stays' })
    await other.summary
    const released = Promise.withResolvers<void>()
    database.on('slow', async (sink) => {
      await released.promise
      const result = sink.openResult([intColumn()])
      await result.write(intBatch(9))
      result.end()
      return { affectedRows: null, command: null }
    })
    const late = start(['slow'], { clientId: 'gone' })
    await clock.settle()
    late.cancel()
    const closed = queries.closeClient('gone')
    released.resolve()
    await late.summary
    await closed
    for (const { events } of [early, late])
      expect(() => frames.get(find(events, 'result-opened').resultId)).toThrow(/closed/)
    expect(frames.get(find(other.events, 'result-opened').resultId).rowCount).toBe(1)
  })
})

test('each statement that ran is told, and the history has the run as one script', async () => {
  database.on('b', () => {
    throw new WorkbenchError('server-error', 'no')
  })
  await start(['a -- note', 'b', 'c']).summary
  expect(ran).toEqual(['a -- note', 'b'])
  expect(history[0]!.sql).toBe('a -- note\n;\nb;\nc;')
})
