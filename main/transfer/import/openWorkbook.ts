import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import readWorkbook from 'read-excel-file/node'
import { WorkbenchError } from '../../../contract/errors.ts'
import type { ImportSource } from '../../../contract/imports.ts'
import { BATCH_CELLS } from '../../frame/Batch.ts'
import { CellBlockBuilder, type SourceCell } from './CellBlockBuilder.ts'
import type { SourceReader, SourceRows } from './SourceReader.ts'
import { uniqueNames } from './uniqueNames.ts'
import { readError } from './Utf8File.ts'
import { zipEntries } from './zipEntries.ts'

/** A workbook is read whole, and takes some ten times its unpacked size of memory. */
export const MAX_UNPACKED_BYTES = 256 * 1024 * 1024

export async function openWorkbook({ path, sheet, csv }: ImportSource): Promise<SourceReader> {
  const totalBytes = checkWorkbook(path)
  const sheets = await readSheets(path)
  const chosen = sheet === null ? sheets[0] : sheets.find(({ sheet: name }) => name === sheet)
  if (!chosen)
    throw new WorkbenchError(
      'not-found',
      `There is no sheet “${sheet}” in the workbook; it has ${sheets.map((each) => each.sheet).join(', ')}.`,
    )
  const data = chosen.data as readonly (readonly unknown[])[]
  const columnCount = data.reduce((most, row) => Math.max(most, row.length), 0)
  const header = csv.hasHeader ? (data[0] ?? []) : []
  return {
    names: uniqueNames(
      Array.from({ length: columnCount }, (_, index) => cellOf(header[index])?.text ?? ''),
    ),
    types: null,
    sheets: sheets.map((each) => each.sheet),
    readBytes: totalBytes,
    totalBytes,
    *rows(): Iterable<SourceRows> {
      const builder = new CellBlockBuilder()
      for (let row = csv.hasHeader ? 1 : 0; row < data.length; row++) {
        builder.add(row + 1, data[row]!.map(cellOf))
        if (builder.cellCount >= BATCH_CELLS)
          yield { kind: 'cells', block: builder.take(columnCount), faults: [] }
      }
      yield { kind: 'cells', block: builder.take(columnCount), faults: [] }
    },
    close: () => {},
  }
}

async function readSheets(path: string) {
  try {
    return await readWorkbook(path)
  } catch (error) {
    throw notAWorkbook(path, (error as Error).message)
  }
}

/** Refuses what is no workbook, or too large a one, before anything is unpacked. */
function checkWorkbook(path: string): number {
  const bytes = readWhole(path)
  const entries = zipEntries(bytes)
  if (entries === null) throw notAWorkbook(path, 'it is no zip archive')
  if (!entries.some(({ name }) => name === 'xl/workbook.xml'))
    throw notAWorkbook(path, 'the zip archive holds no xl/workbook.xml')
  const unpacked = entries.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
  if (unpacked > MAX_UNPACKED_BYTES)
    throw new WorkbenchError(
      'unsupported',
      `The workbook has ${Math.ceil(unpacked / 1024 / 1024)} MiB when unpacked; at most ${MAX_UNPACKED_BYTES / 1024 / 1024} MiB can be read. Save the sheet as CSV and import that.`,
      { details: { unpackedBytes: unpacked, limitBytes: MAX_UNPACKED_BYTES } },
    )
  return bytes.length
}

function readWhole(path: string): Buffer {
  try {
    const handle = openSync(path, 'r')
    try {
      const size = fstatSync(handle).size
      // Packed, a workbook is smaller than unpacked.
      const bytes = Buffer.allocUnsafe(Math.min(size, MAX_UNPACKED_BYTES))
      let used = 0
      while (used < bytes.length) {
        const count = readSync(handle, bytes, used, bytes.length - used, used)
        if (count === 0) break
        used += count
      }
      return bytes.subarray(0, used)
    } finally {
      closeSync(handle)
    }
  } catch (error) {
    throw readError(error, path)
  }
}

const notAWorkbook = (path: string, reason: string): WorkbenchError =>
  new WorkbenchError('file-failed', `“${path}” is no Excel workbook (.xlsx): ${reason}.`, {
    details: { path },
  })

function cellOf(value: unknown): SourceCell {
  if (value === null || value === undefined) return null
  if (value instanceof Date) return { text: dateText(value), isText: false }
  if (typeof value === 'string') return { text: value, isText: true }
  return { text: numberText(value), isText: false }
}

/** A workbook's dates know no zone, and one at midnight is a day. */
function dateText(value: Date): string {
  const text = value.toISOString()
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, -1).replace('T', ' ')
}

/** Without an exponent where the digits allow it: 1e21 is a decimal, too. */
const numberText = (value: unknown): string =>
  typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 1e38
    ? BigInt(value).toString()
    : String(value)
