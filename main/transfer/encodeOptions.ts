import type { Column } from '../../contract/columns.ts'
import { WorkbenchError } from '../../contract/errors.ts'
import {
  isTextFormat,
  type CsvOptions,
  type ExportCompression,
  type ExportFormat,
  type InsertOptions,
} from '../../contract/exports.ts'
import type { Driver } from '../drivers/driver.ts'
import type { EncodeOptions } from '../frame/encode/RowEncoder.ts'
import { insertTarget } from './insertTarget.ts'

export type FileOptions = {
  readonly format: ExportFormat
  readonly csv: CsvOptions
  readonly inserts?: InsertOptions | undefined
  readonly compression: ExportCompression
}

/** These name the types of all columns before the first row. */
export const namesTypesFirst = (format: ExportFormat): boolean => format === 'arrow'

/** What the encoder of a file needs, drivers being out of its reach. */
export function encodeOptions(
  { format, csv, inserts, compression }: FileOptions,
  columns: readonly Column[],
  drivers: readonly Driver[],
): EncodeOptions {
  if (compression !== 'none' && !isTextFormat(format))
    throw new WorkbenchError(
      'invalid-request',
      `A file of ${format} is not compressed as a whole. Leave ${compression} out, or choose a text format.`,
      { details: { format, compression } },
    )
  if (format !== 'sql') return { format, csv }
  if (inserts) return { format, csv, inserts: insertTarget(inserts, columns, drivers) }
  throw new WorkbenchError(
    'invalid-request',
    'INSERT statements need the name of a table and a dialect. Give both.',
  )
}
