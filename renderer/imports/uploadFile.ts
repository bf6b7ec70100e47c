import { fromWireError, type WireError, WorkbenchError } from '../../contract/errors.ts'

/** Sends a file to the host of the page; gives its path there. */
export function uploadFile(
  file: File,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<string> {
  // XMLHttpRequest, because fetch does not tell how far a body has been sent.
  const request = new XMLHttpRequest()
  const sent = Promise.withResolvers<string>()
  request.open('POST', `/upload?name=${encodeURIComponent(file.name)}`)
  request.responseType = 'json'
  request.upload.addEventListener('progress', ({ loaded, total }) =>
    onProgress(total > 0 ? loaded / total : 0),
  )
  request.addEventListener('load', () => {
    const answer = request.response as { path?: string; error?: WireError } | null
    if (answer?.path) sent.resolve(answer.path)
    else sent.reject(answer?.error ? fromWireError(answer.error) : notSent(file, request.status))
  })
  request.addEventListener('error', () => sent.reject(notSent(file, 0)))
  request.addEventListener('abort', () =>
    sent.reject(new WorkbenchError('aborted', 'The file was not sent.')),
  )
  signal.addEventListener('abort', () => request.abort(), { once: true })
  request.send(file)
  return sent.promise
}

const notSent = (file: File, status: number): WorkbenchError =>
  new WorkbenchError('file-failed', `“${file.name}” could not be sent to Sluice (${status}).`)
