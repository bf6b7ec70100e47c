import { WorkbenchError } from '../../../contract/errors.ts'
import type { Connection, SessionState, StatementOutcome } from '../../drivers/driver.ts'
import type { Answer, FakeServer } from './FakeServer.ts'

export class FakeConnection implements Connection {
  readonly server
  session: SessionState = 'clean'
  isOpen = true
  pingCount = 0
  resetCount = 0
  readonly #host: FakeServer
  #onLost: (error: WorkbenchError) => void = () => {}

  constructor(host: FakeServer, sessionId: number) {
    this.#host = host
    this.server = { product: 'Fake', version: '1', sessionId: String(sessionId) }
  }

  run(): Promise<StatementOutcome> {
    return Promise.resolve({ affectedRows: null, command: null })
  }

  async ping(): Promise<void> {
    this.pingCount++
    await this.#answer(this.#host.answers.ping)
  }

  async reset(): Promise<void> {
    this.resetCount++
    await this.#answer(this.#host.answers.reset)
    this.session = 'clean'
  }

  async close(): Promise<void> {
    await this.#answer(this.#host.answers.close)
    this.isOpen = false
  }

  destroy(): void {
    this.isOpen = false
    this.session = 'lost'
  }

  onLost(listener: (error: WorkbenchError) => void): void {
    this.#onLost = listener
  }

  /** The server or the network ends the session. */
  lose(): void {
    this.destroy()
    this.#onLost(new WorkbenchError('connection-lost', 'The server closed the connection.'))
  }

  async #answer(answer: Answer): Promise<void> {
    if (answer === 'hangs') await new Promise(() => {})
    if (answer === 'fails' || !this.isOpen)
      throw new WorkbenchError('connection-lost', 'The server closed the connection.')
  }
}
