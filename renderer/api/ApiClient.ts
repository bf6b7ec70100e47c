import { createBirpc, type BirpcReturn } from 'birpc'
import type { CallName, Calls, EventName, Events } from '../../contract/api.ts'
import type { Filter, Payload, RequestInput, Response } from '../../contract/contract.ts'
import { fromWireError, WorkbenchError } from '../../contract/errors.ts'
import type { Answer, MainFunctions, WindowFunctions } from '../../contract/wire.ts'
import type { Channel, OpenChannel } from './channel.ts'
import { ShutOut } from './channel.ts'
import { reconnectDelayMs } from './reconnectDelayMs.ts'

type Rpc = BirpcReturn<MainFunctions, WindowFunctions, false>

/** `lost`: main cannot be reached; the client goes on trying. */
/** `shut-out`: Sluice is there, and does not let this page in; it was started anew since. */
export type ConnectionState = 'connecting' | 'open' | 'lost' | 'shut-out'

type Subscription = { name: string; filter: unknown; listener: (payload: never) => void }

export type ApiClientOptions = {
  openChannel: OpenChannel
  delay?: (ms: number) => Promise<void>
}

/**
 * The one client of the contract. Calls made while main is away wait for it; calls that were under
 * way when it went reject with `connection-lost`, and main is told to stop them once it is back;
 * subscriptions are taken up again by themselves.
 */
export class ApiClient {
  readonly #openChannel: OpenChannel
  readonly #delay: (ms: number) => Promise<void>
  readonly #subscriptions = new Map<number, Subscription>()
  readonly #stateListeners = new Set<() => void>()
  readonly #underWay = new Set<number>()
  /** Calls that a lost channel cost their answer, and that main may still be busy with. */
  readonly #abandoned = new Set<number>()
  #state: ConnectionState = 'connecting'
  #rpc = Promise.withResolvers<Rpc>()
  #openRpc: Rpc | null = null
  #nextId = 1

  constructor({ openChannel, delay = wait }: ApiClientOptions) {
    this.#openChannel = openChannel
    this.#delay = delay
    void this.#connect()
  }

  /**
   * Rejects with a `WorkbenchError`. Aborting tells main, and the call settles when main has
   * answered: a cancelled run has then really ended.
   */
  async call<N extends CallName>(
    name: N,
    request: RequestInput<Calls[N]>,
    { signal }: { signal?: AbortSignal } = {},
  ): Promise<Response<Calls[N]>> {
    const rpc = await this.#whenOpen(signal)
    const callId = this.#nextId++
    const abort = () => void rpc.$callEvent('abort', callId).catch(ignoreClosed)
    signal?.addEventListener('abort', abort, { once: true })
    this.#underWay.add(callId)
    try {
      return valueOf(await rpc.$call('call', callId, name, request)) as Response<Calls[N]>
    } finally {
      this.#underWay.delete(callId)
      signal?.removeEventListener('abort', abort)
    }
  }

  /** The listener hears what matches the filter until the function that comes back is called. */
  subscribe<N extends EventName>(
    name: N,
    filter: Filter<Events[N]>,
    listener: (payload: Payload<Events[N]>) => void,
  ): () => void {
    const id = this.#nextId++
    const subscription: Subscription = { name, filter, listener }
    this.#subscriptions.set(id, subscription)
    if (this.#openRpc) this.#send(this.#openRpc, id, subscription)
    return () => {
      if (!this.#subscriptions.delete(id)) return
      this.#openRpc?.$callEvent('unsubscribe', id).catch(ignoreClosed)
    }
  }

  get state(): ConnectionState {
    return this.#state
  }

  onState(listener: () => void): () => void {
    this.#stateListeners.add(listener)
    return () => this.#stateListeners.delete(listener)
  }

  async #connect(): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      try {
        return this.#serve(await this.#openChannel())
      } catch (error) {
        // Tried on: the new address opened beside it in the same browser lets this page in, too.
        this.#setState(error instanceof ShutOut ? 'shut-out' : 'lost')
        await this.#delay(reconnectDelayMs(attempt))
      }
    }
  }

  #serve(channel: Channel): void {
    const functions: WindowFunctions = {
      event: (id, payload) => this.#subscriptions.get(id)?.listener(payload as never),
    }
    const rpc = createBirpc<MainFunctions, WindowFunctions, false>(functions, {
      post: channel.post,
      on: channel.onMessage,
      proxify: false,
      timeout: -1,
    })
    channel.onClose(() => this.#lose(rpc))
    this.#openRpc = rpc
    for (const callId of this.#abandoned) void rpc.$callEvent('abort', callId).catch(ignoreClosed)
    this.#abandoned.clear()
    for (const [id, subscription] of this.#subscriptions) this.#send(rpc, id, subscription)
    this.#setState('open')
    this.#rpc.resolve(rpc)
  }

  #lose(rpc: Rpc): void {
    if (this.#openRpc !== rpc) return
    this.#openRpc = null
    this.#rpc = Promise.withResolvers()
    for (const callId of this.#underWay) this.#abandoned.add(callId)
    rpc.$close(
      new WorkbenchError(
        'connection-lost',
        'The window lost its connection to Sluice before the answer came. Try again once it is back.',
      ),
    )
    this.#setState('lost')
    void this.#connect()
  }

  #send(rpc: Rpc, id: number, { name, filter }: Subscription): void {
    rpc.$call('subscribe', id, name, filter).then(
      (answer) => {
        if (!answer.ok) console.error(`Subscribing to ${name} failed: ${answer.error.message}`)
      },
      () => {}, // The channel went; the next one subscribes again.
    )
  }

  #whenOpen(signal: AbortSignal | undefined): Promise<Rpc> {
    if (signal?.aborted) return Promise.reject(abortedError())
    if (!signal || this.#openRpc) return this.#rpc.promise
    return new Promise((resolve, reject) => {
      const abort = () => reject(abortedError())
      signal.addEventListener('abort', abort, { once: true })
      void this.#rpc.promise.then((rpc) => {
        signal.removeEventListener('abort', abort)
        resolve(rpc)
      })
    })
  }

  #setState(state: ConnectionState): void {
    if (state === this.#state) return
    this.#state = state
    for (const listener of this.#stateListeners) listener()
  }
}

function valueOf(answer: Answer): unknown {
  if (answer.ok) return answer.value
  throw fromWireError(answer.error)
}

const abortedError = () => new WorkbenchError('aborted', 'The request was given up.')

/** A channel that has closed has ended the call or subscription already. */
const ignoreClosed = () => {}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
