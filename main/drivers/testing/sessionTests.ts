import { expect, test } from 'vitest'
import { runCollecting } from './CollectingSink.ts'
import { countIn, storeOf } from './store.ts'
import type { Workplace } from './describeDriver.ts'
import type { DriverUnderTest } from './DriverUnderTest.ts'

const signal = new AbortController().signal

/** Transactions, what a session keeps, and what a read-only one refuses. */
export function sessionTests(work: Workplace, { driver }: DriverUnderTest): void {
  const { transaction: words } = driver.dialect

  test('follows transactions', async (context) => {
    if (!driver.capabilities.transactions) return context.skip('there are no transactions')
    const connection = await work.connect()
    const name = work.newName()
    await runCollecting(connection, `CREATE TABLE ${name} (id integer)`)

    await runCollecting(connection, words!.begin)
    expect(connection.session).toBe('in-transaction')
    await runCollecting(connection, `INSERT INTO ${name} VALUES (1)`)
    await runCollecting(connection, words!.rollback)
    expect(connection.session).toBe('clean')

    await runCollecting(connection, words!.begin)
    await runCollecting(connection, `INSERT INTO ${name} VALUES (2)`)
    await runCollecting(connection, words!.commit)
    expect(connection.session).toBe('clean')
    const { sink } = await runCollecting(connection, `SELECT id FROM ${name}`)
    expect(sink.rows).toEqual([['2']])
  })

  test('goes back to savepoints', async (context) => {
    if (!driver.capabilities.savepoints) return context.skip('there are no savepoints')
    const connection = await work.connect()
    const name = work.newName()
    await runCollecting(connection, `CREATE TABLE ${name} (id integer)`)
    for (const sql of [
      words!.begin,
      `INSERT INTO ${name} VALUES (1)`,
      words!.savepoint!.set('here'),
      `INSERT INTO ${name} VALUES (2)`,
      words!.savepoint!.rollbackTo('here'),
      words!.commit,
    ]) {
      await runCollecting(connection, sql)
    }

    const { sink } = await runCollecting(connection, `SELECT id FROM ${name}`)
    expect(sink.rows).toEqual([['1']])
  })

  test('undoes an open transaction when it is reset', async (context) => {
    if (!driver.capabilities.transactions) return context.skip('there are no transactions')
    const connection = await work.connect()
    const name = work.newName()
    await runCollecting(connection, `CREATE TABLE ${name} (id integer)`)
    await runCollecting(connection, words!.begin)
    await runCollecting(connection, `INSERT INTO ${name} VALUES (1)`)
    // Also from a transaction that has failed.
    await runCollecting(connection, 'SELECT no_such_column').catch(() => {})

    await connection.reset(signal)

    expect(connection.session).toBe('clean')
    const { sink } = await runCollecting(connection, `SELECT count(*) FROM ${name}`)
    expect(sink.rows).toEqual([['0']])
  })

  test('is dirty with a temporary table, and rid of it after a reset', async (context) => {
    if (!work.hasTables) return context.skip('there are no tables')
    const connection = await work.connect()
    const name = work.newName()
    const { temporaryTable } = work.server.statements
    await runCollecting(
      connection,
      temporaryTable?.(name) ?? `CREATE TEMPORARY TABLE ${name} (id integer)`,
    )
    expect(connection.session).toBe('dirty')

    await connection.reset(signal)

    expect(connection.session).toBe('clean')
    await expect(runCollecting(connection, `SELECT * FROM ${name}`)).rejects.toThrow(name)
  })

  test('writes nothing in a read-only profile, whatever is tried', async () => {
    const writer = await work.connect()
    const store = storeOf(work)
    const name = work.newName()
    if (store.create) await runCollecting(writer, store.create(name))
    const reader = await work.connect({ isReadOnly: true })

    for (const escape of [work.echo(1), ...work.server.statements.readOnlyEscapes]) {
      await runCollecting(reader, escape).catch(() => {})
      await expect(runCollecting(reader, store.add(name)), `after ${escape}`).rejects.toMatchObject(
        { code: 'read-only' },
      )
      await reader.reset(signal)
    }
    expect(await countIn(reader, store.count(name))).toBe('0')
  })

  test('refuses two statements at once, as a mistake of the caller', async () => {
    const connection = await work.connect()
    const first = runCollecting(connection, work.server.statements.manyRows(1_000))

    await expect(runCollecting(connection, work.echo(1))).rejects.toThrow(/already|one statement/i)
    await first
  })
}
