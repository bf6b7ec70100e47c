import { WorkbenchError } from '../../../../contract/errors.ts'
import type { ColumnMetadata } from '../tedious.ts'
import {
  dateType,
  datetime2Type,
  datetimeoffsetType,
  datetimeType,
  smalldatetimeType,
  timeType,
} from './dateTimeTypes.ts'
import { bitType, decimalType, floatType, integerType, moneyType } from './numberTypes.ts'
import { binaryType, fitsCodePage, unicodeType, uuidType } from './textTypes.ts'
import type { WireType } from './WireType.ts'

/** A column of the table that rows go into. */
export type TargetColumn = {
  readonly name: string
  readonly isNullable: boolean
  readonly wire: WireType
}

const NULLABLE = 1
const NO_LIMIT = 0xffff

/** Throws `unsupported` for a type whose values have no form of their own in a bulk load. */
export const targetColumn = (metadata: ColumnMetadata): TargetColumn => ({
  name: metadata.colName,
  isNullable: (metadata.flags & NULLABLE) > 0,
  wire: wireType(metadata),
})

/** By the names that the client library has for the types of the wire. */
function wireType(metadata: ColumnMetadata): WireType {
  const { type, dataLength: length = 0, precision = 0, scale = 0 } = metadata
  const limit = length === NO_LIMIT ? -1 : length
  switch (type.name) {
    case 'TinyInt':
      return integerType(1)
    case 'SmallInt':
      return integerType(2)
    case 'Int':
      return integerType(4)
    case 'BigInt':
      return integerType(8)
    case 'IntN':
      return integerType(length)
    case 'Bit':
    case 'BitN':
      return bitType
    case 'Real':
      return floatType(4)
    case 'Float':
      return floatType(8)
    case 'FloatN':
      return floatType(length)
    case 'SmallMoney':
      return moneyType(4)
    case 'Money':
      return moneyType(8)
    case 'MoneyN':
      return moneyType(length)
    case 'DecimalN':
      return decimalType('decimal', precision, scale)
    case 'NumericN':
      return decimalType('numeric', precision, scale)
    case 'SmallDateTime':
      return smalldatetimeType
    case 'DateTime':
      return datetimeType
    case 'DateTimeN':
      return length === 4 ? smalldatetimeType : datetimeType
    case 'Date':
      return dateType
    case 'Time':
      return timeType(scale)
    case 'DateTime2':
      return datetime2Type(scale)
    case 'DateTimeOffset':
      return datetimeoffsetType(scale)
    case 'UniqueIdentifier':
      return uuidType
    case 'NChar':
    case 'NVarChar':
      return unicodeType(limit < 0 ? limit : limit / 2, collationOf(metadata))
    case 'NText':
      return unicodeType(-1, collationOf(metadata))
    case 'Xml':
      return unicodeType(-1)
    case 'Char':
    case 'VarChar':
      return codePageType(metadata, limit)
    case 'Text':
      return codePageType(metadata, -1)
    case 'Binary':
    case 'VarBinary':
      return binaryType(limit)
    case 'Image':
    case 'UDT':
      return binaryType(-1)
    default:
      throw new WorkbenchError(
        'unsupported',
        `Column “${metadata.colName}” is a ${type.name.toLowerCase()}, which a bulk load cannot write. Leave it out.`,
        { details: { column: metadata.colName } },
      )
  }
}

/**
 * Texts of a code page go out as Unicode, since a column's own collation can be another than the
 * database's: the server turns them into the page, and only those that are in it are sent.
 */
function codePageType(metadata: ColumnMetadata, limitBytes: number): WireType {
  const codePage = metadata.collation?.codepage ?? 'utf-8'
  const fits = fitsCodePage(codePage, limitBytes < 0 ? Infinity : limitBytes)
  return unicodeType(limitBytes, collationOf(metadata), fits)
}

const collationOf = ({ collation }: ColumnMetadata): Uint8Array | undefined => collation?.toBuffer()
