import { WorkbenchError } from '../../contract/errors.ts'
import type { SpawnProcess } from '../drivers/process.ts'
import type { SampleReply, SampleRequest } from './sampleProcess.ts'
import { removeUnfinished } from './unfinished.ts'

/**
 * Writes the sample database to a path, replacing what is there when it is whole. Takes a second or
 * two, in a process of its own, which aborting ends. Throws `disk-full`, `file-failed` or
 * `process-died`, with nothing left beside the path.
 */
export function createSampleDatabase(
  path: string,
  { spawnProcess, signal }: { spawnProcess: SpawnProcess; signal?: AbortSignal },
): Promise<void> {
  const child = spawnProcess('sampleProcess')
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  child.onMessage((message) => {
    const { failure } = message as SampleReply
    if (failure === null) resolve()
    else reject(cannotWrite(path, failure))
  })
  let isOver = false
  child.onExit((reason) => {
    if (isOver) return
    removeUnfinished(path)
    reject(
      new WorkbenchError('process-died', `Writing the sample database ended early: ${reason}.`),
    )
  })
  const end = (): void => child.kill()
  signal?.addEventListener('abort', end, { once: true })
  child.post({ path } satisfies SampleRequest)
  return promise.finally(() => {
    isOver = true
    signal?.removeEventListener('abort', end)
    end()
  })
}

function cannotWrite(path: string, { code, message }: { code: string; message: string }) {
  const isFull = code === 'SQLITE_FULL' || code === 'ENOSPC'
  return new WorkbenchError(
    isFull ? 'disk-full' : 'file-failed',
    `The sample database could not be written to “${path}”: ${message}.`,
    { details: { path, reason: code } },
  )
}
