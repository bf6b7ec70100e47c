import { deserializeTCompactProtocol } from 'hyparquet/src/thrift.js'
import { ByteWriter as ThriftWriter } from 'hyparquet-writer'
import { serializeTCompactProtocol, ThriftStruct } from 'hyparquet-writer/src/thrift.js'
import type { ColumnType, TimeUnit } from '../../../../contract/columns.ts'
import { ByteWriter } from '../ByteWriter.ts'

const MAGIC = new TextEncoder().encode('PAR1')
/** The footer's length and the magic that ends a file. */
const TAIL_BYTES = 8
/** Of Thrift's compact protocol; a number would be taken for 32 bits. */
const INT8 = 3
const TIME_MICROS = 8

/**
 * The fields by their numbers in https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift,
 * as far as they tell of places in the file or need a word on their type. Others are kept as they are.
 */
type Chunk = { field_2: bigint; field_3: ColumnMetadata }
type ColumnMetadata = {
  /** total_compressed_size */
  field_7: bigint
  /** data_page_offset */
  field_9: bigint
  /** dictionary_page_offset */
  field_11?: bigint
}
type Group = {
  field_1: Chunk[]
  /** total_byte_size */
  field_2: bigint
  /** num_rows */
  field_3: bigint
  /** file_offset */
  field_5: bigint
}
/** Of a whole number, its logical type with width and sign. */
type SchemaElement = { field_10?: { field_10?: { field_1: number; field_2: boolean } } }
type Metadata = {
  /** schema */
  field_2: SchemaElement[]
  /** num_rows */
  field_3: bigint
  /** row_groups */
  field_4: Group[]
}

/**
 * Makes one Parquet file of several whole ones with the same columns: their pages behind one another,
 * as they are, and a footer that knows them all.
 */
export class ParquetFile {
  readonly #writer = new ByteWriter()
  readonly #groups: Group[] = []
  readonly #types: readonly ColumnType[]
  #first: Metadata | null = null
  #takenBytes = 0
  #rowCount = 0n

  /** `types`: of the columns, where they say more than the files to come do. */
  constructor(types: readonly ColumnType[]) {
    this.#types = types
  }

  begin(): void {
    this.#writer.append(MAGIC)
  }

  /** Adds the row groups of a whole file. */
  append(file: Uint8Array): void {
    const metadata = readMetadata(file)
    this.#first ??= metadata
    this.#rowCount += metadata.field_3
    for (const { field_1, field_2, field_3 } of metadata.field_4) {
      const field_5 = BigInt(this.#sizeBytes)
      const chunks = field_1.map((chunk) => this.#move(chunk, file))
      this.#groups.push({ field_1: chunks, field_2, field_3, field_5 })
    }
  }

  end(): void {
    if (!this.#first) throw new Error('A Parquet file needs the columns of a first one.')
    const [root, ...columns] = this.#first.field_2
    const thrift = new ThriftWriter()
    serializeTCompactProtocol(thrift, {
      ...this.#first,
      field_2: [root, ...columns.map((column, index) => writable(column, this.#types[index]!))],
      field_3: this.#rowCount,
      field_4: this.#groups,
      // An Arrow schema as the files have it, which would not know of times.
      field_5: undefined,
    })
    const footer = new Uint8Array(thrift.getBuffer())
    this.#writer.append(footer)
    for (const shift of [0, 8, 16, 24]) this.#writer.byte(footer.length >> shift)
    this.#writer.append(MAGIC)
  }

  /** What was added since the last call. */
  take(): Uint8Array {
    this.#takenBytes += this.#writer.used
    return this.#writer.take()
  }

  get #sizeBytes(): number {
    return this.#takenBytes + this.#writer.used
  }

  /** Adds the pages of a column, and gives its description at the new place. */
  #move({ field_3: told }: Chunk, file: Uint8Array): Chunk {
    const start = Number(told.field_11 ?? told.field_9)
    const shift = BigInt(this.#sizeBytes - start)
    this.#writer.append(file.subarray(start, start + Number(told.field_7)))
    // Page indexes are left behind: they tell of places too, and readers do without.
    return {
      field_2: 0n,
      field_3: {
        ...told,
        field_9: told.field_9 + shift,
        ...(told.field_11 !== undefined && { field_11: told.field_11 + shift }),
      },
    }
  }
}

function readMetadata(file: Uint8Array): Metadata {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const length = view.getUint32(file.length - TAIL_BYTES, true)
  const offset = file.length - TAIL_BYTES - length
  return deserializeTCompactProtocol({ view, offset }) as Metadata
}

function writable(element: SchemaElement, type: ColumnType): object {
  if (type.kind === 'time') return timeElement(element, type.unit)
  const integer = element.field_10?.field_10
  if (!integer) return element
  // The width is a byte, and readers take nothing else.
  const width = new ThriftStruct([
    [1, INT8, integer.field_1],
    [2, integer.field_2 ? 1 : 2, integer.field_2],
  ])
  return { ...element, field_10: { field_10: width } }
}

/** From a column of 64-bit integers: in UTC false, and the unit. */
const timeElement = (element: SchemaElement, unit: TimeUnit): object =>
  unit === 'us'
    ? {
        ...element,
        field_6: TIME_MICROS,
        field_10: { field_7: { field_1: false, field_2: { field_2: {} } } },
      }
    : { ...element, field_10: { field_7: { field_1: false, field_2: { field_3: {} } } } }
