import { on } from 'node:events'
import { parentPort, workerData } from 'node:worker_threads'
import { toWireError } from '../../../contract/errors.ts'
import type { Batch } from '../../frame/Batch.ts'
import { inspectFile } from './inspectFile.ts'
import type { ReadAnswer, ReadTask } from './readMessages.ts'
import { type ReadPlan, readRows } from './readRows.ts'
import { openSource } from './SourceReader.ts'

/** A thread that reads one file for an import, for `FileThread`. */
const port = parentPort!
const post = (answer: ReadAnswer, transfer: ArrayBuffer[] = []) =>
  port.postMessage(answer, transfer)

/** One message each for a block that may be sent. */
const asked = on(port, 'message')

async function carryOut(task: ReadTask): Promise<void> {
  if (task.kind === 'read') return sendRows(task.plan)
  const file = await inspectFile(task.source, (readBytes) => post({ kind: 'progress', readBytes }))
  post({ kind: 'inspected', file })
}

async function sendRows(plan: ReadPlan): Promise<void> {
  const reader = await openSource(plan.source, plan.names)
  try {
    for await (const rows of readRows(reader, plan)) {
      await asked.next()
      const { readBytes, totalBytes } = reader
      post({ kind: 'rows', readBytes, totalBytes, ...rows }, buffersOf(rows.batch))
    }
    post({ kind: 'end' })
  } finally {
    reader.close()
  }
}

/** Each column has buffers of its own, which need not be copied to cross. */
function buffersOf({ columns }: Batch): ArrayBuffer[] {
  const buffers = columns.flatMap(({ values, offsets, validity }) =>
    [values, offsets, validity].flatMap((array) => (array ? [array.buffer as ArrayBuffer] : [])),
  )
  return [...new Set(buffers)]
}

carryOut(workerData as ReadTask).then(
  () => port.close(),
  (error: unknown) => {
    post({ kind: 'failed', error: toWireError(error) })
    port.close()
  },
)
