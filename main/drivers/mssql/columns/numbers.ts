import type { BigIntBuilder, BoolBuilder, NumberBuilder } from '../../../frame/ColumnBuilder.ts'
import type { CellReader, Framing } from './CellReader.ts'

/** Also tinyint, which has no sign. */
export function integerReader(framing: Framing, size: number): CellReader {
  if (size === 8) return bigintReader(framing)
  const read = {
    1: (view: DataView, start: number) => view.getUint8(start),
    2: (view: DataView, start: number) => view.getInt16(start, true),
    4: (view: DataView, start: number) => view.getInt32(start, true),
  }[size]!
  return {
    type: { kind: size === 4 ? 'int32' : 'int16' },
    framing,
    append: (builder: NumberBuilder, { view }, start) => {
      builder.append(read(view, start))
      return true
    },
  }
}

const bigintReader = (framing: Framing): CellReader => ({
  type: { kind: 'int64' },
  framing,
  append: (builder: BigIntBuilder, { view }, start) => {
    builder.append(view.getBigInt64(start, true))
    return true
  },
})

export const floatReader = (framing: Framing, size: number): CellReader => ({
  type: { kind: size === 4 ? 'float32' : 'float64' },
  framing,
  append: (builder: NumberBuilder, { view }, start) => {
    builder.append(size === 4 ? view.getFloat32(start, true) : view.getFloat64(start, true))
    return true
  },
})

export const bitReader = (framing: Framing): CellReader => ({
  type: { kind: 'bool' },
  framing,
  append: (builder: BoolBuilder, { bytes }, start) => {
    builder.append(bytes[start] !== 0)
    return true
  },
})
