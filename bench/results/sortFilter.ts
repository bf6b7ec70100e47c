/**
 * Sort and filter of a stored result, from the request to its index, against the same Polars call
 * alone on a frame that is there already. `node bench/results/sortFilter.ts [--json] [--small]`
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pl, { type DataFrame } from 'nodejs-polars'
import type { Column, ColumnType } from '../../contract/columns.ts'
import { encodeArrow } from '../../main/frame/arrowCodec.ts'
import { FrameStore } from '../../main/frame/FrameStore.ts'
import { batchOf } from '../../main/frame/testing/batchOf.ts'
import { ViewService, type ViewRequest } from '../../main/work/ViewService.ts'

const ROUNDS = 5
const BATCH_ROWS = 6_500
const isJson = process.argv.includes('--json')
const rowCount = process.argv.includes('--small') ? 20_000 : 1_000_000

const types: ColumnType[] = [{ kind: 'int32' }, { kind: 'float64' }, { kind: 'text' }]
const columns: Column[] = types.map((type, index) => ({
  name: `c${index}`,
  type,
  serverType: type.kind,
}))
const folder = mkdtempSync(join(tmpdir(), 'sluice-bench-'))
const frames = new FrameStore({ spillDirectory: folder })
const modulePath = fileURLToPath(new URL('../../main/work/polarsWorker.ts', import.meta.url))
const views = new ViewService({ frames, resolveModule: () => modulePath })

function fill(): DataFrame {
  const result = frames.open({ resultId: 'bench', columns, clientId: 'bench' })
  const parts: DataFrame[] = []
  for (let from = 0; from < rowCount; from += BATCH_ROWS) {
    const length = Math.min(BATCH_ROWS, rowCount - from)
    const rows = Array.from({ length }, (_, at) => {
      const mixed = Math.imul(from + at, 2_654_435_761) >>> 0
      return [mixed % 100_000, mixed / 7, `name ${mixed % 5_000}`]
    })
    const batch = batchOf(types, rows)
    void result.write(batch)
    parts.push(pl.readIPCStream(Buffer.from(encodeArrow(batch))))
  }
  result.end({ isComplete: true })
  const numbers = Uint32Array.from({ length: rowCount }, (_, row) => row)
  return pl.concat(parts).withColumn(pl.Series('row', numbers))
}

type Case = { name: string; request: Partial<ViewRequest>; peer: (frame: DataFrame) => DataFrame }

const cases: Case[] = [
  {
    name: 'sort by two columns',
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
    name: 'filter a number and a text',
    request: {
      filters: [
        { column: 0, operator: '<', value: '50000' },
        { column: 2, operator: 'contains', value: '42' },
      ],
    },
    peer: (frame) =>
      frame.filter(pl.col('0').lt(50_000).and(pl.col('2').str.contains('(?i)42'))).select('row'),
  },
]

async function ours(request: Partial<ViewRequest>): Promise<number> {
  const startedAtMs = performance.now()
  const { signal } = new AbortController()
  const wanted = { resultId: 'bench', sort: [], filters: [], search: '', ...request }
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

const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!

const frame = fill()
for (const { name, request, peer } of cases) {
  const times: Record<'ours' | 'peer', number[]> = { ours: [], peer: [] }
  await ours(request)
  polarsAlone(frame, peer)
  for (let round = 0; round < ROUNDS; round++) {
    times.ours.push(await ours(request))
    times.peer.push(polarsAlone(frame, peer))
  }
  const value = Math.round(median(times.ours))
  const peerValue = Math.round(median(times.peer))
  const ratio = Number((peerValue / value).toFixed(2))
  const figures = {
    bench: 'results/sortFilter',
    case: name,
    value,
    unit: 'ms',
    peer: 'Polars alone',
  }
  if (isJson) console.log(JSON.stringify({ ...figures, peerValue, ratio }))
  else console.log(`${name}: ${value} ms, Polars alone ${peerValue} ms, ${ratio} × as fast`)
}
await views.shutdown()
await frames.shutdown()
rmSync(folder, { recursive: true, force: true })
