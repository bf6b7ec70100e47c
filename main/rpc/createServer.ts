import { WorkbenchError } from '../../contract/errors.ts'
import type { Clock } from '../clock.ts'
import { ClientSession } from './ClientSession.ts'
import { createDispatcher, type Dispatcher, type DispatcherOptions } from './createDispatcher.ts'
import { serveChannel, type RpcChannel } from './serveChannel.ts'

export type { RpcChannel } from './serveChannel.ts'

export type RpcServerOptions = DispatcherOptions & {
  clock: Clock
  /**
   * How long the work of a client without a connection goes on. 0: it is stopped at once. A client
   * that connects again with its id within this time finds its runs and results.
   */
  graceMs?: number
  /** The client will not come back: what it opened is to be closed. */
  onClientGone?: (clientId: string) => void
}

/** `isLeaving`: the window itself said that it goes, so that there is nobody to wait for. */
export type ClientConnection = { close(how?: { isLeaving: boolean }): void }

export interface RpcServer {
  /**
   * Serves one client over a channel. The host calls `close` when the channel has closed. `clientId`
   * names one load of the window: unguessable, new with every load, kept over reconnects. Throws
   * `aborted` once the server is closed.
   */
  connectClient(channel: RpcChannel, clientId: string): ClientConnection
  /** The same calls without a channel, for a host in the same process. */
  readonly call: Dispatcher['call']
  readonly subscribe: Dispatcher['subscribe']
  /** Stops the work of every client; no channel is served after. */
  close(): void
}

export function createRpcServer(options: RpcServerOptions): RpcServer {
  const { clock, logger, graceMs = 0, onClientGone } = options
  const dispatcher = createDispatcher(options)
  const sessions = new Map<string, ClientSession>()
  const closers = new Set<ClientConnection['close']>()
  let isClosed = false

  function connectClient(channel: RpcChannel, clientId: string) {
    if (isClosed) throw new WorkbenchError('aborted', 'Sluice is ending.')
    const session = enter(clientId)
    const stopServing = serveChannel(channel, { dispatcher, session, clientId, logger })
    const close: ClientConnection['close'] = ({ isLeaving } = { isLeaving: false }) => {
      if (!closers.delete(close)) return
      stopServing()
      leave(clientId, session, isLeaving)
    }
    closers.add(close)
    return { close }
  }

  function enter(clientId: string): ClientSession {
    const session = sessions.get(clientId) ?? new ClientSession()
    sessions.set(clientId, session)
    session.cancelGrace?.()
    session.cancelGrace = null
    session.connectionCount++
    return session
  }

  function leave(clientId: string, session: ClientSession, isLeaving: boolean): void {
    session.connectionCount--
    if (session.connectionCount > 0) return
    if (graceMs > 0 && !isClosed && !isLeaving)
      session.cancelGrace = clock.setTimer(() => forget(clientId, session), graceMs)
    else forget(clientId, session)
  }

  function forget(clientId: string, session: ClientSession): void {
    session.cancelGrace?.()
    if (!sessions.delete(clientId)) return
    session.abortAll()
    onClientGone?.(clientId)
  }

  return {
    connectClient,
    call: dispatcher.call,
    subscribe: dispatcher.subscribe,
    close() {
      isClosed = true
      for (const close of closers) close()
      for (const [clientId, session] of sessions) forget(clientId, session)
    },
  }
}
