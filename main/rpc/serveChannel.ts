import { createBirpc } from 'birpc'
import { toWireError, WorkbenchError } from '../../contract/errors.ts'
import type { Answer, MainFunctions, WindowFunctions } from '../../contract/wire.ts'
import type { Logger } from '../logger.ts'
import type { ClientSession } from './ClientSession.ts'
import type { Dispatcher } from './createDispatcher.ts'

/** Carries messages between one window and main: a MessagePort, a WebSocket. */
export type RpcChannel = {
  /** Must not throw for a channel that has just closed. */
  post(message: unknown): void
  /** May return what takes the listener off again. */
  onMessage(listener: (message: unknown) => void): (() => void) | void
  serialize?(message: unknown): unknown
  deserialize?(message: unknown): unknown
}

export type ServeOptions = {
  dispatcher: Dispatcher
  session: ClientSession
  clientId: string
  logger: Logger
}

/** Answers calls and sends events over one channel until the function it gives is called. */
export function serveChannel(channel: RpcChannel, options: ServeOptions): () => void {
  const { dispatcher, session, clientId, logger } = options
  const subscriptions = new Map<number, () => void>()

  const functions: MainFunctions = {
    async call(callId, name, request) {
      try {
        requireIdAndName(callId, name)
        const value = await session.track(callId, (signal) =>
          dispatcher.callByName(name, request, { signal, clientId }),
        )
        return { ok: true, value }
      } catch (error) {
        return failure(error, name, logger)
      }
    },
    abort: (callId) => session.abort(callId),
    subscribe(subscriptionId, name, filter) {
      try {
        requireIdAndName(subscriptionId, name)
        if (subscriptions.has(subscriptionId))
          throw new WorkbenchError('invalid-request', `Subscription ${subscriptionId} exists.`)
        const emit = (payload: unknown) => sendEvent(subscriptionId, payload)
        subscriptions.set(subscriptionId, dispatcher.subscribeByName(name, filter, emit))
        return { ok: true, value: null }
      } catch (error) {
        return failure(error, name, logger)
      }
    },
    unsubscribe(subscriptionId) {
      subscriptions.get(subscriptionId)?.()
      subscriptions.delete(subscriptionId)
    },
  }

  const rpc = createBirpc<WindowFunctions, MainFunctions, false>(functions, {
    ...wireOf(channel, logger),
    proxify: false,
    timeout: -1,
    // Only what is offered above can be called, not what an object inherits.
    resolver: (name, resolved) => (Object.hasOwn(functions, name) ? resolved : undefined),
    onGeneralError(error) {
      logger.warn({ err: error }, 'A message of a window could not be read or answered.')
      return true
    },
  })

  function sendEvent(subscriptionId: number, payload: unknown): void {
    if (rpc.$closed) return
    rpc.$callEvent('event', subscriptionId, payload).catch((error: unknown) => {
      logger.warn({ err: error }, 'An event could not be sent.')
    })
  }

  return () => {
    rpc.$close()
    for (const unsubscribe of subscriptions.values()) unsubscribe()
    subscriptions.clear()
  }
}

/** birpc reads a message in a promise: one that is no message must not become a rejection. */
function wireOf({ post, onMessage, serialize, deserialize }: RpcChannel, logger: Logger) {
  let off: (() => void) | void
  return {
    post,
    on(listener: (message: unknown) => unknown) {
      off = onMessage((message) => {
        Promise.resolve(listener(message)).catch((error: unknown) => {
          logger.warn({ err: error }, 'A message of a window was not understood.')
        })
      })
    },
    off: () => off?.(),
    ...(serialize && { serialize }),
    ...(deserialize && { deserialize }),
  }
}

/** The wire is typed on paper only: the window is not trusted to keep to it. */
function requireIdAndName(id: unknown, name: unknown): void {
  if (typeof id === 'number' && typeof name === 'string') return
  throw new WorkbenchError('invalid-request', 'A request needs a number as its id, and a name.')
}

function failure(error: unknown, name: string, logger: Logger): Answer {
  if (!(error instanceof WorkbenchError))
    logger.error({ err: error, name }, 'A request ended with a bug.')
  return { ok: false, error: toWireError(error) }
}
