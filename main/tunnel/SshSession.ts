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
  login: SshLogin
  timeoutMs: number
  known: HostKey | null
  /** The key the server showed, before anything else is told it. */
  onHostKey: (shown: HostKey) => void
}

/** One login at an SSH server, which leads on to others over any number of channels. */
export class SshSession {
  readonly #client: Client
  readonly #server: Address
  readonly closed: Promise<void>

  private constructor(client: Client, server: Address, closed: Promise<void>) {
    this.#client = client
    this.#server = server
    this.closed = closed
  }

  /** Leaves nothing open when it fails. */
  static async open({ login, timeoutMs, known, onHostKey }: SessionTerms): Promise<SshSession> {
    const { host, port } = login
    const credentials = await readCredentials(login)
    // Loaded when asked for: most programs never go through a tunnel.
    const { default: ssh2 } = await import('ssh2')
    const client = new ssh2.Client()
    const closed = new Promise<void>((resolve) => client.once('close', () => resolve()))
    const faults: WorkbenchError[] = []
    const verify = (blob: Buffer): boolean => {
      const shown = readHostKey(blob)
      onHostKey(shown)
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
          ...configuration(login, timeoutMs, known),
          ...credentials,
          hostVerifier: verify,
        })
      })
      return new SshSession(client, { host, port }, closed)
    } catch (error) {
      client.destroy()
      throw faults[0] ?? sshError(error, login, timeoutMs)
    }
  }

  /** A stream to an address as it is seen from the server. */
  forward(to: Address): Promise<Duplex> {
    return new Promise((resolve, reject) => {
      try {
        this.#client.forwardOut('127.0.0.1', 0, to.host, to.port, (error, channel) =>
          error ? reject(forwardError(error, this.#server, to)) : resolve(channel),
        )
      } catch (error) {
        reject(forwardError(error, this.#server, to))
      }
    })
  }

  /** Says goodbye; what is still open breaks off. */
  async close(): Promise<void> {
    this.#client.end()
    const timer = setTimeout(() => this.#client.destroy(), CLOSE_LIMIT_MS)
    await this.closed
    clearTimeout(timer)
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
