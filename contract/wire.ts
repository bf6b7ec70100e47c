import type { WireError } from './errors.ts'

/**
 * What travels between window and main, whatever carries it (a MessagePort, a WebSocket, nothing).
 * Errors go as plain values, since carriers keep only an error's message.
 */
export type Answer = { ok: true; value: unknown } | { ok: false; error: WireError }

/** Offered by main. Ids are chosen by the window and belong to it. */
export type MainFunctions = {
  call(callId: number, name: string, request: unknown): Promise<Answer>
  abort(callId: number): void
  subscribe(subscriptionId: number, name: string, filter: unknown): Answer
  unsubscribe(subscriptionId: number): void
}

/** Offered by the window. */
export type WindowFunctions = {
  event(subscriptionId: number, payload: unknown): void
}
