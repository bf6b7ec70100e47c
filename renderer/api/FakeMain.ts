import { createBirpc, type BirpcReturn } from 'birpc'
import type { EventName } from '../../contract/api.ts'
import type { WireError } from '../../contract/errors.ts'
import type { MainFunctions, WindowFunctions } from '../../contract/wire.ts'
import type { Channel } from './channel.ts'

type Connection = {
  rpc: BirpcReturn<WindowFunctions, MainFunctions, false>
  subscriptions: Map<number, string>
  closeListeners: Array<() => void>
}

/** A main of a few calls, for tests: it can drop its channel and be out of reach. */
export class FakeMain {
  readonly #answers: Record<string, (request: unknown) => unknown>
  readonly #calls = queue<number>()
  readonly #aborts = queue<number>()
  #current: Connection | null = null
  isReachable = true
  callCount = 0

  /** An answer that throws a plain `WireError` is sent as a refusal. */
  constructor(answers: Record<string, (request: unknown) => unknown>) {
    this.#answers = answers
  }

  readonly openChannel = (): Promise<Channel> => {
    if (!this.isReachable) return Promise.reject(new Error('refused'))
    const toWindow: Array<(message: unknown) => void> = []
    const toMain: Array<(message: unknown) => void> = []
    const subscriptions = new Map<number, string>()
    const functions: MainFunctions = {
      call: (callId, name, request) => this.#answer(callId, name, request),
      abort: (callId) => this.#aborts.put(callId),
      subscribe: (id, name) => {
        subscriptions.set(id, name)
        return { ok: true, value: null }
      },
      unsubscribe: (id) => void subscriptions.delete(id),
    }
    const rpc = createBirpc<WindowFunctions, MainFunctions, false>(functions, {
      post: (message) => deliver(toWindow, message),
      on: (listener) => toMain.push(listener),
      proxify: false,
    })
    const closeListeners: Array<() => void> = []
    this.#current = { rpc, subscriptions, closeListeners }
    return Promise.resolve({
      post: (message) => deliver(toMain, message),
      onMessage: (listener) => toWindow.push(listener),
      onClose: (listener) => closeListeners.push(listener),
      close: () => {},
    })
  }

  async #answer(callId: number, name: string, request: unknown) {
    this.callCount++
    this.#calls.put(callId)
    try {
      return { ok: true as const, value: await this.#answers[name]?.(request) }
    } catch (error) {
      return { ok: false as const, error: error as WireError }
    }
  }

  nextCall = (): Promise<number> => this.#calls.take()
  nextAbort = (): Promise<number> => this.#aborts.take()

  async untilSubscribed(names: EventName[]): Promise<void> {
    while (
      JSON.stringify([...(this.#current?.subscriptions.values() ?? [])]) !== JSON.stringify(names)
    )
      await new Promise((resolve) => setTimeout(resolve, 1))
  }

  emit(name: EventName, payload: unknown): void {
    for (const [id, subscribed] of this.#current?.subscriptions ?? [])
      if (subscribed === name) void this.#current?.rpc.$callEvent('event', id, payload)
  }

  drop(): void {
    const dropped = this.#current
    this.#current = null
    for (const listener of dropped?.closeListeners ?? []) listener()
  }
}

const deliver = (listeners: Array<(message: unknown) => void>, message: unknown) => {
  const copy = structuredClone(message)
  queueMicrotask(() => listeners.forEach((listener) => listener(copy)))
}

function queue<T>() {
  const items: T[] = []
  const takers: Array<(item: T) => void> = []
  return {
    put: (item: T) => {
      const taker = takers.shift()
      if (taker) taker(item)
      else items.push(item)
    },
    take: () =>
      new Promise<T>((resolve) => {
        const item = items.shift()
        if (item === undefined) takers.push(resolve)
        else resolve(item)
      }),
  }
}
