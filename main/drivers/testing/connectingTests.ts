import { expect, test, vi } from 'vitest'
import { CollectingSink, runCollecting } from './CollectingSink.ts'
import type { Workplace } from './describeDriver.ts'
import type { DriverUnderTest } from './DriverUnderTest.ts'
import { countIn } from './store.ts'

const signal = new AbortController().signal

/** Opening, checking, closing and losing sessions. */
export function connectingTests(work: Workplace, { driver, environment }: DriverUnderTest): void {
  test('tells what it is connected to, in a clean session', async () => {
    const connection = await work.connect()

    expect(connection.server).toEqual({
      product: expect.stringMatching(/\w/),
      version: expect.stringMatching(/^\d/),
      sessionId: expect.stringMatching(/\w/),
    })
    expect(connection.session).toBe('clean')
    await connection.ping(signal)
  })

  test('says what it was that kept it from connecting', async () => {
    for (const { case: name, target, code, says } of work.server.unreachable) {
      const outcome = driver.connect(target, environment, signal)
      await expect(outcome, name).rejects.toMatchObject({
        code,
        message: expect.stringMatching(says),
      })
    }
  })

  test('opens all its sockets where the target says the way begins', async (context) => {
    const { target, statements } = work.server
    if (!driver.profileFields.some(({ name }) => name === 'host'))
      return context.skip('it is not reached over a network')
    const host = String(target.fields['host'] ?? 'localhost')
    const tunnelled = {
      ...target,
      fields: { ...target.fields, host: 'only-beyond-the-tunnel.invalid' },
      locate: ({ port }: { port: number }) => Promise.resolve({ host, port }),
    }
    const connection = await driver.connect(tunnelled, environment, signal)
    const abort = new AbortController()
    const running = connection.run({ sql: statements.endless }, new CollectingSink(), abort.signal)
    setTimeout(() => abort.abort(), 300)
    await expect(running).rejects.toMatchObject({ code: 'statement-cancelled' })
    connection.destroy()
  })

  test('gives up connecting when told to', async () => {
    const outcome = driver.connect(work.server.target, environment, AbortSignal.abort())

    await expect(outcome).rejects.toMatchObject({ code: 'aborted' })
  })

  test('keeps the session when the time and the wish to connect are over', async () => {
    const abort = new AbortController()
    const connectTimeoutMs = 2_000
    const target = { ...work.server.target, connectTimeoutMs }
    const connection = await driver.connect(target, environment, abort.signal)

    abort.abort()
    await new Promise((resolve) => setTimeout(resolve, connectTimeoutMs + 100))

    await connection.ping(signal)
    connection.destroy()
  })

  test('reports a session that the server ended while it was idle, once', async (context) => {
    if (driver.capabilities.isStateless) return context.skip('the server keeps no sessions')
    const connection = await work.connect()
    const onLost = vi.fn()
    connection.onLost(onLost)

    await work.server.endSession(connection.server.sessionId)
    await vi.waitFor(() => expect(onLost).toHaveBeenCalled(), { timeout: 5_000 })

    expect(connection.session).toBe('lost')
    await expect(connection.ping(signal)).rejects.toMatchObject({ code: lossCode(driver) })
    await expect(runCollecting(connection, work.echo(1))).rejects.toMatchObject({
      code: lossCode(driver),
    })
    connection.destroy()
    expect(onLost).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ code: lossCode(driver) }),
    )
  })

  test('fails the statement of a session that the server ended under it', async (context) => {
    if (driver.capabilities.isStateless) return context.skip('the server keeps no sessions')
    const connection = await work.connect()
    const onLost = vi.fn()
    connection.onLost(onLost)
    const outcome = expect(
      runCollecting(connection, work.server.statements.endless),
    ).rejects.toMatchObject({ code: lossCode(driver) })
    await vi.waitUntil(() => work.server.isRunning(connection.server.sessionId))

    await work.server.endSession(connection.server.sessionId)
    await outcome

    await vi.waitFor(() => expect(onLost).toHaveBeenCalledOnce(), { timeout: 5_000 })
    expect(connection.session).toBe('lost')
  })

  test('fails in the midst of rows when the server ends the session; what came is not the whole', async (context) => {
    if (driver.capabilities.isStateless) return context.skip('the server keeps no sessions')
    const connection = await work.connect()
    const gate = Promise.withResolvers<void>()
    const firstWrite = Promise.withResolvers<void>()
    const sink = new CollectingSink(() => {
      firstWrite.resolve()
      return gate.promise
    })
    const sql = work.server.statements.manyRows(3_000_000)
    const outcome = expect(connection.run({ sql }, sink, signal)).rejects.toMatchObject({
      code: lossCode(driver),
    })
    await firstWrite.promise
    await work.server.endSession(connection.server.sessionId)
    gate.resolve()
    await outcome

    expect(connection.session).toBe('lost')
    expect(sink.rowCount).toBeGreaterThan(0)
    expect(sink.result.hasEnded).toBe(false)
  })

  test('loses with its session what an open transaction had changed', async (context) => {
    const { transactions, isStateless } = driver.capabilities
    if (!transactions || isStateless) return context.skip('there are no transactions')
    const connection = await work.connect()
    const onLost = vi.fn()
    connection.onLost(onLost)
    const name = work.newName()
    await runCollecting(connection, `CREATE TABLE ${name} (id integer)`)
    await runCollecting(connection, driver.dialect.transaction!.begin)
    await runCollecting(connection, `INSERT INTO ${name} VALUES (1)`)
    expect(connection.session).toBe('in-transaction')

    await work.server.endSession(connection.server.sessionId)
    await vi.waitFor(() => expect(onLost).toHaveBeenCalledOnce(), { timeout: 5_000 })

    expect(connection.session).toBe('lost')
    await expect(
      runCollecting(connection, driver.dialect.transaction!.commit),
    ).rejects.toMatchObject({ code: lossCode(driver) })
    const other = await work.connect()
    await expect
      .poll(() => countIn(other, `SELECT count(*) FROM ${name}`), { timeout: 5_000 })
      .toBe('0')
  })

  test('closes and destroys any number of times, and calls neither a loss', async () => {
    const connection = await work.connect()
    const onLost = vi.fn()
    connection.onLost(onLost)

    await Promise.all([connection.close(), connection.close()])
    connection.destroy()
    await connection.close()
    connection.destroy()

    expect(onLost).not.toHaveBeenCalled()
    expect(connection.session).toBe('lost')
    await expect(runCollecting(connection, work.echo(1))).rejects.toMatchObject({
      code: lossCode(driver),
    })
  })

  test('ends the running statement when it is destroyed', async () => {
    const connection = await work.connect()
    const outcome = expect(
      runCollecting(connection, work.server.statements.endless),
    ).rejects.toMatchObject({ code: lossCode(driver) })
    await vi.waitUntil(() => work.server.isRunning(connection.server.sessionId))

    connection.destroy()
    await outcome
  })
}

const lossCode = ({ capabilities }: DriverUnderTest['driver']) =>
  capabilities.cancel === 'process'
    ? expect.stringMatching(/^(process-died|connection-lost)$/)
    : 'connection-lost'
