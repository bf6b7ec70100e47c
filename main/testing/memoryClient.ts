import { createBirpc } from 'birpc'
import type { CallName, Calls, EventName, Events } from '../../contract/api.ts'
import type { Filter, Payload, RequestInput, Response } from '../../contract/contract.ts'
import { fromWireError } from '../../contract/errors.ts'
import type { Answer, MainFunctions, WindowFunctions } from '../../contract/wire.ts'
import type { RpcChannel, RpcServer } from '../rpc/createServer.ts'

type Message = (message: unknown) => void

/** Two ends of a channel in memory; messages are cloned and arrive later, as over a port. */
export function channelPair(): { main: RpcChannel; window: RpcChannel; isOpen: boolean } {
  const toMain = new Set<Message>()
  const toWindow = new Set<Message>()
  const end = (own: Set<Message>, other: Set<Message>): RpcChannel => ({
    post(message) {
      const copy = structuredClone(message)
      queueMicrotask(() => {
        if (pair.isOpen) for (const listener of other) listener(copy)
      })
    },
    onMessage(listener) {
      own.add(listener)
      return () => void own.delete(listener)
    },
  })
  const pair = { main: end(toMain, toWindow), window: end(toWindow, toMain), isOpen: true }
  return pair
}

let clientCount = 0

/** A window without pixels: calls and subscribes as the real one does. */
export function memoryClient(
  server: Pick<RpcServer, 'connectClient'>,
  { clientId = `client-${++clientCount}`, firstCallId = 1 } = {},
) {
  const pair = channelPair()
  const connection = server.connectClient(pair.main, clientId)
  const listeners = new Map<number, (payload: never) => void>()
  const windowFunctions: WindowFunctions = {
    event: (subscriptionId, payload) => listeners.get(subscriptionId)?.(payload as never),
  }
  const rpc = createBirpc<MainFunctions, WindowFunctions, false>(windowFunctions, {
    post: pair.window.post,
    on: (listener) => void pair.window.onMessage(listener),
    proxify: false,
    timeout: -1,
  })
  let nextId = firstCallId

  async function callByName(name: string, request: unknown, signal?: AbortSignal) {
    const callId = nextId++
    signal?.addEventListener('abort', () => void rpc.$callEvent('abort', callId))
    return unwrap(await rpc.$call('call', callId, name, request))
  }

  async function subscribeByName(
    name: string,
    filter: unknown,
    listener: (payload: never) => void,
  ) {
    const subscriptionId = nextId++
    listeners.set(subscriptionId, listener)
    unwrap(await rpc.$call('subscribe', subscriptionId, name, filter))
    return () => {
      listeners.delete(subscriptionId)
      void rpc.$callEvent('unsubscribe', subscriptionId)
    }
  }

  return {
    clientId,
    rpc,
    post: pair.window.post,
    callByName,
    subscribeByName,
    call: callByName as <N extends CallName>(
      name: N,
      request: RequestInput<Calls[N]>,
      signal?: AbortSignal,
    ) => Promise<Response<Calls[N]>>,
    subscribe: subscribeByName as <N extends EventName>(
      name: N,
      filter: Filter<Events[N]>,
      listener: (payload: Payload<Events[N]>) => void,
    ) => Promise<() => void>,
    /** The window is closed, or its socket drops. */
    close(how?: { isLeaving: boolean }) {
      pair.isOpen = false
      connection.close(how)
    },
  }
}

function unwrap(answer: Answer): unknown {
  if (answer.ok) return answer.value
  throw fromWireError(answer.error)
}
