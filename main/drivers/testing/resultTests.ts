import { expect, test } from 'vitest'
import { BATCH_CELLS } from '../../frame/Batch.ts'
import { CollectingSink, rowsOf, runCollecting } from './CollectingSink.ts'
import type { Workplace } from './describeDriver.ts'

const signal = new AbortController().signal

/** What statements give: rows, values, counts, messages, errors. */
export function resultTests(work: Workplace): void {
  test('streams many rows in order, the first of them early', async () => {
    const connection = await work.connect()
    const { sink, outcome } = await runCollecting(
      connection,
      work.server.statements.manyRows(50_000),
    )

    expect(outcome.affectedRows).toBe(null)
    expect(sink.result.hasEnded).toBe(true)
    expect(sink.result.batches[0]!.rowCount).toBeLessThanOrEqual(1_000)
    expect(
      Math.max(...sink.result.batches.map(({ rowCount, columns }) => rowCount * columns.length)),
    ).toBeLessThanOrEqual(BATCH_CELLS)
    const { leadingCells = 0 } = work.server.statements
    const rows = sink.rows.map((row) => row.slice(leadingCells))
    expect(rows).toHaveLength(50_000)
    expect(rows.every(([number], index) => number === String(index + 1))).toBe(true)
    expect(rows.every(([, text]) => text!.length === 100)).toBe(true)
  })

  test('reads no further while the sink asks to wait', async () => {
    const connection = await work.connect()
    const gate = Promise.withResolvers<void>()
    const firstWrite = Promise.withResolvers<void>()
    const sink = new CollectingSink(() => {
      firstWrite.resolve()
      return gate.promise
    })
    const running = connection.run({ sql: work.server.statements.manyRows(100_000) }, sink, signal)

    await firstWrite.promise
    await new Promise((resolve) => setTimeout(resolve, 150))
    expect(sink.result.batches).toHaveLength(1)
    expect(sink.result.hasEnded).toBe(false)

    gate.resolve()
    await running
    expect(sink.rowCount).toBe(100_000)
    expect(sink.result.hasEnded).toBe(true)
  })

  test('fails with the error of the sink, and goes on with the next statement', async () => {
    const connection = await work.connect()
    const diskFull = new Error('no room')
    const failing = new CollectingSink(() => Promise.reject(diskFull))

    const outcome = connection.run(
      { sql: work.server.statements.manyRows(100_000) },
      failing,
      signal,
    )

    await expect(outcome).rejects.toBe(diskFull)
    expect(failing.result.hasEnded).toBe(false)
    const { sink } = await runCollecting(connection, work.echo(7))
    expect(sink.rows.map((row) => row.at(-1))).toEqual(['7'])
  })

  test('gives every type its column and every value its digits', async () => {
    const connection = await work.connect()
    const { values, selectValues } = work.server.statements
    const expressions = values.map(({ expression }) => expression)
    const { sink } = await runCollecting(
      connection,
      selectValues?.(expressions) ?? `SELECT ${expressions.join(', ')}`,
    )

    const given = values.map(({ expression }, index) => ({
      expression,
      type: sink.typesOf(index)[0],
      text: sink.rows[0]![index],
    }))
    expect(given).toEqual(values)
  })

  test('binds values', async () => {
    const connection = await work.connect()
    const { sql, parameters, row } = work.server.statements.bound
    const { sink } = await runCollecting(connection, sql, { ...(parameters && { parameters }) })

    expect(sink.rows).toEqual([row])
  })

  test('gives columns also when there are no rows', async (context) => {
    if (!work.hasTables) return context.skip('there is no SQL')
    const connection = await work.connect()
    const { sink } = await runCollecting(connection, 'SELECT 1 AS a, 2 AS b WHERE 1 = 0')

    expect(sink.result.columns.map(({ name }) => name)).toEqual(['a', 'b'])
    expect(sink.rowCount).toBe(0)
    expect(sink.result.hasEnded).toBe(true)
  })

  test('keeps columns of the same name apart', async (context) => {
    if (!work.hasTables) return context.skip('there is no SQL')
    const connection = await work.connect()
    const { sink } = await runCollecting(connection, 'SELECT 1 AS a, 2 AS a, 3 AS "A"')

    expect(sink.result.columns.map(({ name }) => name)).toEqual(['a', 'a', 'A'])
    expect(sink.rows).toEqual([['1', '2', '3']])
  })

  test('counts rows that have no columns', async (context) => {
    const { zeroColumns } = work.server.statements
    if (!zeroColumns) return context.skip('this database has no such rows')
    const connection = await work.connect()
    const { sink } = await runCollecting(connection, zeroColumns.sql)

    expect(sink.result.columns).toEqual([])
    expect(sink.rowCount).toBe(zeroColumns.rowCount)
  })

  test('reads 500 columns', async (context) => {
    if (!work.hasTables) return context.skip('there is no SQL')
    const connection = await work.connect()
    const list = Array.from({ length: 500 }, (_, index) => `${index} AS c${index}`)
    const { sink } = await runCollecting(connection, `SELECT ${list.join(', ')}`)

    expect(sink.rows[0]).toEqual(list.map((_, index) => String(index)))
  })

  test('reads a cell of many megabytes', async (context) => {
    if (!work.hasTables) return context.skip('there is no SQL')
    const connection = await work.connect()
    const name = work.newName()
    await runCollecting(
      connection,
      `CREATE TABLE ${name} (body ${work.server.statements.longText ?? 'text'})`,
    )
    await runCollecting(connection, `INSERT INTO ${name} VALUES ('${'0123456789'.repeat(100)}')`)
    for (let doubling = 0; doubling < 13; doubling++) {
      await runCollecting(connection, `UPDATE ${name} SET body = CONCAT(body, body)`)
    }
    const { sink } = await runCollecting(connection, `SELECT body, 1 FROM ${name}`)

    expect(sink.rows[0]![0] === '0123456789'.repeat(100 * 2 ** 13)).toBe(true)
    expect(sink.rows[0]![1]).toBe('1')
  })

  test('counts the rows a statement changed, and names what it did', async (context) => {
    if (!work.hasTables) return context.skip('there is no SQL')
    const connection = await work.connect()
    const name = work.newName()
    const { commands } = work.server.statements
    if (!commands) throw new Error('The suite has to be told what the driver says was done')
    const outcomeOf = async (sql: string) => (await runCollecting(connection, sql)).outcome

    expect(await outcomeOf(`CREATE TABLE ${name} (id integer, name varchar(40))`)).toEqual({
      affectedRows: null,
      command: commands.createTable,
    })
    expect(await outcomeOf(`INSERT INTO ${name} VALUES (1, 'a'), (2, 'b'), (3, 'c')`)).toEqual({
      affectedRows: 3,
      command: commands.insert,
    })
    expect(await outcomeOf(`UPDATE ${name} SET name = 'd' WHERE id > 1`)).toMatchObject({
      affectedRows: 2,
    })
    expect(await outcomeOf(`DELETE FROM ${name} WHERE id = 9`)).toMatchObject({ affectedRows: 0 })
    expect(await outcomeOf(`SELECT * FROM ${name}`)).toMatchObject({ affectedRows: null })
  })

  test('gives the rows of a statement that changes and returns them', async (context) => {
    if (!work.hasTables) return context.skip('there is no SQL')
    const connection = await work.connect()
    const name = work.newName()
    await runCollecting(connection, `CREATE TABLE ${name} (id integer)`)
    const { sink, outcome } = await runCollecting(
      connection,
      work.server.statements.insertReturning?.(name) ??
        `INSERT INTO ${name} VALUES (1), (2) RETURNING id`,
    )

    expect(sink.rows).toEqual([['1'], ['2']])
    expect(outcome.affectedRows).toBe(2)
  })

  test('runs the statements of a script one after the other', async (context) => {
    const { script } = work.server.statements
    if (!script) return context.skip('this driver takes one statement at a time')
    const connection = await work.connect()
    const { sink } = await runCollecting(connection, script.sql)

    expect(sink.results.map((result) => rowsOf(result)[0]![0])).toEqual(script.firstCells)
    expect(sink.results.every(({ hasEnded }) => hasEnded)).toBe(true)
  })

  test('does nothing for a statement that is only a comment', async () => {
    const connection = await work.connect()
    const { sink, outcome } = await runCollecting(
      connection,
      work.server.statements.comment ?? '-- nothing to do',
    )

    expect(sink.results).toEqual([])
    expect(outcome).toEqual({ affectedRows: null, command: null })
  })

  test('passes on what the server says', async (context) => {
    const { noisy } = work.server.statements
    if (!noisy) return context.skip('this database says nothing')
    const connection = await work.connect()
    const { sink } = await runCollecting(connection, noisy.sql)

    expect(sink.messages).toEqual([
      { severity: expect.any(String), text: expect.stringMatching(noisy.says) },
    ])
  })

  test('tells where in the statement a mistake is, in UTF-16 units', async (context) => {
    if (!work.hasTables) return context.skip('there is no SQL')
    const connection = await work.connect()
    const sql = "SELECT '🦥 naïve',\n  1 FORM x y"

    await expect(runCollecting(connection, sql)).rejects.toMatchObject({
      code: 'syntax-error',
      details: { offset: sql.indexOf('x y') },
    })
    const outcome = runCollecting(connection, 'SELECT 1, no_such_column')
    await expect(outcome).rejects.toMatchObject({
      code: 'object-not-found',
      message: expect.stringContaining('no_such_column'),
      details: { offset: 'SELECT 1, '.length },
    })
  })

  test('tells a broken rule from other errors, and goes on afterwards', async (context) => {
    if (!work.hasTables) return context.skip('there is no SQL')
    const connection = await work.connect()
    const name = work.newName()
    await runCollecting(
      connection,
      `CREATE TABLE ${name} (id integer PRIMARY KEY, n varchar(40) NOT NULL)`,
    )
    await runCollecting(connection, `INSERT INTO ${name} VALUES (1, 'a')`)

    for (const values of ["1, 'b'", '2, NULL']) {
      const outcome = runCollecting(connection, `INSERT INTO ${name} VALUES (${values})`)
      await expect(outcome).rejects.toMatchObject({ code: 'constraint-violation' })
    }
    expect(connection.session).toBe('clean')
    const { sink } = await runCollecting(connection, `SELECT n FROM ${name}`)
    expect(sink.rows).toEqual([['a']])
  })
}
