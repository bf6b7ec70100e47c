import { WorkbenchError } from '../../contract/errors.ts'
import type { SpawnProcess } from '../drivers/process.ts'
import type { SampleReply, SampleRequest } from './sampleProcess.ts'

/**
 * Writes the sample database to a path, replacing what is there when it is whole. Takes a second or
 * two, in a process of its own. Throws `disk-full`, `file-failed` or `process-died`.
 */
export function createSampleDatabase(
  path: string,
  { spawnProcess }: { spawnProcess: SpawnProcess },
): Promise<void> {
  const child = spawnProcess('sampleProcess')
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  child.onMessage((message) => {
    const { failure } = message as SampleReply
    if (failure === null) resolve()
    else reject(cannotWrite(path, failure))
  })
  child.onExit((reason) =>
    reject(
      new WorkbenchError('process-died', `Writing the sample database ended early: ${reason}.`),
    ),
  )
  child.post({ path } satisfies SampleRequest)
  return promise.finally(() => child.kill())
}

function cannotWrite(path: string, { code, message }: { code: string; message: string }) {
  const isFull = code === 'SQLITE_FULL' || code === 'ENOSPC'
  return new WorkbenchError(
    isFull ? 'disk-full' : 'file-failed',
    `The sample database could not be written to “${path}”: ${message}.`,
    { details: { path, reason: code } },
  )
}
