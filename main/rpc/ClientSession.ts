import { WorkbenchError } from '../../contract/errors.ts'

/**
 * What one client has under way: its calls, by the ids it chose. It outlives a connection for the
 * length of the grace, so that a window whose socket dropped finds its runs when it is back.
 */
export class ClientSession {
  readonly #calls = new Map<number, AbortController>()
  connectionCount = 0
  cancelGrace: (() => void) | null = null

  async track<T>(callId: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    if (this.#calls.has(callId))
      throw new WorkbenchError('invalid-request', `Call ${callId} is under way already.`)
    const controller = new AbortController()
    this.#calls.set(callId, controller)
    try {
      return await work(controller.signal)
    } finally {
      this.#calls.delete(callId)
    }
  }

  abort(callId: number): void {
    this.#calls
      .get(callId)
      ?.abort(new WorkbenchError('aborted', 'The request was given up by who asked for it.'))
  }

  abortAll(): void {
    const reason = new WorkbenchError('aborted', 'The window that asked is gone.')
    for (const controller of this.#calls.values()) controller.abort(reason)
  }
}
