import { parentPort } from 'node:worker_threads'
import { toWireError } from '../../contract/errors.ts'
import type { WorkAnswer, WorkRequest } from './messages.ts'
import { RowSelection } from './RowSelection.ts'

/** A thread that works on frames with Polars, for `PolarsThreads`. */
const port = parentPort!
let selection: RowSelection | null = null

port.on('message', (request: WorkRequest) => {
  const answer = answerTo(request)
  port.postMessage(answer, answer.kind === 'index' ? [answer.index.buffer] : [])
})

function answerTo(request: WorkRequest): WorkAnswer {
  try {
    switch (request.kind) {
      case 'select':
        selection = new RowSelection(request.plan)
        return { kind: 'taken' }
      case 'batch':
        selection!.add(request.bytes, request.types)
        return { kind: 'taken' }
      case 'finish': {
        const index = selection!.finish()
        selection = null
        return { kind: 'index', index }
      }
    }
  } catch (error) {
    selection = null
    return { kind: 'failed', error: toWireError(error) }
  }
}
