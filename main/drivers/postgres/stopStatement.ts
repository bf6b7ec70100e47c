import { connect as connectTcp, type NetConnectOpts, type Socket } from 'node:net'
import { connect as connectTls, type ConnectionOptions } from 'node:tls'
import { cancelRequest, sslRequest, type CancelKey } from './wire/frontend.ts'

/** Where a request to cancel goes: the address of the session, with TLS where it has it. */
export type CancelTarget = {
  readonly address: NetConnectOpts
  readonly tls: ConnectionOptions | null
  readonly key: CancelKey
}

/** A server that does not confirm within this time loses the session. */
const DEADLINE_MS = 3_000
/** A request that came while the server was between two messages goes unheard: ask again. */
const REPEAT_MS = 300

/**
 * Asks the server to stop what the session is running, until `ended` settles and the last request is
 * dealt with: before that, it might hit the next statement. False: the server did not do both in
 * time, and the session cannot be trusted any more.
 */
export async function stopStatement(target: CancelTarget, ended: Promise<void>): Promise<boolean> {
  const settled = ended.catch(() => {})
  const deadline = performance.now() + DEADLINE_MS
  let hasEnded = false
  while (!hasEnded && performance.now() < deadline) {
    const request = requestCancel(target)
    const isDealtWith = await withinMs(request.closed, deadline - performance.now())
    request.abandon()
    if (!isDealtWith) return false
    hasEnded = await withinMs(settled, REPEAT_MS)
  }
  return hasEnded
}

/**
 * One request on a connection of its own. The server closes it after the session was told; it also
 * ends when the server could not be reached.
 */
function requestCancel({ address, tls, key }: CancelTarget): {
  readonly closed: Promise<void>
  abandon(): void
} {
  const socket = connectTcp(address)
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  // Whatever fails here, the session itself tells in the end what became of the statement.
  socket.on('error', () => {})
  if (!tls) socket.write(cancelRequest(key))
  else sendOverTls(socket, tls, key)
  socket.resume()
  return { closed, abandon: () => socket.destroy() }
}

function sendOverTls(socket: Socket, tls: ConnectionOptions, key: CancelKey): void {
  socket.write(sslRequest())
  socket.once('data', (answer: Buffer) => {
    if (answer.toString('latin1') !== 'S') {
      socket.destroy()
      return
    }
    const secure = connectTls({ ...tls, socket })
    secure.on('error', () => socket.destroy())
    secure.once('secureConnect', () => secure.write(cancelRequest(key)))
    secure.once('close', () => socket.destroy())
    secure.resume()
  })
}

/** Whether the promise settled within the time. */
async function withinMs(promise: Promise<unknown>, timeoutMs: number): Promise<boolean> {
  const timeout = Promise.withResolvers<boolean>()
  const timer = setTimeout(() => timeout.resolve(false), Math.max(0, timeoutMs))
  try {
    return await Promise.race([promise.then(() => true), timeout.promise])
  } finally {
    clearTimeout(timer)
  }
}
