import { on } from 'node:events'
import { parentPort, workerData } from 'node:worker_threads'
import { toWireError, type WorkbenchError } from '../../../contract/errors.ts'
import { openEncoder } from '../../drivers/bulkEncoders.ts'
import type { BulkEncoder } from '../../drivers/bulkLoad.ts'
import type { Batch } from '../../frame/Batch.ts'
import { inspectFile } from './inspectFile.ts'
import type { ParsedBlock } from './parseBlock.ts'
import type { EncodedBlock, ReadAnswer, ReadTask } from './readMessages.ts'
import { readRows } from './readRows.ts'
import { refusedLine, rowOf } from './refusedLine.ts'
import { openSource } from './SourceReader.ts'

/** A thread that reads one file for an import, for `FileThread`. */
const port = parentPort!
const post = (answer: ReadAnswer, transfer: ArrayBuffer[] = []) =>
  port.postMessage(answer, transfer)

/** One message each for a block that may be sent. */
const asked = on(port, 'message')

async function carryOut(task: ReadTask): Promise<void> {
  if (task.kind === 'read') return sendRows(task)
  const file = await inspectFile(task.source, (readBytes) => post({ kind: 'progress', readBytes }))
  post({ kind: 'inspected', file })
}

async function sendRows({ plan, encoding }: Extract<ReadTask, { kind: 'read' }>): Promise<void> {
  const encoder = encoding && (await openEncoder(encoding))
  const reader = await openSource(plan.source, plan.names)
  try {
    for await (const rows of readRows(reader, plan)) {
      const { readBytes, totalBytes } = reader
      if (encoder) {
        const block = encodeBlock(rows, encoder)
        await asked.next()
        post({ kind: 'encoded', readBytes, totalBytes, ...block }, [block.bytes.buffer])
      } else {
        await asked.next()
        post({ kind: 'rows', readBytes, totalBytes, ...rows }, buffersOf(rows.batch))
      }
    }
    post({ kind: 'end' })
  } finally {
    reader.close()
  }
}

function encodeBlock({ batch, lines, faults }: ParsedBlock, encoder: BulkEncoder): EncodedBlock {
  try {
    return { ...encoder.encode(batch), lines, faults }
  } catch (error) {
    const row = rowOf(error)
    throw row === null ? error : refusedLine(error as WorkbenchError, lines[row]!)
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
