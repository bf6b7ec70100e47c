import { openParentPort } from '../drivers/parentPort.ts'
import { buildSample } from './buildSample.ts'

/** A process that writes one sample database and ends. */

export type SampleRequest = { readonly path: string }
export type SampleReply = { readonly failure: { code: string; message: string } | null }

const port = openParentPort()

port.onMessage((message) => {
  const { path } = message as SampleRequest
  port.post(build(path))
})

function build(path: string): SampleReply {
  try {
    buildSample(path)
    return { failure: null }
  } catch (error) {
    const { code = '', message } = error as { code?: string; message: string }
    return { failure: { code, message } }
  }
}
