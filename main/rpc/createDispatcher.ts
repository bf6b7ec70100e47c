import {
  calls,
  events,
  type CallName,
  type Calls,
  type EventName,
  type Events,
} from '../../contract/api.ts'
import type {
  CallContext,
  EventSources,
  Handlers,
  Payload,
  RequestInput,
  Response,
  Filter,
} from '../../contract/contract.ts'
import { WorkbenchError } from '../../contract/errors.ts'
import type { Logger } from '../logger.ts'
import { parseRequest } from './parseRequest.ts'

export type DispatcherOptions = {
  handlers: Handlers<Calls>
  sources: EventSources<Events>
  logger: Logger
  /** Puts an error that any call may meet into the program's words. */
  readonly explainError?: (error: unknown) => unknown
}

/** The one way into main: checks names and requests, then calls the handler or the source. */
export interface Dispatcher {
  call<N extends CallName>(
    name: N,
    request: RequestInput<Calls[N]>,
    context: CallContext,
  ): Promise<Response<Calls[N]>>
  callByName(name: string, request: unknown, context: CallContext): Promise<unknown>
  subscribe<N extends EventName>(
    name: N,
    filter: Filter<Events[N]>,
    listener: (payload: Payload<Events[N]>) => void,
  ): () => void
  subscribeByName(name: string, filter: unknown, listener: (payload: unknown) => void): () => void
}

type AnyHandler = (request: unknown, context: CallContext) => unknown
type AnySource = (filter: unknown, emit: (payload: unknown) => void) => () => void

export function createDispatcher({
  handlers,
  sources,
  logger,
  explainError = (error) => error,
}: DispatcherOptions): Dispatcher {
  async function callByName(name: string, request: unknown, context: CallContext) {
    if (!Object.hasOwn(calls, name)) throw unknownName('call', name)
    const known = name as CallName
    const parsed = parseRequest(calls[known].request, request, { subject: `The call ${name}` })
    context.signal.throwIfAborted()
    try {
      return await (handlers[known] as AnyHandler)(parsed, context)
    } catch (error) {
      throw explainError(error)
    }
  }

  function subscribeByName(name: string, filter: unknown, listener: (payload: unknown) => void) {
    if (!Object.hasOwn(events, name)) throw unknownName('event', name)
    const known = name as EventName
    const parsed = parseRequest(events[known].filter, filter, { subject: `The event ${name}` })
    return (sources[known] as AnySource)(parsed, guarded(name, listener))
  }

  /** A listener that throws must not keep the others from hearing. */
  const guarded = (name: string, listener: (payload: unknown) => void) => (payload: unknown) => {
    try {
      listener(payload)
    } catch (error) {
      logger.error({ err: error, event: name }, 'A listener of an event threw.')
    }
  }

  return {
    callByName,
    subscribeByName,
    call: callByName as Dispatcher['call'],
    subscribe: subscribeByName as Dispatcher['subscribe'],
  }
}

const unknownName = (kind: string, name: string) =>
  new WorkbenchError('invalid-request', `There is no ${kind} named “${name.slice(0, 100)}”.`)
