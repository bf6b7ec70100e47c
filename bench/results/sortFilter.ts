/**
 * Sort and filter of a stored result, from the request to its index, against the same Polars call
 * alone on a frame that is there already. `node bench/results/sortFilter.ts [--json] [--small]`
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pl, { type DataFrame } from 'nodejs-polars'
import type { ColumnType } from '../../contract/columns.ts'
import { encodeArrow } from '../../main/frame/arrowCodec.ts'
import { FrameStore } from '../../main/frame/FrameStore.ts'
import { batchOf, columnsOf } from '../../main/frame/testing/batchOf.ts'
import { ViewService, type ViewRequest } from '../../main/work/ViewService.ts'
import { Workshop } from '../../main/work/Workshop.ts'
import { isSmall, median, report } from '../report.ts'

const ROUNDS = 7
const BATCH_ROWS = 6_500
const rowCount = isSmall ? 20_000 : 1_000_000

const types: ColumnType[] = [
  { kind: 'int32' },
  { kind: 'float64' },
  { kind: 'text' },
  { kind: 'int64' },
  { kind: 'bool' },
  { kind: 'timestamp', unit: 'us', zone: null },
  { kind: 'decimal', precision: 12, scale: 2 },
  { kind: 'date' },
  { kind: 'int16' },
  { kind: 'text' },
]
const folder = mkdtempSync(join(tmpdir(), 'sluice-bench-'))
const frames = new FrameStore({ spillDirectory: folder })
const modulePath = fileURLToPath(new URL('../../main/work/polarsWorker.ts', import.meta.url))
const workshop = new Workshop({ frames, resolveModule: () => modulePath })
const views = new ViewService({ frames, workshop })

function rowAt(row: number) {
  const mixed = Math.imul(row, 2_654_435_761) >>> 0
  const big = BigInt(mixed)
  return [
    mixed % 100_000,
    mixed / 7,
    `name ${mixed % 5_000}`,
    big * 1_000_003n,
    mixed % 2 === 0,
    big * 1_000_000n,
    big % 1_000_000n,
    mixed % 20_000,
    mixed % 30_000,
    `city of ${mixed % 300}`,
  ]
}

/** The result under two ids, so that each case has one that no thread knows yet. */
function fill(): DataFrame {
  const results = ['sort', 'filter', 'warm'].map((resultId) =>
    frames.open({ resultId, columns: columnsOf(types), clientId: 'bench' }),
  )
  const parts: DataFrame[] = []
  for (let from = 0; from < rowCount; from += BATCH_ROWS) {
    const length = Math.min(BATCH_ROWS, rowCount - from)
    const batch = batchOf(
      types,
      Array.from({ length }, (_, at) => rowAt(from + at)),
    )
    for (const result of results) void result.write(batch)
    parts.push(pl.readIPCStream(Buffer.from(encodeArrow(batch))))
  }
  for (const result of results) result.end({ isComplete: true })
  const numbers = Uint32Array.from({ length: rowCount }, (_, row) => row)
  return pl.concat(parts).withColumn(pl.Series('row', numbers))
}

type Case = {
  name: 'sort' | 'filter'
  request: Partial<ViewRequest>
  peer: (frame: DataFrame) => DataFrame
}

const cases: Case[] = [
  {
    name: 'sort',
    request: {
      sort: [
        { column: 0, descending: true },
        { column: 1, descending: false },
      ],
    },
    peer: (frame) =>
      frame
        .select('0', '1', 'row')
        .sort({ by: ['0', '1'], descending: [true, false], nullsLast: true, maintainOrder: true }),
  },
  {
    name: 'filter',
    request: {
      filters: [
        { column: 0, operator: '<', value: '50000' },
        { column: 2, operator: 'contains', value: '42' },
      ],
    },
    peer: (frame) =>
      frame
        .lazy()
        .filter(pl.col('0').lt(50_000).and(pl.col('2').str.contains('(?i)42')))
        .select('row')
        .collectSync(),
  },
]

async function ours(resultId: string, request: Partial<ViewRequest>): Promise<number> {
  const startedAtMs = performance.now()
  const { signal } = new AbortController()
  const wanted = { resultId, sort: [], filters: [], search: '', ...request }
  const view = await views.open(wanted, { signal, clientId: 'bench' })
  const elapsedMs = performance.now() - startedAtMs
  await frames.close(view.resultId)
  return elapsedMs
}

function polarsAlone(frame: DataFrame, peer: Case['peer']): number {
  const startedAtMs = performance.now()
  peer(frame).getColumn('row').toTypedArray()
  return performance.now() - startedAtMs
}

const toTenths = (ms: number): number => Math.round(ms * 10) / 10

const frame = fill()
await ours('warm', { filters: [{ column: 8, operator: 'is-null' }] })
for (const { name, request, peer } of cases) {
  const firstMs = await ours(name, request)
  polarsAlone(frame, peer)
  const times: Record<'ours' | 'peer', number[]> = { ours: [], peer: [] }
  for (let round = 0; round < ROUNDS; round++) {
    times.ours.push(await ours(name, request))
    times.peer.push(polarsAlone(frame, peer))
  }
  const peerValue = toTenths(median(times.peer))
  const figure = { bench: `results/${name}`, unit: 'ms', peer: 'Polars alone', peerValue }
  const rows = `${rowCount.toLocaleString('en')} rows × ${types.length}`
  const isLessBetter = true
  report(
    { ...figure, case: `${rows}, later calls`, value: toTenths(median(times.ours)) },
    { isLessBetter },
  )
  report({ ...figure, case: `${rows}, first call`, value: toTenths(firstMs) }, { isLessBetter })
}
await workshop.shutdown()
await frames.shutdown()
rmSync(folder, { recursive: true, force: true })
