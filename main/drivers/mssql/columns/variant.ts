import { BatchBuilder } from '../../../frame/BatchBuilder.ts'
import type { BytesBuilder } from '../../../frame/ColumnBuilder.ts'
import { appendWidened } from '../../../frame/widenColumn.ts'
import { Collation } from '../tedious.ts'
import type { CellReader, Framing, WireBytes } from './CellReader.ts'
import {
  dateReader,
  datetime2Reader,
  datetimeoffsetReader,
  datetimeReader,
  smalldatetimeReader,
  timeReader,
} from './dateTime.ts'
import { decimalReader, moneyReader } from './decimal.ts'
import { bitReader, floatReader, integerReader } from './numbers.ts'
import { binaryReader, codePageReader, utf16Reader, uuidReader } from './text.ts'

/** A type, a count of bytes that say more of it, these bytes, and the value (MS-TDS 2.2.5.5.4). */
export const variantReader: CellReader = {
  type: { kind: 'any' },
  framing: { kind: 'long' },
  append: (builder: BytesBuilder, wire, start, end) => {
    const valueStart = start + 2 + wire.bytes[start + 1]!
    const reader = readerOf(wire, start)
    const cell = new BatchBuilder([reader.type])
    if (reader.append(cell.columns[0]!, wire, valueStart, end)) {
      cell.endRow()
      appendWidened(builder, cell.take().columns[0]!)
      return true
    }
    // A value out of its type's range is kept by the wider type.
    const wider = reader.widened!()
    const wideCell = new BatchBuilder([wider.type])
    wider.append(wideCell.columns[0]!, wire, valueStart, end)
    wideCell.endRow()
    appendWidened(builder, wideCell.take().columns[0]!)
    return true
  },
}

/** Inside of a variant nothing has a length of its own. */
const whole: Framing = { kind: 'long' }

function readerOf({ bytes }: WireBytes, start: number): CellReader {
  const type = bytes[start]!
  const properties = start + 2
  switch (type) {
    case 0x24:
      return uuidReader
    case 0x28:
      return dateReader
    case 0x29:
      return timeReader(bytes[properties]!)
    case 0x2a:
      return datetime2Reader(bytes[properties]!)
    case 0x2b:
      return datetimeoffsetReader(bytes[properties]!)
    case 0x30:
      return integerReader(whole, 1)
    case 0x32:
      return bitReader(whole)
    case 0x34:
      return integerReader(whole, 2)
    case 0x38:
      return integerReader(whole, 4)
    case 0x3a:
      return smalldatetimeReader(whole)
    case 0x3b:
      return floatReader(whole, 4)
    case 0x3c:
      return moneyReader(whole, 8)
    case 0x3d:
      return datetimeReader(whole)
    case 0x3e:
      return floatReader(whole, 8)
    case 0x6a:
    case 0x6c:
      return decimalReader(bytes[properties]!, bytes[properties + 1]!)
    case 0x7a:
      return moneyReader(whole, 4)
    case 0x7f:
      return integerReader(whole, 8)
    case 0xa5:
    case 0xad:
      return binaryReader(whole)
    case 0xa7:
    case 0xaf: {
      const collation = Collation.fromBuffer(bytes.subarray(properties + 2, properties + 7))
      return codePageReader(whole, collation.codepage ?? 'utf-8')
    }
    case 0xe7:
    case 0xef:
      return utf16Reader(whole)
    default:
      return binaryReader(whole)
  }
}
