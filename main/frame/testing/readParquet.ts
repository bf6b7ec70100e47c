import { zstdDecompressSync } from 'node:zlib'
import { parquetMetadata, parquetReadObjects, type FileMetaData } from 'hyparquet'
import type { RawCell } from '../../../contract/cellText.ts'
import type { ColumnType } from '../../../contract/columns.ts'

export const metadataOf = (file: Buffer): FileMetaData =>
  parquetMetadata(new Uint8Array(file).buffer)

/** Values as they lie in the file: hyparquet would make a JS number of a decimal. */
export async function readStored(file: Buffer): Promise<Record<string, unknown>[]> {
  const metadata = metadataOf(file)
  for (const element of metadata.schema) {
    delete element.converted_type
    delete element.logical_type
  }
  return parquetReadObjects({
    file: new Uint8Array(file).buffer,
    metadata,
    utf8: false,
    compressors: { ZSTD: (bytes) => new Uint8Array(zstdDecompressSync(bytes)) },
  })
}

/** The value in our form, from the one that lies in the file. */
export function storedCell(type: ColumnType, stored: unknown): RawCell {
  switch (type.kind) {
    case 'text':
      return Buffer.from(stored as Uint8Array).toString()
    case 'decimal':
      return wholeNumber(stored)
    default:
      return stored as RawCell
  }
}

/** Big-endian two's complement, or a number where that has room for the precision. */
const wholeNumber = (stored: unknown): bigint =>
  stored instanceof Uint8Array
    ? BigInt.asIntN(stored.length * 8, BigInt(`0x${Buffer.from(stored).toString('hex')}`))
    : BigInt(stored as number)
