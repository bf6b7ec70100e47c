import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { cellText } from '../../../contract/cellText.ts'
import type { ColumnType } from '../../../contract/columns.ts'
import type { ExportFormat } from '../../../contract/exports.ts'
import { decodeArrow } from '../../frame/arrowCodec.ts'
import { readCell } from '../../frame/readCell.ts'
import { parseCsv } from '../../frame/testing/parseCsv.ts'
import { readStored, storedCell } from '../../frame/testing/readParquet.ts'
import { windowTexts } from '../../frame/testing/readWindow.ts'
import { readXlsx } from '../../frame/testing/readXlsx.ts'
import type { StartedServices } from '../../testing/startServices.ts'

export type Texts = (string | null)[][]

let runCount = 0

async function saveUrl(services: StartedServices, url: string): Promise<string> {
  const { driverId, fields, secrets } = await services.call('profiles.parseUrl', { url })
  const profile = { id: driverId, name: driverId, driverId, fields, pool: {} }
  await services.call('profiles.save', { profile, secrets })
  return driverId
}

/** Runs a query on the database of a URL and gives its last result's id. */
export async function read(services: StartedServices, url: string, sql: string): Promise<string> {
  const profileId = await saveUrl(services, url)
  const runId = `run-${++runCount}`
  let [resultId, failure] = ['', '']
  const stop = services.subscribe('query.events', { runId }, (event) => {
    if (event.kind === 'result-opened') resultId = event.resultId
    if (event.kind === 'statement-failed') failure = event.error.message
  })
  await services.call('query.run', { runId, profileId, statements: [sql] })
  stop()
  if (failure) throw new Error(failure)
  return resultId
}

async function exported(
  services: StartedServices,
  resultId: string,
  format: ExportFormat,
): Promise<Buffer> {
  const path = join(services.dataDir, `out-${++runCount}`)
  const target = { kind: 'file' as const, path }
  const exportId = `export-${runCount}`
  const csv = { nullText: '\\N', hasHeader: false }
  await services.call('exports.run', { exportId, resultId, format, csv, target })
  return readFile(path)
}

async function copied(services: StartedServices, resultId: string): Promise<string> {
  const { rowCount, columns } = services.frames.get(resultId)
  const copyId = `copy-${++runCount}`
  const pieces: Uint8Array[] = []
  const stop = services.subscribe('results.copyPiece', { copyId }, ({ bytes }) =>
    pieces.push(bytes),
  )
  const block = { rows: [{ from: 0, to: rowCount }], columns: columns.map((_, index) => index) }
  await services.call('results.copyText', { copyId, resultId, block, format: 'tsv' })
  stop()
  return Buffer.concat(pieces).toString()
}

/** The same rows as the window shows them, as they are copied, and as a reader finds them in each kind of file. */
export async function everyForm(
  services: StartedServices,
  resultId: string,
): Promise<Record<string, Texts>> {
  const types = services.frames.get(resultId).columns.map(({ type }) => type)
  // A column of mixed values goes into files with one type a column as text.
  const typed = types.map((type): ColumnType => (type.kind === 'any' ? { kind: 'text' } : type))
  const window = await services.call('results.window', { resultId, from: 0, to: 1_000 })
  const csv = (await exported(services, resultId, 'csv')).toString()
  const parquet = await readStored(await exported(services, resultId, 'parquet'))
  return {
    window: windowTexts(window),
    copied: parseCsv(await copied(services, resultId), '\t', ''),
    csv: parseCsv(csv, ',', '\\N'),
    ndjson: (await exported(services, resultId, 'ndjson'))
      .toString()
      .trimEnd()
      .split('\n')
      .map(jsonTexts),
    json: jsonRows((await exported(services, resultId, 'json')).toString()),
    arrow: arrowTexts(await exported(services, resultId, 'arrow'), typed),
    parquet: parquet.map((row) => Object.values(row).map((cell, at) => textOf(typed[at]!, cell))),
    xlsx: xlsxTexts(await exported(services, resultId, 'xlsx'), types.length),
  }
}

const textOf = (type: ColumnType, stored: unknown): string | null =>
  stored === null || stored === undefined ? null : cellText(type, storedCell(type, stored))

/** Numbers by the digits that stand in the file: a JS number has not got them all. */
function jsonTexts(line: string): (string | null)[] {
  const texts: (string | null)[] = []
  JSON.parse(line, (key: string, value: unknown, context?: { source: string }) => {
    if (key !== '')
      texts.push(typeof value === 'string' ? value : value === null ? null : context!.source)
  })
  return texts
}

const jsonRows = (text: string): Texts =>
  text
    .split('\n')
    .slice(1, -2)
    .map((line) => jsonTexts(line.replace(/,$/, '')))

function arrowTexts(file: Buffer, types: readonly ColumnType[]): Texts {
  const { rowCount, columns } = decodeArrow(file, types)
  return Array.from({ length: rowCount }, (_, row) =>
    columns.map((column) => {
      const raw = readCell(column, row)
      return raw === null ? null : cellText(column.type, raw)
    }),
  )
}

const xlsxTexts = (file: Buffer, columnCount: number): Texts =>
  readXlsx(file)[0]!
    .slice(1)
    .map((row) =>
      Array.from(
        { length: columnCount },
        (_, at) => row[String.fromCharCode(65 + at)]?.value ?? null,
      ),
    )
