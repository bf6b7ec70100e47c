import { createHash } from 'node:crypto'
import { WorkbenchError } from '../../contract/errors.ts'
import type { Clock } from '../clock.ts'
import type { HostKey, HostKeyStore } from './HostKeyStore.ts'
import type { SshLogin } from './readLogin.ts'
import { SshSession } from './SshSession.ts'
import { Tunnel, type Way } from './Tunnel.ts'

/** An SSH session that nothing leads through any more is ended after this time. */
const IDLE_LIMIT_MS = 30_000

type Entry = {
  readonly tunnel: Tunnel
  /** Whose connections may come through its doors at any time. */
  readonly owners: Set<string>
  cancelIdle: () => void
}

/** SSH sessions by how they are logged in to: who goes the same way shares one. */
export class Tunnels {
  readonly #hostKeys: HostKeyStore
  readonly #clock: Clock
  readonly #tunnels = new Map<string, Entry>()
  /** Keys that servers showed since the start: only those can be trusted. */
  readonly #shown = new Map<string, HostKey>()
  #isShutDown = false

  constructor(hostKeys: HostKeyStore, clock: Clock) {
    this.#hostKeys = hostKeys
    this.#clock = clock
  }

  /**
   * Works with a way through an SSH server, the last of the hops, logged in to within `timeoutMs`. With an owner it can be
   * located again and again until the owner leaves. Throws `host-key-unknown`
   * and `host-key-changed`, and what keeps it from reaching the server or logging in.
   */
  async use<T>(
    hops: readonly SshLogin[],
    { owner, timeoutMs, signal }: { owner: string | null; timeoutMs: number; signal: AbortSignal },
    work: (way: Way) => Promise<T>,
  ): Promise<T> {
    if (this.#isShutDown) throw new WorkbenchError('aborted', 'Sluice is ending.')
    const { tunnel, owners } = this.#entry(hops, timeoutMs)
    if (owner !== null) owners.add(owner)
    return tunnel.use(signal, work)
  }

  /** The owner is gone or goes another way: doors that were its own close when nothing leads through. */
  leave(owner: string): void {
    for (const [key, { owners }] of this.#tunnels) if (owners.delete(owner)) this.#watchIdle(key)
  }

  /** Throws `invalid-request` for a key that the server did not show. */
  trust(host: string, port: number, fingerprint: string): void {
    const shown = this.#shown.get(`${host}:${port}`)
    if (shown?.fingerprint !== fingerprint)
      throw new WorkbenchError(
        'invalid-request',
        `The SSH server ${host}:${port} did not show this key. Test the connection again.`,
        { details: { host, port, fingerprint } },
      )
    this.#hostKeys.trust(host, port, shown, this.#clock.wallClockMs())
  }

  forget(host: string, port: number): void {
    this.#hostKeys.forget(host, port)
  }

  /** Ends all sessions, each within a second. */
  async shutdown(): Promise<void> {
    this.#isShutDown = true
    const all = [...this.#tunnels.values()]
    this.#tunnels.clear()
    await Promise.all(
      all.map(({ tunnel, cancelIdle }) => {
        cancelIdle()
        return tunnel.close()
      }),
    )
  }

  #entry(hops: readonly SshLogin[], timeoutMs: number): Entry {
    const key = createHash('sha256').update(JSON.stringify(hops)).digest('base64')
    const known = this.#tunnels.get(key)
    if (known) return known
    const entry: Entry = {
      owners: new Set(),
      tunnel: new Tunnel(
        () =>
          SshSession.open({
            hops,
            timeoutMs,
            knownKey: ({ host, port }) => this.#hostKeys.find(host, port),
            onHostKey: ({ host, port }, shown) => this.#shown.set(`${host}:${port}`, shown),
          }),
        () => this.#watchIdle(key),
      ),
      cancelIdle: () => {},
    }
    this.#tunnels.set(key, entry)
    return entry
  }

  #watchIdle(key: string): void {
    const entry = this.#tunnels.get(key)
    if (!entry) return
    entry.cancelIdle()
    entry.cancelIdle = this.#clock.setTimer(() => void this.#endIfIdle(key), IDLE_LIMIT_MS)
  }

  async #endIfIdle(key: string): Promise<void> {
    const entry = this.#tunnels.get(key)
    if (!entry?.tunnel.isIdle) return
    if (entry.owners.size > 0) return entry.tunnel.rest()
    this.#tunnels.delete(key)
    await entry.tunnel.close()
  }
}
