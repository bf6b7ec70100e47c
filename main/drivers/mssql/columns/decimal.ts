import type { DecimalBuilder } from '../../../frame/ColumnBuilder.ts'
import type { CellReader, Framing, WireBytes } from './CellReader.ts'

/** A sign (0: negative) and 4, 8, 12 or 16 bytes of magnitude, lowest first (MS-TDS 2.2.5.5.1.6). */
function unscaled({ view }: WireBytes, start: number, end: number): bigint {
  const at = start + 1
  const magnitude = end - at === 4 ? BigInt(view.getUint32(at, true)) : words(view, at, end)
  return view.getUint8(start) === 0 ? -magnitude : magnitude
}

function words(view: DataView, at: number, end: number): bigint {
  const low = view.getBigUint64(at, true)
  const restBytes = end - at - 8
  if (restBytes === 0) return low
  const high =
    restBytes === 4 ? BigInt(view.getUint32(at + 8, true)) : view.getBigUint64(at + 8, true)
  return high === 0n ? low : (high << 64n) | low
}

export const decimalReader = (precision: number, scale: number): CellReader => ({
  type: { kind: 'decimal', precision, scale },
  framing: { kind: 'byte' },
  append: (builder: DecimalBuilder, wire, start, end) => {
    builder.append(unscaled(wire, start, end))
    return true
  },
})

/** Ten-thousandths as an integer; of 8 bytes the higher four come first. */
export const moneyReader = (framing: Framing, size: number): CellReader => ({
  type: { kind: 'decimal', precision: size === 4 ? 10 : 19, scale: 4 },
  framing,
  append: (builder: DecimalBuilder, { view }, start, end) => {
    builder.append(
      end - start === 4
        ? BigInt(view.getInt32(start, true))
        : (BigInt(view.getInt32(start, true)) << 32n) | BigInt(view.getUint32(start + 4, true)),
    )
    return true
  },
})
