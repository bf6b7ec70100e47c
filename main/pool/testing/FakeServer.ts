import { type ErrorCode, WorkbenchError } from '../../../contract/errors.ts'
import type { Clock } from '../../clock.ts'
import { FakeConnection } from './FakeConnection.ts'

/** What a question to the server comes to: an answer, an error, or silence. */
export type Answer = 'ok' | 'fails' | 'hangs'

/** A small database server without a network: opens sessions, and fails as it is told. */
export class FakeServer {
  /** How a session answers, for those opened before as well. */
  readonly answers: { ping: Answer; reset: Answer; close: Answer } = {
    ping: 'ok',
    reset: 'ok',
    close: 'ok',
  }
  connectDelayMs = 0
  /** Every session ever opened. */
  readonly sessions: FakeConnection[] = []
  connectAttempts = 0
  /** The most sessions it ever had at once. */
  peakSessions = 0
  readonly #clock: Clock
  #refusal: WorkbenchError | null = null
  #isSilent = false
  #losesNext = false

  constructor(clock: Clock) {
    this.#clock = clock
  }

  get openSessions(): FakeConnection[] {
    return this.sessions.filter((session) => session.isOpen)
  }

  readonly connect = async (signal: AbortSignal): Promise<FakeConnection> => {
    this.connectAttempts++
    if (this.connectDelayMs > 0) await this.#delay(this.connectDelayMs)
    if (this.#isSilent) await this.#silence(signal)
    if (this.#refusal) throw this.#refusal
    const session = new FakeConnection(this, this.sessions.length + 1)
    this.sessions.push(session)
    this.peakSessions = Math.max(this.peakSessions, this.openSessions.length)
    if (this.#losesNext) session.lose()
    this.#losesNext = false
    return session
  }

  refuseConnections(code: ErrorCode = 'connection-refused'): void {
    this.#refusal = new WorkbenchError(code, `The server said ${code}.`)
  }

  acceptConnections(): void {
    this.#refusal = null
    this.#isSilent = false
  }

  /** Connecting never ends, as when a firewall drops the traffic; it heeds the signal. */
  dropTraffic(): void {
    this.#isSilent = true
  }

  /** The next session is gone before anybody could listen for it. */
  loseNextSession(): void {
    this.#losesNext = true
  }

  /** Ends every session, as a restart does. */
  endSessions(): void {
    for (const session of this.openSessions) session.lose()
  }

  #delay(ms: number): Promise<void> {
    return new Promise((resolve) => this.#clock.setTimer(resolve, ms))
  }

  #silence(signal: AbortSignal): Promise<never> {
    return new Promise((_, reject) =>
      signal.addEventListener('abort', () => reject(signal.reason as Error)),
    )
  }
}
