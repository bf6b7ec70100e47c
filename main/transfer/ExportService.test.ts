import { mkdtemp, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, zstdDecompressSync } from 'node:zlib'
import { tableFromIPC } from 'apache-arrow'
import { parquetReadObjects } from 'hyparquet'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { ColumnType } from '../../contract/columns.ts'
import { WorkbenchError } from '../../contract/errors.ts'
import { csvOptionsSchema, type ExportProgress } from '../../contract/exports.ts'
import { systemClock } from '../clock.ts'
import { unbound } from '../query/bindStatement.ts'
import { silentLogger } from '../logger.ts'
import { sqlite } from '../drivers/sqlite/index.ts'
import { FrameStore } from '../frame/FrameStore.ts'
import type { CellValue } from '../frame/collectRows.ts'
import { batchOf, columnsOf } from '../frame/testing/batchOf.ts'
import { FakeClock } from '../testing/fakeClock.ts'
import {
  type ExportRequest,
  ExportService,
  type ExportServiceOptions,
  type OpenDownload,
} from './ExportService.ts'
import type { WritableFile } from './FileSink.ts'

const types: ColumnType[] = [{ kind: 'int64' }, { kind: 'text' }]
const context = () => ({ signal: new AbortController().signal })

let folder: string
let frames: FrameStore
const services: ExportService[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-export-'))
  frames = new FrameStore({ spillDirectory: join(folder, 'spill') })
})
afterEach(async () => {
  await Promise.all(services.splice(0).map((service) => service.shutdown()))
  await frames.shutdown()
  await rm(folder, { recursive: true, force: true })
})

function createService(options: Partial<ExportServiceOptions> = {}): ExportService {
  const service = new ExportService({
    frames,
    sessions: {
      use: () => {
        throw new Error('No session is needed here.')
      },
    },
    resolveModule: (name) => join(import.meta.dirname, '..', 'frame', `${name}.ts`),
    clock: systemClock,
    drivers: [sqlite],
    bind: (_profileId, sql) => unbound(sql),
    logger: silentLogger,
    addToHistory: () => {},
    ...options,
  })
  services.push(service)
  return service
}

const requestTo = (path: string, change: Partial<ExportRequest> = {}): ExportRequest => ({
  exportId: 'e1',
  resultId: 'r1',
  format: 'csv',
  csv: csvOptionsSchema.parse({}),
  compression: 'none',
  target: { kind: 'file', path },
  ...change,
})

const rowsFrom = (from: number, count: number) =>
  batchOf(
    types,
    Array.from({ length: count }, (_, row): CellValue[] => [BigInt(from + row), `a,${row}`]),
  )

function openResult() {
  return frames.open({ resultId: 'r1', columns: columnsOf(types), clientId: 'window' })
}

/** Names left in the folder beside what the frame store has. */
const filesLeft = async () => (await readdir(folder)).filter((name) => name !== 'spill')

test('writes a result whole, and tells how far it is', async () => {
  const result = openResult()
  await result.write(rowsFrom(0, 500))
  await result.write(rowsFrom(500, 500))
  result.end({ isComplete: true })
  const service = createService()
  const told: ExportProgress[] = []
  service.onProgress('e1', (progress) => told.push(progress))
  const path = join(folder, 'out.csv')

  const done = await service.run(requestTo(path), context())

  const lines = (await readFile(path, 'utf8')).split('\n')
  expect(lines).toHaveLength(1_002)
  expect(lines.slice(0, 2)).toEqual(['c0,c1', '0,"a,0"'])
  expect(lines[1_000]).toBe('999,"a,499"')
  expect(done).toMatchObject({
    state: 'done',
    writtenRows: 1_000,
    totalRows: 1_000,
    writtenBytes: (await readFile(path)).byteLength,
    path,
    error: null,
  })
  expect(told[0]).toMatchObject({ state: 'running', writtenRows: 0 })
  expect(told.at(-1)).toEqual(done)
  expect(await filesLeft()).toEqual(['out.csv'])
})

test('exports a result that still streams to its end', async () => {
  const result = openResult()
  await result.write(rowsFrom(0, 10))
  const path = join(folder, 'out.ndjson')
  const running = createService().run(requestTo(path, { format: 'ndjson' }), context())
  await vi.waitFor(async () => expect(await filesLeft()).toHaveLength(1), { timeout: 5_000 })
  await result.write(rowsFrom(10, 10))
  result.end({ isComplete: true })

  expect(await running).toMatchObject({ state: 'done', writtenRows: 20 })
  const lines = (await readFile(path, 'utf8')).trimEnd().split('\n')
  expect(lines).toHaveLength(20)
  expect(lines[19]).toBe('{"c0":19,"c1":"a,9"}')
})

test('writes and tells of all rows that came, while the result pauses', async () => {
  const result = openResult()
  const path = join(folder, 'out.ndjson')
  const service = createService()
  const told: ExportProgress[] = []
  service.onProgress('e1', (progress) => told.push(progress))
  const running = service.run(requestTo(path, { format: 'ndjson' }), context())
  await result.write(rowsFrom(0, 10))
  await result.write(rowsFrom(10, 10))
  await vi.waitFor(() => expect(told.at(-1)).toMatchObject({ writtenRows: 20, totalRows: 20 }), {
    timeout: 5_000,
  })
  result.end({ isComplete: true })
  await running
})

test('a disk that fills up while the result pauses ends the export at once', async () => {
  const result = openResult()
  const service = createService({ openFile: (path) => fileWithRoomFor(path, 50) })
  const running = service.run(requestTo(join(folder, 'out.csv')), context())
  const refused = expect(running).rejects.toMatchObject({ code: 'disk-full' })
  await result.write(rowsFrom(0, 10))
  await refused
  expect(await filesLeft()).toEqual([])
})

test('exports spilled rows and columns that widened midway', async () => {
  await frames.shutdown()
  frames = new FrameStore({ spillDirectory: join(folder, 'spill'), memoryBudgetBytes: 0 })
  const result = openResult()
  await result.write(rowsFrom(0, 1))
  await result.write(batchOf([{ kind: 'any' }, { kind: 'text' }], [['tx', null]]))
  result.end({ isComplete: true })
  const path = join(folder, 'out.csv')
  await createService().run(requestTo(path), context())
  expect(await readFile(path, 'utf8')).toBe('c0,c1\n0,"a,0"\nx,\n')
})

test.each([
  ['gzip', gunzipSync],
  ['zstd', zstdDecompressSync],
] as const)(
  'compresses with %s and counts the bytes of the file',
  async (compression, decompress) => {
    const result = openResult()
    for (let index = 0; index < 20; index++) await result.write(rowsFrom(index * 1_000, 1_000))
    result.end({ isComplete: true })
    const path = join(folder, 'out.csv')
    const done = await createService().run(requestTo(path, { compression }), context())

    const file = await readFile(path)
    const lines = decompress(file).toString().split('\n')
    expect(lines).toHaveLength(20_002)
    expect(lines[20_000]).toBe('19999,"a,999"')
    expect(done).toMatchObject({ writtenRows: 20_000, writtenBytes: file.byteLength })
  },
)

test('a disk that fills under compression fails the same, and leaves no file', async () => {
  const result = openResult()
  for (let index = 0; index < 30; index++) await result.write(rowsFrom(index * 1_000, 1_000))
  result.end({ isComplete: true })
  const service = createService({ openFile: (path) => fileWithRoomFor(path, 20_000) })
  const request = requestTo(join(folder, 'out.csv.gz'), { compression: 'gzip' })
  await expect(service.run(request, context())).rejects.toMatchObject({
    code: 'disk-full',
    details: { writtenBytes: 20_000 },
  })
  expect(await filesLeft()).toEqual([])
})

test('an Arrow file has the types that the result ended with', async () => {
  const result = openResult()
  await result.write(rowsFrom(0, 2))
  const path = join(folder, 'out.arrow')
  const running = createService().run(requestTo(path, { format: 'arrow' }), context())
  await vi.waitFor(async () => expect(await filesLeft()).toHaveLength(1), { timeout: 5_000 })
  await result.write(batchOf([{ kind: 'any' }, { kind: 'text' }], [['tx', null]]))
  result.end({ isComplete: true })
  expect(await running).toMatchObject({ state: 'done', writtenRows: 3 })
  const table = tableFromIPC(await readFile(path))
  expect(table.toArray().map((row) => row?.toJSON())).toEqual([
    { c0: '0', c1: 'a,0' },
    { c0: '1', c1: 'a,1' },
    { c0: 'x', c1: null },
  ])
})

test('a Parquet file reads back with its types, and can be compressed inside only', async () => {
  const result = openResult()
  for (let index = 0; index < 3; index++) await result.write(rowsFrom(index * 1_000, 1_000))
  result.end({ isComplete: true })
  const path = join(folder, 'out.parquet')
  const request = requestTo(path, { format: 'parquet', compression: 'snappy' })
  const done = await createService().run(request, context())
  const file = await readFile(path)
  expect(done).toMatchObject({ writtenRows: 3_000, writtenBytes: file.byteLength })
  const rows = await parquetReadObjects({ file: new Uint8Array(file).buffer })
  expect(rows.at(-1)).toEqual({ c0: 2_999n, c1: 'a,999' })
})

test('a format that is not text is not compressed', async () => {
  openResult().end({ isComplete: true })
  const request = requestTo(join(folder, 'out'), { format: 'arrow', compression: 'gzip' })
  await expect(createService().run(request, context())).rejects.toMatchObject({
    code: 'invalid-request',
    details: { format: 'arrow', compression: 'gzip' },
  })
  expect(await filesLeft()).toEqual([])
})

test('an export given up leaves no file, and what stood under the name stays', async () => {
  const result = openResult()
  await result.write(rowsFrom(0, 10))
  const path = join(folder, 'out.csv')
  await writeFile(path, 'older')
  const service = createService()
  const told: ExportProgress[] = []
  service.onProgress('e1', (progress) => told.push(progress))
  const controller = new AbortController()
  const running = service.run(requestTo(path), { signal: controller.signal })
  const refused = expect(running).rejects.toMatchObject({ code: 'aborted' })
  await vi.waitFor(async () => expect(await filesLeft()).toHaveLength(2), { timeout: 5_000 })
  controller.abort()

  await refused
  expect(told.at(-1)).toMatchObject({ state: 'cancelled', path: null })
  expect(await filesLeft()).toEqual(['out.csv'])
  expect(await readFile(path, 'utf8')).toBe('older')
})

test('an export given up before it began makes no file', async () => {
  openResult()
  const signal = AbortSignal.abort()
  const running = createService().run(requestTo(join(folder, 'out.csv')), { signal })
  await expect(running).rejects.toMatchObject({ code: 'aborted' })
  expect(await filesLeft()).toEqual([])
})

test('a full disk fails with the path and the bytes written, and leaves no file', async () => {
  const result = openResult()
  for (let index = 0; index < 5; index++) await result.write(rowsFrom(index * 1_000, 1_000))
  result.end({ isComplete: true })
  const service = createService({ openFile: (path) => fileWithRoomFor(path, 20_000) })
  const told: ExportProgress[] = []
  service.onProgress('e1', (progress) => told.push(progress))
  const path = join(folder, 'out.csv')

  await expect(service.run(requestTo(path), context())).rejects.toMatchObject({
    code: 'disk-full',
    message: expect.stringContaining(`“${path}” stopped after 20,000 bytes`),
    details: { path, writtenBytes: 20_000 },
  })
  expect(told.at(-1)).toMatchObject({ state: 'failed', error: { code: 'disk-full' } })
  expect(await filesLeft()).toEqual([])
})

/** A real file on a disk that takes so many bytes and no more. */
async function fileWithRoomFor(path: string, roomBytes: number): Promise<WritableFile> {
  const file = await open(path, 'wx')
  let room = roomBytes
  return {
    async write(bytes) {
      if (room === 0) throw Object.assign(new Error('no space left'), { code: 'ENOSPC' })
      const { bytesWritten } = await file.write(bytes.subarray(0, Math.min(room, 7_000)))
      room -= bytesWritten
      return { bytesWritten }
    },
    sync: () => file.sync(),
    close: () => file.close(),
  }
}

test('a result that is closed midway fails the export and leaves no file', async () => {
  const result = openResult()
  await result.write(rowsFrom(0, 10))
  const running = createService().run(requestTo(join(folder, 'out.csv')), context())
  const refused = expect(running).rejects.toMatchObject({ code: 'result-closed' })
  await vi.waitFor(async () => expect(await filesLeft()).toHaveLength(1), { timeout: 5_000 })
  await frames.close('r1')
  await refused
  expect(await filesLeft()).toEqual([])
})

test('a worker that ends fails the export, and the next one gets another', async () => {
  const result = openResult()
  await result.write(rowsFrom(0, 10))
  const service = createService()
  const path = join(folder, 'out.csv')
  const running = service.run(requestTo(path), context())
  const refused = expect(running).rejects.toMatchObject({ code: 'process-died' })
  // The file is there before its worker is; the header comes from the worker.
  const writtenBytes = async () => {
    const [part] = await filesLeft()
    return part ? (await stat(join(folder, part))).size : 0
  }
  await vi.waitFor(async () => expect(await writtenBytes()).toBeGreaterThan(0), { timeout: 5_000 })
  await service.shutdown()
  result.end({ isComplete: true })
  await refused
  expect(await filesLeft()).toEqual([])

  const again = await service.run(requestTo(path, { exportId: 'e2' }), context())
  expect(again).toMatchObject({ state: 'done', writtenRows: 10 })
})

test('a worker that cannot start says so', async () => {
  openResult().end({ isComplete: true })
  const service = createService({ resolveModule: () => join(folder, 'missing.js') })
  await expect(service.run(requestTo(join(folder, 'out.csv')), context())).rejects.toMatchObject({
    code: 'process-died',
  })
  expect(await filesLeft()).toEqual([])
})

test('a NULL text that cannot be used is refused by name', async () => {
  openResult().end({ isComplete: true })
  const request = requestTo(join(folder, 'out.csv'), {
    csv: csvOptionsSchema.parse({ nullText: '"' }),
  })
  await expect(createService().run(request, context())).rejects.toMatchObject({
    code: 'invalid-request',
  })
  expect(await filesLeft()).toEqual([])
})

describe('downloads', () => {
  /** A browser that takes bytes when told to. */
  function fakeBrowser() {
    const ended = Promise.withResolvers<void>()
    const parts: Uint8Array[] = []
    const opened: { fileName: string; contentType: string }[] = []
    let isAborted = false
    const broken = new AbortController()
    const openDownload: OpenDownload = (file) => {
      opened.push(file)
      return {
        url: '/download/1',
        write: async (bytes) => void parts.push(bytes.slice()),
        end: () => ended.promise,
        abort: () => {
          isAborted = true
        },
        broken: broken.signal,
      }
    }
    return { openDownload, ended, parts, opened, broken, isAborted: () => isAborted }
  }
  const request = () => requestTo('', { target: { kind: 'download', fileName: 'out.csv' } })

  test('are offered by their address and answered when the browser has the last byte', async () => {
    const result = openResult()
    await result.write(rowsFrom(0, 2))
    result.end({ isComplete: true })
    const browser = fakeBrowser()
    const service = createService({ openDownload: browser.openDownload })
    const urls: string[] = []
    service.onDownload('e1', ({ url }) => urls.push(url))
    let isAnswered = false
    const running = service.run(request(), context()).finally(() => (isAnswered = true))
    await vi.waitFor(() => expect(Buffer.concat(browser.parts).toString()).toContain('1,"a,1"'), {
      timeout: 5_000,
    })
    expect(isAnswered).toBe(false)
    browser.ended.resolve()

    expect(await running).toMatchObject({ state: 'done', path: null, writtenRows: 2 })
    expect(urls).toEqual(['/download/1'])
    expect(browser.opened).toEqual([
      { fileName: 'out.csv', contentType: 'text/csv; charset=utf-8' },
    ])
    expect(browser.isAborted()).toBe(false)
  })

  test('given up while the browser is slow are broken off', async () => {
    openResult().end({ isComplete: true })
    const browser = fakeBrowser()
    const service = createService({ openDownload: browser.openDownload })
    const controller = new AbortController()
    const running = service.run(request(), { signal: controller.signal })
    const refused = expect(running).rejects.toMatchObject({ code: 'aborted' })
    await vi.waitFor(() => expect(browser.parts.length).toBeGreaterThan(0), { timeout: 5_000 })
    controller.abort()
    await refused
    expect(browser.isAborted()).toBe(true)
  })

  test('end when the browser breaks off while the result has nothing more to give yet', async () => {
    const result = openResult()
    await result.write(rowsFrom(0, 2))
    const browser = fakeBrowser()
    const running = createService({ openDownload: browser.openDownload }).run(request(), context())
    const refused = expect(running).rejects.toMatchObject({ code: 'aborted' })
    await vi.waitFor(() => expect(browser.parts.length).toBeGreaterThan(1), { timeout: 5_000 })
    browser.broken.abort(new WorkbenchError('aborted', 'The browser broke off.'))
    await refused
    expect(browser.isAborted()).toBe(true)
  })

  test('need a host that has them', async () => {
    openResult().end({ isComplete: true })
    await expect(createService().run(request(), context())).rejects.toMatchObject({
      code: 'unsupported',
    })
  })
})

test('tells progress at most about five times a second', async () => {
  const result = openResult()
  for (let index = 0; index < 40; index++) await result.write(rowsFrom(index * 10, 10))
  result.end({ isComplete: true })
  const clock = new FakeClock()
  const service = createService({ clock })
  const told: ExportProgress[] = []
  service.onProgress('e1', (progress) => told.push(progress))
  await service.run(requestTo(join(folder, 'out.csv')), context())
  // The clock stood still: only the first and the last were due.
  expect(told.map(({ state, writtenRows }) => [state, writtenRows])).toEqual([
    ['running', 0],
    ['done', 400],
  ])
})

test('the same export is not run twice', async () => {
  openResult().end({ isComplete: true })
  const service = createService()
  service.onProgress('e1', () => {})
  const request = requestTo(join(folder, 'out.csv'))
  await service.run(request, context())
  await expect(service.run(request, context())).rejects.toMatchObject({ code: 'invalid-request' })
})
