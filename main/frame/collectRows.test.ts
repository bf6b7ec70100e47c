import { expect, test } from 'vitest'
import type { ColumnType } from '../../contract/columns.ts'
import type { Connection } from '../drivers/driver.ts'
import type { Batch } from './Batch.ts'
import { collectRows } from './collectRows.ts'
import { batchOf, columnsOf } from './testing/batchOf.ts'

/** A session that answers any statement with these batches. */
const sessionThatGives = (
  types: readonly ColumnType[],
  batches: readonly Batch[],
): Pick<Connection, 'run'> => ({
  async run(_statement, sink) {
    const result = sink.openResult(columnsOf(types))
    for (const batch of batches) await result.write(batch)
    result.end()
    return { affectedRows: null, command: null }
  },
})

test('collects rows over several batches, exactly, each kind in its form', async () => {
  const types: ColumnType[] = [
    { kind: 'bool' },
    { kind: 'int64' },
    { kind: 'decimal', precision: 10, scale: 2 },
    { kind: 'date' },
    { kind: 'text' },
    { kind: 'binary' },
    { kind: 'any' },
  ]
  const first = batchOf(types, [
    [true, 2n ** 60n, 5n, 0, 'x', Uint8Array.of(1), 'i9007199254740993'],
  ])
  const second = batchOf(types, [
    [null, null, null, null, null, null, null],
    [false, 0n, -5n, 1, '', new Uint8Array(), 'bff'],
    [false, 0n, -5n, 1, '', new Uint8Array(), 'r1.5'],
    [false, 0n, -5n, 1, '', new Uint8Array(), 'tb1'],
  ])
  const connection = sessionThatGives(types, [first, second])

  const rows = await collectRows(connection, { sql: 'any' }, new AbortController().signal)

  expect(rows[0]).toEqual([
    true,
    2n ** 60n,
    '0.05',
    '1970-01-01',
    'x',
    Uint8Array.of(1),
    9007199254740993n,
  ])
  expect(rows[1]).toEqual([null, null, null, null, null, null, null])
  expect(rows[2]).toEqual([
    false,
    0n,
    '-0.05',
    '1970-01-02',
    '',
    new Uint8Array(),
    Uint8Array.of(255),
  ])
  expect(rows.slice(3).map((row) => row[6])).toEqual([1.5, 'b1'])
})
