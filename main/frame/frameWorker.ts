import { parentPort } from 'node:worker_threads'
import { toWireError } from '../../contract/errors.ts'
import { lowerPriority } from '../lowerPriority.ts'
import { loadRowEncoder, type RowEncoder } from './encode/RowEncoder.ts'
import type { EncodeAnswer, EncodeRequest } from './encodeMessages.ts'

/** A thread that turns batches into the bytes of files, for `FrameWorkers`. */
const encoders = new Map<number, RowEncoder>()
const port = parentPort!

lowerPriority()

/** Requests are answered in their order, though the first of an encoder may have to load it. */
let last = Promise.resolve()

port.on('message', (request: EncodeRequest) => {
  last = last.then(() => take(request))
})

async function take(request: EncodeRequest): Promise<void> {
  const { encoderId } = request
  if (request.kind === 'close') {
    encoders.delete(encoderId)
    return
  }
  try {
    const bytes = (await answer(request)) as Uint8Array<ArrayBuffer>
    port.postMessage({ encoderId, bytes } satisfies EncodeAnswer, [bytes.buffer])
  } catch (error) {
    port.postMessage({ encoderId, error: toWireError(error) } satisfies EncodeAnswer)
  }
}

async function answer(request: Exclude<EncodeRequest, { kind: 'close' }>): Promise<Uint8Array> {
  if (request.kind === 'open') {
    const encoder = await loadRowEncoder(request.options)
    encoders.set(request.encoderId, encoder)
    return encoder.header(request.columns)
  }
  const encoder = encoders.get(request.encoderId)
  if (!encoder) throw new Error(`encoder ${request.encoderId} is not open`)
  return request.kind === 'batch' ? encoder.batch(request.batch) : encoder.footer()
}
