import { expect, test, vi } from 'vitest'
import type { Connection } from '../driver.ts'
import { CollectingSink, runCollecting } from './CollectingSink.ts'
import { countIn, storeOf } from './store.ts'
import type { Workplace } from './describeDriver.ts'
import type { DriverUnderTest } from './DriverUnderTest.ts'

/** Statements that are stopped, by the user or by a limit. */
export function stoppingTests(work: Workplace, { driver }: DriverUnderTest): void {
  const survivesCancel = driver.capabilities.cancel === 'server'

  async function expectUsable(connection: Connection): Promise<void> {
    if (!survivesCancel && connection.session === 'lost') return
    const { sink } = await runCollecting(connection, work.echo(42))
    expect(sink.rows.map((row) => row.at(-1))).toEqual(['42'])
  }

  test('stops a statement on the server, and only then says so', async () => {
    const connection = await work.connect()
    const { sessionId } = connection.server
    const abort = new AbortController()
    const outcome = expect(
      runCollecting(connection, work.server.statements.endless, { signal: abort.signal }),
    ).rejects.toMatchObject({ code: 'statement-cancelled' })
    await vi.waitUntil(() => work.server.isRunning(sessionId))

    abort.abort()
    await outcome

    expect(await work.server.isRunning(sessionId)).toBe(false)
    await expectUsable(connection)
  })

  test('does not start a statement that was cancelled before', async () => {
    const connection = await work.connect()
    const store = storeOf(work)
    const name = work.newName()
    if (store.create) await runCollecting(connection, store.create(name))
    const outcome = runCollecting(connection, store.add(name), { signal: AbortSignal.abort() })

    await expect(outcome).rejects.toMatchObject({ code: 'statement-cancelled' })
    expect(await countIn(connection, store.count(name))).toBe('0')
  })

  test('stops a statement cancelled right after it was started', async () => {
    const connection = await work.connect()
    const abort = new AbortController()
    const outcome = runCollecting(connection, work.server.statements.endless, {
      signal: abort.signal,
    })
    abort.abort()

    await expect(outcome).rejects.toMatchObject({ code: 'statement-cancelled' })
    await expectUsable(connection)
  })

  test('stops in the midst of rows, while the sink asks to wait', async () => {
    const connection = await work.connect()
    const abort = new AbortController()
    const sink = new CollectingSink(() => {
      setTimeout(() => abort.abort(), 20)
      // Never ready: only the cancel ends this.
      return new Promise<void>(() => {})
    })
    const outcome = connection.run(
      { sql: work.server.statements.manyRows(3_000_000) },
      sink,
      abort.signal,
    )

    await expect(outcome).rejects.toMatchObject({ code: 'statement-cancelled' })
    expect(sink.result.hasEnded).toBe(false)
    await expectUsable(connection)
  })

  test('never lets a late cancel hit the next statement', async () => {
    const connection = await work.connect()
    for (let round = 0; round < 20 && connection.session !== 'lost'; round++) {
      const abort = new AbortController()
      const running = runCollecting(connection, work.server.statements.manyRows(300), {
        signal: abort.signal,
      })
      setTimeout(() => abort.abort(), round % 5)
      await running.catch((error: unknown) =>
        expect(error).toMatchObject({ code: 'statement-cancelled' }),
      )
      await expectUsable(connection)
    }
  })

  test('stops a statement that takes longer than the profile allows', async (context) => {
    if (!work.server.statements.hasStatementTimeout) {
      return context.skip('this database has no such limit')
    }
    const connection = await work.connect({ statementTimeoutMs: 100 })

    await expect(runCollecting(connection, work.server.statements.endless)).rejects.toMatchObject({
      code: 'statement-timeout',
    })
    await expectUsable(connection)
  })
}
