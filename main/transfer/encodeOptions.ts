import type { Column } from '../../contract/columns.ts'
import { WorkbenchError } from '../../contract/errors.ts'
import {
  COMPRESSIONS,
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

/** These take no value that came too late to change its column's type. */
export const namesTypesFirst = (format: ExportFormat): boolean =>
  format === 'arrow' || format === 'parquet'

/** What the encoder of a file needs, drivers being out of its reach. */
export function encodeOptions(
  { format, csv, inserts, compression }: FileOptions,
  columns: readonly Column[],
  drivers: readonly Driver[],
): EncodeOptions {
  if (!COMPRESSIONS[format].includes(compression))
    throw new WorkbenchError(
      'invalid-request',
      `A file of ${format} is not compressed with ${compression}. Choose ${COMPRESSIONS[format].join(' or ')}.`,
      { details: { format, compression } },
    )
  if (format !== 'sql') return { format, csv, compression }
  if (inserts) return { format, csv, compression, inserts: insertTarget(inserts, columns, drivers) }
  throw new WorkbenchError(
    'invalid-request',
    'INSERT statements need the name of a table and a dialect. Give both.',
  )
}
