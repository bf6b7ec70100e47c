import { WorkbenchError } from '../../contract/errors.ts'
import type { Duplex } from 'node:stream'
import { Door } from './Door.ts'
import type { SshSession } from './SshSession.ts'

export type Address = { readonly host: string; readonly port: number }

/** Tells, while it is used, why the server did not lead on. */
export type Way = {
  /** Where on this machine the way to an address begins. */
  locate(address: Address): Promise<Address>
  /** Why the SSH server did not lead on since the way was given; null: it did. */
  readonly refusal: WorkbenchError | null
}

/** Doors that lead through one SSH session, which is opened when it is needed and again when it broke. */
export class Tunnel {
  readonly #openSession: () => Promise<SshSession>
  readonly #onIdle: () => void
  #session: Promise<SshSession> | null = null
  readonly #doors = new Map<string, Promise<Door>>()
  readonly #open: Door[] = []
  #refusals: WorkbenchError[] = []
  #uses = 0
  #isClosed = false

  constructor(openSession: () => Promise<SshSession>, onIdle: () => void) {
    this.#openSession = openSession
    this.#onIdle = onIdle
  }

  /** Nothing leads through it now. */
  get isIdle(): boolean {
    return this.#uses === 0 && this.#open.every(({ count }) => count === 0)
  }

  /** Ends the SSH session; whoever comes through a door next opens another. */
  async rest(): Promise<void> {
    const session = this.#session
    this.#session = null
    await session?.then((open) => open.close(), ignore)
  }

  /** Gives a way through it, the session being there, for as long as the work takes. */
  async use<T>(signal: AbortSignal, work: (way: Way) => Promise<T>): Promise<T> {
    this.#uses++
    try {
      await untilAborted(this.#ready(), signal)
      const from = this.#refusals.length
      const refusals = () => this.#refusals
      return await work({
        locate: (address) => this.#locate(address),
        get refusal() {
          return refusals()[from] ?? null
        },
      })
    } finally {
      if (--this.#uses === 0) this.#refusals = []
      this.#onIdle()
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true
    for (const door of this.#open) door.close()
    await this.rest()
  }

  #ready(): Promise<SshSession> {
    if (this.#isClosed)
      return Promise.reject(new WorkbenchError('aborted', 'The tunnel was closed.'))
    const known = this.#session
    if (known) return known
    const opening = this.#openSession()
    this.#session = opening
    const forget = () => {
      if (this.#session === opening) this.#session = null
    }
    opening.then((session) => {
      void session.closed.then(forget)
      if (this.#isClosed) void session.close()
    }, forget)
    return opening
  }

  async #locate({ host, port }: Address): Promise<Address> {
    if (host.startsWith('/'))
      throw new WorkbenchError(
        'invalid-profile',
        'A tunnel leads to a host and a port, not to the folder of a socket. Enter the host as the SSH server sees it, such as localhost.',
        { details: { field: 'fields.host' } },
      )
    const name = `${host}:${port}`
    const door = this.#doors.get(name) ?? this.#openDoor({ host, port })
    this.#doors.set(name, door)
    return { host: '127.0.0.1', port: (await door).port }
  }

  async #openDoor(to: Address): Promise<Door> {
    const door = await Door.open(() => this.#lead(to), this.#onIdle)
    this.#open.push(door)
    if (this.#isClosed) door.close()
    return door
  }

  async #lead(to: Address): Promise<Duplex> {
    try {
      return await (await this.#ready()).forward(to)
    } catch (error) {
      this.#refusals.push(error as WorkbenchError)
      throw error
    }
  }
}

const ignore = () => {}

function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = Promise.withResolvers<never>()
  const abort = () =>
    aborted.reject(
      new WorkbenchError('aborted', 'Connecting was given up', { cause: signal.reason }),
    )
  signal.addEventListener('abort', abort, { once: true })
  if (signal.aborted) abort()
  return Promise.race([work, aborted.promise]).finally(() =>
    signal.removeEventListener('abort', abort),
  )
}
