import { parentPort } from 'node:worker_threads'
import type { DataFrame } from 'nodejs-polars'
import { toWireError } from '../../contract/errors.ts'
import { findRows } from './findRows.ts'
import { FrameShelf } from './FrameShelf.ts'
import { groupRows } from './groupRows.ts'
import type {
  DropNotice,
  FrameSource,
  Sifting,
  SqlSource,
  WorkAnswer,
  WorkRequest,
} from './messages.ts'
import { type Outcome, readOutcome } from './Outcome.ts'
import { parseJson } from './parseJson.ts'
import { pickRows } from './pickRows.ts'
import { RowSelection } from './RowSelection.ts'
import { runSql, type SqlTable } from './runSql.ts'
import { columnStatistics } from './statistics.ts'
import { typedOutcome } from './typedOutcome.ts'

/** A thread that works on frames with Polars, for `PolarsThreads`. */
const port = parentPort!
const shelf = new FrameShelf()
let selection: RowSelection | null = null
let outcome: Outcome | null = null

port.on('message', (request: WorkRequest | DropNotice) => {
  if (request.kind === 'drop') return shelf.drop(request.frameId)
  const answer = answerTo(request)
  port.postMessage(answer, buffersOf(answer))
})

function answerTo(request: WorkRequest): WorkAnswer {
  try {
    return perform(request) ?? { kind: 'done' }
  } catch (error) {
    return { kind: 'failed', error: toWireError(error) }
  }
}

function perform(request: WorkRequest): WorkAnswer | void {
  switch (request.kind) {
    case 'load':
      return shelf.begin(request.plan)
    case 'batches':
      return shelf.addBatches(request.bytes, request.types)
    case 'spilled':
      return shelf.addSpilled(request.path, request.batches)
    case 'loaded':
      return shelf.end()
    case 'select':
      selection = new RowSelection(request.plan)
      return sift(request)
    case 'sift':
      return sift(request)
    case 'find':
      return { kind: 'found', rows: findRows(shelf.get(request.frameId), request.plan) }
    case 'group':
      return keep(groupRows(sourceFrame(request.source), request.plan))
    case 'sql':
      return keep(runSql(request.sql, request.tables.map(sqlTable)))
    case 'json':
      return keep(typedOutcome(parseJson(request.json)))
    case 'rows':
      return { kind: 'rows', batches: readOutcome(outcome!, request.from) }
    case 'statistics': {
      const { columns } = request.source
      const frame = sourceFrame(request.source)
      return { kind: 'statistics', statistics: columnStatistics(frame, columns, request.column) }
    }
  }
}

function sift({ frameId, isLast }: Sifting): WorkAnswer | void {
  selection!.add(shelf.get(frameId))
  if (isLast) return { kind: 'index', index: selection!.finish() }
}

function keep(made: Outcome): WorkAnswer {
  outcome = { ...made, frame: made.frame.rechunk() }
  return { kind: 'outcome', columns: made.columns, rowCount: made.frame.height }
}

const sqlTable = ({ name, source }: SqlSource): SqlTable => ({
  name,
  columns: source.columns,
  frame: sourceFrame(source),
})

function sourceFrame({ frameId, rows }: FrameSource): DataFrame {
  const frame = shelf.get(frameId)
  return rows ? pickRows(frame, rows) : frame
}

/** Buffers that are handed over instead of copied. */
function buffersOf(answer: WorkAnswer): ArrayBuffer[] {
  if (answer.kind === 'index') return [answer.index.buffer]
  if (answer.kind === 'found') return answer.rows.map(({ buffer }) => buffer)
  if (answer.kind !== 'rows') return []
  return answer.batches.flatMap(({ columns }) =>
    columns.flatMap(({ values, offsets, validity }) =>
      [values, offsets, validity].flatMap((part) => (part ? [part.buffer as ArrayBuffer] : [])),
    ),
  )
}
