import type { Duplex } from 'node:stream'
import type { Client, ConnectConfig } from 'ssh2'
import type { WorkbenchError } from '../../contract/errors.ts'
import type { HostKey } from './HostKeyStore.ts'
import { algorithmsFor, hostKeyFault, readHostKey } from './hostKey.ts'
import { readCredentials, type SshLogin } from './readLogin.ts'
import { forwardError, sshError } from './sshError.ts'

/** After so many unanswered signs of life the server is taken for gone. */
const MOST_UNANSWERED = 3
/** A goodbye that takes longer is cut short. */
const CLOSE_LIMIT_MS = 1_000

type Address = { readonly host: string; readonly port: number }

export type SessionTerms = {
  /** The SSH server that leads on, behind the jump hosts on the way to it. */
  hops: readonly SshLogin[]
  /** For all of them together. */
  timeoutMs: number
  /** The trusted key of a server; null: it is met for the first time. */
  knownKey: (server: Address) => HostKey | null
  /** The key a server showed, before anything else is told it. */
  onHostKey: (server: Address, shown: HostKey) => void
}

/** One login at an SSH server, which leads on to others over any number of channels. */
export class SshSession {
  readonly #client: Client
  readonly #server: Address
  /** Through which it is reached; null: straight from here. */
  readonly #before: SshSession | null
  readonly closed: Promise<void>

  private constructor(
    client: Client,
    server: Address,
    { before, closed }: { before: SshSession | null; closed: Promise<void> },
  ) {
    this.#client = client
    this.#server = server
    this.#before = before
    this.closed = closed
    // Whoever ends it, nothing leads through those before it any more.
    void closed.then(() => before?.close())
  }

  /** Logs in to one server after the other, each through those before. Leaves nothing open when it fails. */
  static async open({ hops, timeoutMs, ...keys }: SessionTerms): Promise<SshSession> {
    const untilMs = performance.now() + timeoutMs
    let last: SshSession | null = null
    try {
      for (const login of hops) {
        const leftMs = Math.max(1, untilMs - performance.now())
        last = await SshSession.#logIn(login, { before: last, timeoutMs, leftMs, ...keys })
      }
      return last!
    } catch (error) {
      await last?.close()
      throw error
    }
  }

  static async #logIn(
    login: SshLogin,
    {
      before,
      timeoutMs,
      leftMs,
      knownKey,
      onHostKey,
    }: Omit<SessionTerms, 'hops'> & { before: SshSession | null; leftMs: number },
  ): Promise<SshSession> {
    const { host, port } = login
    const credentials = await readCredentials(login)
    const sock = await before?.forward({ host, port }, 'the SSH server')
    // Loaded when asked for: most programs never go through a tunnel.
    const { default: ssh2 } = await import('ssh2')
    const client = new ssh2.Client()
    const closed = new Promise<void>((resolve) => client.once('close', () => resolve()))
    const known = knownKey(login)
    const faults: WorkbenchError[] = []
    const verify = (blob: Buffer): boolean => {
      const shown = readHostKey(blob)
      onHostKey({ host, port }, shown)
      const fault = hostKeyFault(login, shown, known)
      if (fault) faults.push(fault)
      return fault === null
    }
    try {
      await new Promise<void>((resolve, reject) => {
        client.once('ready', resolve)
        // From birth to death: an error event without a listener ends the process.
        client.on('error', reject)
        client.once('close', () => reject(new Error('the connection was closed')))
        client.on('keyboard-interactive', (_name, _words, _language, prompts, answer) =>
          answer(prompts.map(() => login.password ?? '')),
        )
        client.connect({
          ...configuration(login, leftMs, known),
          ...credentials,
          ...(sock && { sock }),
          hostVerifier: verify,
        })
      })
      return new SshSession(client, { host, port }, { before, closed })
    } catch (error) {
      client.destroy()
      throw faults[0] ?? sshError(error, login, timeoutMs)
    }
  }

  /** A stream to an address as it is seen from the server. */
  forward(to: Address, what: 'the database' | 'the SSH server' = 'the database'): Promise<Duplex> {
    return new Promise((resolve, reject) => {
      try {
        this.#client.forwardOut('127.0.0.1', 0, to.host, to.port, (error, channel) =>
          error ? reject(forwardError(error, this.#server, to, what)) : resolve(channel),
        )
      } catch (error) {
        reject(forwardError(error, this.#server, to, what))
      }
    })
  }

  /** Says goodbye; what is still open breaks off. */
  async close(): Promise<void> {
    this.#client.end()
    const timer = setTimeout(() => this.#client.destroy(), CLOSE_LIMIT_MS)
    await this.closed
    clearTimeout(timer)
    await this.#before?.close()
  }
}

const configuration = (
  { host, port, user, keepAliveMs }: SshLogin,
  timeoutMs: number,
  known: HostKey | null,
): ConnectConfig => ({
  host,
  port,
  username: user,
  readyTimeout: timeoutMs,
  keepaliveInterval: keepAliveMs,
  keepaliveCountMax: MOST_UNANSWERED,
  ...(known && {
    algorithms: {
      serverHostKey: { prepend: algorithmsFor(known), append: [], remove: [] },
    } as unknown as NonNullable<ConnectConfig['algorithms']>,
  }),
})
