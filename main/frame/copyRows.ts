import type { ColumnType } from '../../contract/columns.ts'
import type { ColumnData, ColumnValues } from './Batch.ts'
import { copyBits } from './copyBits.ts'
import { isNullAt } from './readCell.ts'
import { utf8CutLength } from './utf8CutLength.ts'

/** Rows `from` up to `to` of a batch's column. */
export type RowRange = { readonly column: ColumnData; readonly from: number; readonly to: number }

/** A cell that was cut, by its row among the copied ones, with its whole size. */
export type CutCell = { readonly row: number; readonly sizeBytes: number }

/**
 * Copies ranges, all of the given type, into one small column with buffers of its own. Cells of
 * text and bytes above `cellLimitBytes` are cut there, text between two characters, and told.
 */
export function copyRows(
  ranges: readonly RowRange[],
  type: ColumnType,
  cellLimitBytes: number,
): { column: ColumnData; cuts: CutCell[] } {
  const length = ranges.reduce((sum, { from, to }) => sum + to - from, 0)
  const nullCount = countNulls(ranges)
  const validity = nullCount === 0 ? null : copyValidity(ranges, length)
  const base = { type, length, nullCount, validity }
  switch (type.kind) {
    case 'text':
    case 'any':
    case 'binary': {
      const { values, offsets, cuts } = copyBytes(ranges, length, type.kind, cellLimitBytes)
      return { column: { ...base, values, offsets }, cuts }
    }
    case 'bool':
      return {
        column: { ...base, values: copyBoolValues(ranges, length), offsets: null },
        cuts: [],
      }
    default: {
      const stride = type.kind === 'decimal' ? 2 : 1
      return {
        column: { ...base, values: copyFixed(ranges, length, stride), offsets: null },
        cuts: [],
      }
    }
  }
}

function countNulls(ranges: readonly RowRange[]): number {
  let count = 0
  for (const { column, from, to } of ranges) {
    if (column.validity === null) continue
    for (let row = from; row < to; row++) if (isNullAt(column, row)) count++
  }
  return count
}

function copyValidity(ranges: readonly RowRange[], length: number): Uint8Array {
  const bits = new Uint8Array((length + 7) >> 3)
  let at = 0
  for (const { column, from, to } of ranges) {
    copyBits(column.validity, from, bits, at, to - from)
    at += to - from
  }
  return bits
}

function copyBoolValues(ranges: readonly RowRange[], length: number): Uint8Array {
  const bits = new Uint8Array((length + 7) >> 3)
  let at = 0
  for (const { column, from, to } of ranges) {
    copyBits(column.values as Uint8Array, from, bits, at, to - from)
    at += to - from
  }
  return bits
}

function copyFixed(ranges: readonly RowRange[], length: number, stride: number): ColumnValues {
  const Typed = ranges[0]!.column.values.constructor as new (length: number) => ColumnValues
  const values = new Typed(length * stride) as Int32Array
  let at = 0
  for (const { column, from, to } of ranges) {
    const source = column.values as Int32Array
    // Views are made of single rows, for which `set` takes many times as long.
    if (to - from === 1)
      for (let word = from * stride; word < to * stride; word++) values[at++] = source[word]!
    else {
      values.set(source.subarray(from * stride, to * stride), at)
      at += (to - from) * stride
    }
  }
  return values
}

function copyBytes(
  ranges: readonly RowRange[],
  length: number,
  kind: 'text' | 'any' | 'binary',
  cellLimitBytes: number,
) {
  const offsets = new Int32Array(length + 1)
  const cuts = measureCells(ranges, kind, cellLimitBytes, offsets)
  const values = new Uint8Array(offsets[length]!)
  let at = 0
  for (const { column, from, to } of ranges) {
    const source = column.values as Uint8Array
    const starts = column.offsets!
    const end = at + to - from
    const isWhole = offsets[end]! - offsets[at]! === starts[to]! - starts[from]!
    if (isWhole) values.set(source.subarray(starts[from], starts[to]), offsets[at])
    else
      for (let row = from; row < to; row++) {
        const target = at + row - from
        const size = offsets[target + 1]! - offsets[target]!
        values.set(source.subarray(starts[row], starts[row]! + size), offsets[target])
      }
    at = end
  }
  return { values, offsets, cuts }
}

/** Fills in where each copied cell will end, and tells the ones that lose something. */
function measureCells(
  ranges: readonly RowRange[],
  kind: 'text' | 'any' | 'binary',
  cellLimitBytes: number,
  offsets: Int32Array,
): CutCell[] {
  const cuts: CutCell[] = []
  let target = 0
  let used = 0
  for (const { column, from, to } of ranges) {
    const starts = column.offsets!
    for (let row = from; row < to; row++) {
      let size = starts[row + 1]! - starts[row]!
      if (size > cellLimitBytes) {
        // The class tag of an `any` cell is not part of its value.
        cuts.push({ row: target, sizeBytes: kind === 'any' ? size - 1 : size })
        size =
          kind === 'binary'
            ? cellLimitBytes
            : utf8CutLength(column.values as Uint8Array, starts[row]!, cellLimitBytes)
      }
      used += size
      offsets[++target] = used
    }
  }
  return cuts
}
