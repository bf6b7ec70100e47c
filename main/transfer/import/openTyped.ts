import { open } from 'node:fs/promises'
import { RecordBatchReader, type Schema } from 'apache-arrow'
import pl from 'nodejs-polars'
import { WorkbenchError } from '../../../contract/errors.ts'
import type { ImportSource } from '../../../contract/imports.ts'
import { BATCH_CELLS, type Batch } from '../../frame/Batch.ts'
import { batchOfArrow, columnTypesOf } from './arrowBatch.ts'
import type { SourceReader, SourceRows } from './SourceReader.ts'
import { uniqueNames } from './uniqueNames.ts'
import { readError } from './Utf8File.ts'

/** Files whose columns have types: Parquet and Arrow IPC. */
export async function openTyped({ path, format }: ImportSource): Promise<SourceReader> {
  const totalBytes = await sizeOf(path)
  try {
    return format === 'parquet' ? openParquet(path, totalBytes) : await openArrow(path, totalBytes)
  } catch (error) {
    throw damaged(path, format, error)
  }
}

async function sizeOf(path: string): Promise<number> {
  try {
    const file = await open(path)
    try {
      return (await file.stat()).size
    } finally {
      await file.close()
    }
  } catch (error) {
    throw readError(error, path)
  }
}

function openParquet(path: string, totalBytes: number): SourceReader {
  const read = (from: number, count: number) => {
    const frame = pl.scanParquet(path).slice(from, count).collectSync()
    return RecordBatchReader.from(frame.writeIPCStream())
  }
  const empty = read(0, 0)
  const schema = schemaOf(empty)
  const counted = pl.scanParquet(path).select(pl.len()).collectSync().toRecords()
  const totalRows = Number(Object.values(counted[0] ?? {})[0] ?? 0)
  const stepRows = Math.max(1, Math.floor((BATCH_CELLS * 4) / Math.max(1, schema.fields.length)))
  let readRows = 0
  return {
    ...described(schema),
    get readBytes() {
      return totalRows === 0 ? totalBytes : Math.floor((totalBytes * readRows) / totalRows)
    },
    totalBytes,
    *rows(): Iterable<SourceRows> {
      try {
        while (readRows < totalRows) {
          for (const batch of read(readRows, stepRows)) {
            yield rowsOf(batchOfArrow(batch), readRows)
            readRows += batch.numRows
          }
        }
      } catch (error) {
        throw damaged(path, 'parquet', error)
      }
    },
    close: () => {},
  }
}

async function openArrow(path: string, totalBytes: number): Promise<SourceReader> {
  const file = await open(path)
  const reader = await RecordBatchReader.from(file)
  await reader.open()
  const { schema } = reader
  if (!schema) throw new Error('it has no schema')
  let readRows = 0
  let readBytes = 0
  return {
    ...described(schema),
    get readBytes() {
      return readBytes
    },
    totalBytes,
    async *rows(): AsyncIterable<SourceRows> {
      try {
        for await (const batch of reader) {
          yield rowsOf(batchOfArrow(batch), readRows)
          readRows += batch.numRows
          readBytes = Math.min(totalBytes, readBytes + batch.data.byteLength)
        }
      } catch (error) {
        throw damaged(path, 'arrow', error)
      }
    },
    close: () => void file.close().catch(() => {}),
  }
}

function schemaOf(reader: RecordBatchReader): Schema {
  const opened = reader.open() as RecordBatchReader
  return opened.schema
}

const described = (schema: Schema) => ({
  names: uniqueNames(schema.fields.map(({ name }) => name)),
  types: columnTypesOf(schema),
  sheets: [],
})

const rowsOf = (batch: Batch, before: number): SourceRows => ({
  kind: 'batch',
  batch,
  firstLine: before + 1,
})

const FORMAT_NAMES = { parquet: 'Parquet', arrow: 'Arrow' }

function damaged(path: string, format: ImportSource['format'], error: unknown): WorkbenchError {
  if (error instanceof WorkbenchError) return error
  const name = format === 'parquet' ? FORMAT_NAMES.parquet : FORMAT_NAMES.arrow
  const reason = (error as Error).message.split('\n')[0]
  return new WorkbenchError(
    'file-failed',
    `“${path}” is no whole ${name} file: ${reason}. It may have been cut off; fetch it again.`,
    { details: { path }, cause: error },
  )
}
