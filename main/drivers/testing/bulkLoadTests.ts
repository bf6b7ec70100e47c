import { expect, test, vi } from 'vitest'
import type { ColumnType } from '../../../contract/columns.ts'
import { cellText, type RawCell } from '../../../contract/cellText.ts'
import type { Batch } from '../../frame/Batch.ts'
import type { CellValue } from '../../frame/collectRows.ts'
import { batchOf } from '../../frame/testing/batchOf.ts'
import type { Connection } from '../driver.ts'
import { rowsOf, runCollecting } from './CollectingSink.ts'
import type { Workplace } from './describeDriver.ts'
import type { DriverUnderTest } from './DriverUnderTest.ts'

const signal = new AbortController().signal

async function* inBatches(...batches: Batch[]): AsyncGenerator<Batch> {
  yield* batches
}

const TWO: ColumnType[] = [{ kind: 'int32' }, { kind: 'text' }]

/** Values at the edges of every kind that has a type of its own. */
const EDGES: readonly { type: ColumnType; values: RawCell[] }[] = [
  { type: { kind: 'bool' }, values: [true, false] },
  { type: { kind: 'int16' }, values: [-32_768, 32_767] },
  { type: { kind: 'int32' }, values: [-2_147_483_648, 2_147_483_647] },
  { type: { kind: 'int64' }, values: [-(2n ** 63n), 2n ** 63n - 1n] },
  { type: { kind: 'float64' }, values: [0.1, -1.7976931348623157e308] },
  {
    type: { kind: 'decimal', precision: 38, scale: 20 },
    values: [10n ** 38n - 1n, -(10n ** 38n) + 1n],
  },
  { type: { kind: 'decimal', precision: 38, scale: 0 }, values: [10n ** 37n, -(10n ** 8n)] },
  { type: { kind: 'decimal', precision: 18, scale: 6 }, values: [1n, -123_456_789_000_000n] },
  { type: { kind: 'date' }, values: [-719_162, 2_932_896] },
  { type: { kind: 'time', unit: 'us' }, values: [0n, 86_399_999_999n] },
  {
    type: { kind: 'timestamp', unit: 'us', zone: null },
    values: [-62_135_596_800_000_000n, 253_402_300_799_999_999n],
  },
  { type: { kind: 'timestamp', unit: 'us', zone: 'UTC' }, values: [-1n, 1_700_000_000_123_456n] },
  { type: { kind: 'text' }, values: ['', 'a\tb\\c\r\n“ü”🦥\u0001'] },
  {
    type: { kind: 'text', mark: 'decimal' },
    values: ['12345678901234567890123456789012345678901234567890.000000001', '-0.10'],
  },
  { type: { kind: 'text', mark: 'uuid' }, values: ['9e107d9d-3720-4bd6-8f0a-1f0e9b6d8c01'] },
  { type: { kind: 'text', mark: 'json' }, values: ['{"a": [1, null, "x"]}'] },
  { type: { kind: 'binary' }, values: [Uint8Array.of(), Uint8Array.of(0, 255, 10, 92)] },
]

/** Loads of many rows. */
export function bulkLoadTests(work: Workplace, { driver }: DriverUnderTest): void {
  const { typeFor } = driver.dialect
  if (!driver.capabilities.bulkLoad || !typeFor) return

  async function tableOf(connection: Connection, columns: string): Promise<string> {
    const name = work.newName()
    await runCollecting(connection, `CREATE TABLE ${name} (${columns})`)
    return name
  }

  const loadInto = (
    connection: Connection,
    table: string,
    batches: AsyncIterable<Batch>,
    abort: AbortSignal = signal,
    columns: readonly string[] = ['id', 'name'],
  ) =>
    connection.bulkInsert!(
      { schema: work.server.statements.defaultSchema ?? '', table, columns, batches },
      abort,
    )

  /** Databases without booleans keep a number. */
  function text(type: ColumnType, value: CellValue): string | null {
    if (value === null) return null
    const { shownAs } = work.server.statements
    const written =
      typeof value === 'boolean'
        ? (driver.dialect.literals?.booleans[value ? 1 : 0] ?? String(value))
        : cellText(type, value)
    return shownAs ? shownAs(type, written) : written
  }

  const countOf = async (connection: Connection, table: string) =>
    Number((await runCollecting(connection, `SELECT count(*) FROM ${table}`)).sink.rows[0]![0])

  const twoColumns = () => `id integer PRIMARY KEY, name ${typeFor({ kind: 'text' })}`

  test.each(EDGES)('loads $type.kind exactly, NULL among them', async ({ type, values }) => {
    const connection = await work.connect()
    const table = await tableOf(connection, `id integer, v ${typeFor(type)}`)
    const cells: CellValue[] = [null, ...values, null]
    const rows = cells.map((value, index) => [index, value])

    const outcome = await loadInto(
      connection,
      table,
      inBatches(batchOf([{ kind: 'int32' }, type], rows)),
      signal,
      ['id', 'v'],
    )

    expect(outcome).toEqual({ writtenRows: rows.length })
    const { sink } = await runCollecting(connection, `SELECT v FROM ${table} ORDER BY id`)
    expect(rowsOf(sink.result).map(([cell]) => cell)).toEqual(cells.map((cell) => text(type, cell)))
    expect(connection.session).toBe('clean')
  })

  test('loads many batches, in their order', async () => {
    const connection = await work.connect()
    const table = await tableOf(connection, twoColumns())
    async function* many() {
      for (let first = 0; first < 20_000; first += 1_000)
        yield batchOf(
          TWO,
          Array.from({ length: 1_000 }, (_, row) => [first + row, `row ${first + row}`]),
        )
    }

    expect(await loadInto(connection, table, many())).toEqual({ writtenRows: 20_000 })
    const { sink } = await runCollecting(
      connection,
      `SELECT count(*), min(id), max(id) FROM ${table} WHERE name = CONCAT('row ', id)`,
    )
    expect(sink.rows).toEqual([['20000', '0', '19999']])
  })

  test('loads nothing of no batches', async () => {
    const connection = await work.connect()
    const table = await tableOf(connection, twoColumns())

    expect(await loadInto(connection, table, inBatches())).toEqual({ writtenRows: 0 })
    expect(connection.session).toBe('clean')
  })

  test('loads all or nothing, and tells the row that was refused', async () => {
    const connection = await work.connect()
    const table = await tableOf(connection, twoColumns())
    const good = batchOf(TWO, [
      [1, 'a'],
      [2, 'b'],
    ])
    const bad = batchOf(TWO, [
      [3, 'c'],
      [1, 'again'],
      [4, 'd'],
    ])

    await expect(loadInto(connection, table, inBatches(good, bad))).rejects.toMatchObject({
      code: 'constraint-violation',
      details: { row: 3 },
    })
    expect(connection.session).toBe('clean')
    expect(await countOf(connection, table)).toBe(0)
  })

  test('keeps to an open transaction', async (context) => {
    const { transaction } = driver.dialect
    if (!transaction) return context.skip('there are no transactions')
    const connection = await work.connect()
    const table = await tableOf(connection, twoColumns())

    await runCollecting(connection, transaction.begin)
    await loadInto(connection, table, inBatches(batchOf(TWO, [[1, 'a']])))
    expect(connection.session).toBe('in-transaction')
    await runCollecting(connection, transaction.rollback)
    expect(await countOf(connection, table)).toBe(0)

    await runCollecting(connection, transaction.begin)
    await loadInto(connection, table, inBatches(batchOf(TWO, [[1, 'a']])))
    await runCollecting(connection, transaction.commit)
    expect(await countOf(connection, table)).toBe(1)
  })

  test('passes on what its source throws, and undoes the load', async () => {
    const connection = await work.connect()
    const table = await tableOf(connection, twoColumns())
    const failure = new Error('the file ends here')
    async function* failing() {
      yield batchOf(TWO, [[1, 'a']])
      throw failure
    }

    await expect(loadInto(connection, table, failing())).rejects.toBe(failure)
    expect(await countOf(connection, table)).toBe(0)
  })

  test('says which table or column is not there', async () => {
    const connection = await work.connect()
    const table = await tableOf(connection, twoColumns())
    const batch = batchOf(TWO, [[1, 'a']])

    await expect(loadInto(connection, 'no_such_table', inBatches(batch))).rejects.toThrow(
      /no_such_table/,
    )
    await expect(
      loadInto(connection, table, inBatches(batch), signal, ['id', 'no_such_column']),
    ).rejects.toThrow(/no_such_column/)
    expect(connection.session).toBe('clean')
  })

  test('is cancelled in the midst of rows, and leaves none', async () => {
    const connection = await work.connect()
    const table = await tableOf(connection, twoColumns())
    const abort = new AbortController()
    let pulled = 0
    async function* endless() {
      for (;;) {
        pulled++
        yield batchOf(TWO, [[pulled, 'x'.repeat(1_000)]])
      }
    }
    const outcome = expect(
      loadInto(connection, table, endless(), abort.signal),
    ).rejects.toMatchObject({ code: 'statement-cancelled' })
    await vi.waitUntil(() => pulled > 20)

    abort.abort()
    await outcome

    await vi.waitFor(async () =>
      expect(await work.server.isRunning(connection.server.sessionId)).toBe(false),
    )
    const other = await work.connect()
    expect(await countOf(other, table)).toBe(0)
  })

  test('is cancelled while its source is still at the first batch', async () => {
    const connection = await work.connect()
    const table = await tableOf(connection, twoColumns())
    const abort = new AbortController()
    const started = Promise.withResolvers<void>()
    async function* stuck() {
      started.resolve()
      await new Promise(() => {})
      yield batchOf(TWO, [[1, 'a']])
    }
    const outcome = expect(
      loadInto(connection, table, stuck(), abort.signal),
    ).rejects.toMatchObject({ code: 'statement-cancelled' })
    await started.promise

    abort.abort()
    await outcome
    expect(connection.session).toBe('clean')
  })

  test('writes nothing in a read-only profile', async () => {
    const writer = await work.connect()
    const table = await tableOf(writer, twoColumns())
    const reader = await work.connect({ isReadOnly: true })

    await expect(
      loadInto(reader, table, inBatches(batchOf(TWO, [[1, 'a']]))),
    ).rejects.toMatchObject({ code: 'read-only' })
  })
}
