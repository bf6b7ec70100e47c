import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ColumnType } from '../../../../contract/columns.ts'
import type { RawCell } from '../../../../contract/cellText.ts'
import { batchOf } from '../../../frame/testing/batchOf.ts'
import { EPOCH_MICROSECONDS } from '../columns/dateTime.ts'
import { unscaledNumeric } from '../columns/numeric.ts'
import { OID } from '../columns/serverTypes.ts'
import { binaryWriter } from './binaryCells.ts'
import { CopyBuffer } from './CopyBuffer.ts'

/** Where the cell begins behind its length. */
const CELL = 4

function written(type: ColumnType, value: RawCell, oid: number): CopyBuffer {
  const out = new CopyBuffer()
  const { columns } = batchOf([type], [[null], [value]])
  expect(binaryWriter(columns[0]!, oid)!(out, 1)).not.toBe(false)
  expect(out.view.getInt32(0)).toBe(out.used - CELL)
  return out
}

const edges = [0n, 1n, -1n, 2n ** 32n, -(2n ** 32n), 2n ** 53n, -(2n ** 53n)]
const wide = fc.oneof(
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.constantFrom(...edges),
)

test('writes 64 bits as they are', () => {
  fc.assert(
    fc.property(wide, (value) => {
      expect(written({ kind: 'int64' }, value, OID.int8).view.getBigInt64(CELL)).toBe(value)
    }),
  )
})

test('counts points in time from the epoch of the server', () => {
  const type: ColumnType = { kind: 'timestamp', unit: 'us', zone: null }
  fc.assert(
    fc.property(
      fc.bigInt({ min: -62_135_596_800_000_000n, max: 253_402_300_799_999_999n }),
      (value) => {
        const { view } = written(type, value, OID.timestamp)
        expect(view.getBigInt64(CELL)).toBe(value - EPOCH_MICROSECONDS)
      },
    ),
  )
})

test('writes decimals of any size and scale', () => {
  const unscaled = fc.oneof(wide, fc.bigInt({ min: -(10n ** 38n) + 1n, max: 10n ** 38n - 1n }))
  fc.assert(
    fc.property(unscaled, fc.integer({ min: 0, max: 38 }), (value, scale) => {
      const out = written({ kind: 'decimal', precision: 38, scale }, value, OID.numeric)
      expect(unscaledNumeric(out, CELL, scale)).toBe(value)
      expect(out.view.getInt16(CELL + 6)).toBe(scale)
    }),
  )
})

test('takes UUIDs in the forms that the server takes, and nothing else', () => {
  const uuid = '9e107d9d-3720-4bd6-8f0a-1f0e9b6d8c01'
  for (const text of [uuid, `{${uuid}}`, uuid.replaceAll('-', '').toUpperCase()]) {
    const { bytes } = written({ kind: 'text' }, text, OID.uuid)
    expect(Buffer.from(bytes.subarray(CELL, CELL + 16)).toString('hex')).toBe(
      uuid.replaceAll('-', ''),
    )
  }
  const { columns } = batchOf([{ kind: 'text' }], [[`{${uuid}`]])
  expect(binaryWriter(columns[0]!, OID.uuid)!(new CopyBuffer(), 0)).toBe(false)
})
