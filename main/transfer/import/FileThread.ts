import { Worker } from 'node:worker_threads'
import { fromWireError, WorkbenchError } from '../../../contract/errors.ts'
import type { ImportSource, InspectedFile } from '../../../contract/imports.ts'
import type { BulkEncoding } from '../../drivers/bulkLoad.ts'
import type { ParsedBlock } from './parseBlock.ts'
import {
  type EncodedBlock,
  NEXT,
  type ReadAnswer,
  type ReadSoFar,
  type ReadTask,
} from './readMessages.ts'
import type { ReadPlan } from './readRows.ts'

/** Blocks read ahead of the one being written. */
const READ_AHEAD = 2

/** `modulePath`: `importWorker` as the host resolves it. */
export type FileThreadOptions = { readonly modulePath: string }

/** Reads a file to its end in a thread of its own. Aborting ends the thread. */
export async function inspectInThread(
  source: ImportSource,
  { modulePath }: FileThreadOptions,
  signal: AbortSignal,
): Promise<InspectedFile> {
  for await (const answer of answersOf({ kind: 'inspect', source }, modulePath, signal))
    if (answer.kind === 'inspected') return answer.file
  throw threadDied('it gave no answer')
}

/** The file's rows, a block at a time; the thread is a few blocks ahead and then waits. */
export async function* readInThread(
  plan: ReadPlan,
  { modulePath }: FileThreadOptions,
  signal: AbortSignal,
): AsyncGenerator<ParsedBlock & ReadSoFar> {
  for await (const answer of answersOf({ kind: 'read', plan, encoding: null }, modulePath, signal))
    if (answer.kind === 'rows') yield answer
}

/** The same in the form of a server. */
export async function* encodeInThread(
  plan: ReadPlan,
  encoding: BulkEncoding,
  { modulePath }: FileThreadOptions,
  signal: AbortSignal,
): AsyncGenerator<EncodedBlock & ReadSoFar> {
  for await (const answer of answersOf({ kind: 'read', plan, encoding }, modulePath, signal))
    if (answer.kind === 'encoded') yield answer
}

async function* answersOf(
  task: ReadTask,
  modulePath: string,
  signal: AbortSignal,
): AsyncGenerator<Exclude<ReadAnswer, { kind: 'end' | 'failed' }>> {
  if (signal.aborted) throw givenUp(signal)
  const worker = new Worker(modulePath, { execArgv: [], workerData: task })
  const answers: ReadAnswer[] = []
  let wake = () => {}
  const ended: { failure: Error | null } = { failure: null }
  const fail = (error: Error) => {
    ended.failure ??= error
    wake()
  }
  const onAbort = () => fail(givenUp(signal))
  signal.addEventListener('abort', onAbort, { once: true })
  worker.on('message', (answer: ReadAnswer) => {
    answers.push(answer)
    wake()
  })
  worker.on('error', (error) =>
    fail(threadDied(error instanceof Error ? error.message : String(error))),
  )
  worker.on('exit', (code) => {
    if (code !== 0) fail(threadDied(`exit code ${code}`))
  })
  for (let ahead = 0; ahead < READ_AHEAD; ahead++) worker.postMessage(NEXT)
  try {
    for (;;) {
      const answer = answers.shift()
      if (ended.failure) throw ended.failure
      if (!answer) {
        await new Promise<void>((resolve) => (wake = resolve))
        continue
      }
      if (answer.kind === 'end') return
      if (answer.kind === 'failed') throw fromWireError(answer.error)
      yield answer
      if (answer.kind === 'rows' || answer.kind === 'encoded') worker.postMessage(NEXT)
    }
  } finally {
    signal.removeEventListener('abort', onAbort)
    void worker.terminate()
  }
}

const givenUp = ({ reason }: AbortSignal): WorkbenchError =>
  reason instanceof WorkbenchError
    ? reason
    : new WorkbenchError('aborted', 'The reading of the file was given up.')

const threadDied = (reason: string): WorkbenchError =>
  new WorkbenchError(
    'process-died',
    `The thread that reads the file ended while it was at work (${reason}). Import again.`,
    { details: { reason } },
  )
