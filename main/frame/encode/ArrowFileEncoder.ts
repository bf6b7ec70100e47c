import {
  makeData,
  RecordBatch,
  RecordBatchFileWriter,
  Schema,
  Struct,
  Table,
  tableToIPC,
} from 'apache-arrow'
import type { Column } from '../../../contract/columns.ts'
import type { Batch } from '../Batch.ts'
import { arrowField, toArrowData } from '../arrowCodec.ts'
import { ByteWriter } from './ByteWriter.ts'
import { FixedTypes } from './FixedTypes.ts'
import type { RowEncoder } from './RowEncoder.ts'
import { uniqueColumnNames } from './uniqueNames.ts'

/**
 * An Arrow IPC file (https://arrow.apache.org/docs/format/Columnar.html#ipc-file-format), a record
 * batch for each batch, values in the types they are stored in. A column whose values are of several
 * classes is text.
 */
export class ArrowFileEncoder implements RowEncoder {
  readonly #writer = new CollectingFileWriter()
  #types: FixedTypes | null = null
  #schema = new Schema()

  header(columns: readonly Column[]): Uint8Array {
    this.#types = new FixedTypes(columns, 'An Arrow file')
    const names = uniqueColumnNames(columns)
    this.#schema = new Schema(
      this.#types.types.map((type, index) => arrowField(names[index]!, type)),
    )
    this.#writer.begin(this.#schema)
    return this.#writer.take()
  }

  batch(batch: Batch): Uint8Array {
    const columns = this.#types!.fit(batch)
    const children = columns.map(toArrowData)
    const data = makeData({
      type: new Struct(this.#schema.fields),
      length: batch.rowCount,
      nullCount: 0,
      children,
    })
    this.#writer.write(new RecordBatch(this.#schema, data))
    return this.#writer.take()
  }

  footer(): Uint8Array {
    this.#writer.finish()
    return this.#writer.take()
  }
}

/** Of the zeros and the length that end a stream. */
const END_BYTES = 8

// The names are the library's.
/* oxlint-disable no-underscore-dangle */
/** Keeps what is written until it is taken; the library's own sink hands out promises only. */
class CollectingFileWriter extends RecordBatchFileWriter {
  readonly #bytes = new ByteWriter()

  begin(schema: Schema): void {
    this.reset(this._sink, schema)
  }

  take(): Uint8Array {
    return this.#bytes.take()
  }

  /** The library leaves out the schema here, without which the file cannot be read from its start. */
  protected override _writeSchema(schema: Schema): this {
    super._writeSchema(schema)
    const stream = tableToIPC(new Table(schema), 'stream')
    return this._write(stream.subarray(0, -END_BYTES))
  }

  protected override _write(chunk: ArrayBufferView): this {
    const bytes = new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    this.#bytes.append(bytes)
    this._position += bytes.byteLength
    return this
  }
}
