import type { ColumnType } from './columns.ts'
import { dateText, timestampText, timeText } from './format/dateTimeText.ts'
import { float32Text, float64Text, sqliteRealText } from './format/realText.ts'

/**
 * A cell as it comes out of a frame, by the column's kind. NULL is not among them: whoever reads
 * cells asks the validity first.
 *
 * | kind | raw |
 * | --- | --- |
 * | `bool` | boolean |
 * | `int16` `int32` `float32` `float64` | number |
 * | `date` | number: days since 1970-01-01 |
 * | `int64` | bigint |
 * | `time` | bigint: units since midnight |
 * | `timestamp` | bigint: units since 1970-01-01 00:00, in UTC or on the naive clock |
 * | `decimal` | bigint: the value times 10 to the power of `scale` |
 * | `text` | string |
 * | `any` | string, its first character being the class tag (see `ColumnType`) |
 * | `binary` | Uint8Array |
 */
export type RawCell = boolean | number | bigint | string | Uint8Array

/** `zone`: where instants are shown, a name of the IANA database. */
export type CellTextOptions = { readonly zone?: string }

/**
 * The exact text of a value: the one function behind what is shown, copied and exported. Reading the
 * text back gives the same value. `raw` must be of the form that belongs to the column's kind.
 */
export function cellText(
  type: ColumnType,
  raw: RawCell,
  { zone = 'UTC' }: CellTextOptions = {},
): string {
  switch (type.kind) {
    case 'bool':
    case 'int16':
    case 'int32':
    case 'int64':
    case 'text':
      return String(raw)
    case 'float32':
      return float32Text(raw as number)
    case 'float64':
      return type.text === 'sqlite' ? sqliteRealText(raw as number) : float64Text(raw as number)
    case 'decimal':
      return decimalText(raw as bigint, type.scale)
    case 'date':
      return dateText(raw as number)
    case 'time':
      return timeText(raw as bigint, type.unit)
    case 'timestamp':
      return timestampText(raw as bigint, type.unit, type.zone === null ? null : zone)
    case 'any':
      return anyText(raw as string)
    case 'binary':
      return `0x${hexText(raw as Uint8Array)}`
  }
}

/** `unscaled` ÷ 10 to the power of `scale`, with all `scale` digits after the point. */
export function decimalText(unscaled: bigint, scale: number): string {
  if (scale <= 0) return unscaled === 0n ? '0' : String(unscaled) + '0'.repeat(-scale)
  const sign = unscaled < 0n ? '-' : ''
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, '0')
  return `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}

const anyText = (tagged: string): string =>
  tagged.startsWith('b') ? `0x${tagged.slice(1)}` : tagged.slice(1)

const HEX_BY_BYTE = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** Two lower-case hexadecimal digits a byte. */
export function hexText(bytes: Uint8Array): string {
  // One array of pieces joined at the end: 50 MB by `+=` would be a rope too deep to flatten.
  const pieces: string[] = []
  for (let from = 0; from < bytes.length; from += 4_096) {
    let piece = ''
    for (const byte of bytes.subarray(from, from + 4_096)) piece += HEX_BY_BYTE[byte]
    pieces.push(piece)
  }
  return pieces.join('')
}
