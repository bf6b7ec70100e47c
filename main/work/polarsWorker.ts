import { parentPort } from 'node:worker_threads'
import { toWireError } from '../../contract/errors.ts'
import { FrameShelf } from './FrameShelf.ts'
import type { DropNotice, WorkAnswer, WorkRequest } from './messages.ts'
import { RowSelection } from './RowSelection.ts'

/** A thread that works on frames with Polars, for `PolarsThreads`. */
const port = parentPort!
const shelf = new FrameShelf()
let selection: RowSelection | null = null

port.on('message', (request: WorkRequest | DropNotice) => {
  if (request.kind === 'drop') return shelf.drop(request.frameId)
  const answer = answerTo(request)
  port.postMessage(answer, answer.kind === 'index' ? [answer.index.buffer] : [])
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
      return
    case 'sift':
      return selection!.add(shelf.get(request.frameId))
    case 'index':
      return { kind: 'index', index: selection!.finish() }
  }
}
