import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import ssh2, { type Connection, type ParsedKey } from 'ssh2'
import { HOST } from './serverProcess.ts'

export type SshServerOptions = {
  user?: string
  /** Null: passwords are not asked for. */
  password?: string | null
  /** Asks for the password by prompts only, as servers with PAM do. */
  isInteractive?: boolean
  /** Public keys that are let in, as a line of authorized_keys. */
  authorizedKeys?: readonly string[]
  /** Whether it leads on to other servers. */
  leadsOn?: boolean
  hostKey?: string
}

/** An SSH server of ssh2's own that leads on, of which a test sees and cuts the sessions. */
export type SshServer = {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  /** Sessions that are logged in. */
  readonly sessionCount: number
  /** Logins there have been. */
  readonly loginCount: number
  /** Shows another key from the next connection on. */
  changeHostKey(): Promise<void>
  /** Hears and says nothing any more, as when a cable is pulled. */
  freeze(): void
  /** Cuts all connections, as when the machine between is gone. */
  cut(): void
  stop(): Promise<void>
}

/** In the format of OpenSSH. */
export function newKeyPair(seal?: { passphrase: string }): { private: string; public: string } {
  const pair = seal
    ? ssh2.utils.generateKeyPairSync('ed25519', { ...seal, cipher: 'aes256-ctr', rounds: 4 })
    : ssh2.utils.generateKeyPairSync('ed25519')
  // Now and then ssh2 writes a key that it cannot read itself.
  const isSound = !(ssh2.utils.parseKey(pair.private, seal?.passphrase) instanceof Error)
  return isSound ? pair : newKeyPair(seal)
}

export async function startSshServer({
  user = 'tester',
  password = 'open sesame',
  isInteractive = false,
  authorizedKeys = [],
  leadsOn = true,
  hostKey = newKeyPair().private,
}: SshServerOptions = {}): Promise<SshServer> {
  const keys = authorizedKeys.map((line) => ssh2.utils.parseKey(line) as ParsedKey)
  const sessions = new Set<Connection>()
  const sockets = new Set<Socket>()
  let loginCount = 0

  const serve = (client: Connection) => {
    client.on('error', () => {})
    client.on('authentication', (attempt) => {
      if (attempt.username !== user) return attempt.reject()
      if (attempt.method === 'password' && !isInteractive && attempt.password === password)
        return attempt.accept()
      if (attempt.method === 'keyboard-interactive' && password !== null)
        return attempt.prompt([{ prompt: 'Password: ', echo: false }], (answers) =>
          answers[0] === password ? attempt.accept() : attempt.reject(),
        )
      if (attempt.method !== 'publickey') return attempt.reject(['publickey', 'password'])
      const known = keys.find((key) => key.getPublicSSH().equals(attempt.key.data))
      if (!known) return attempt.reject()
      if (!attempt.signature) return attempt.accept()
      // An error where the signature cannot be read.
      const verdict: unknown = known.verify(attempt.blob!, attempt.signature, attempt.hashAlgo)
      return verdict === true ? attempt.accept() : attempt.reject()
    })
    client.on('ready', () => {
      loginCount++
      sessions.add(client)
    })
    client.on('close', () => sessions.delete(client))
    client.on('request', (_accept, reject) => reject?.())
    // Without a listener it answers that it is administratively prohibited.
    if (!leadsOn) return
    client.on('tcpip', (accept, reject, { destIP, destPort }) => {
      const beyond = connect({ host: destIP, port: destPort, allowHalfOpen: true })
      beyond.on('error', () => reject())
      beyond.once('connect', () => {
        const channel = accept()
        beyond.removeAllListeners('error')
        beyond.on('error', () => channel.destroy())
        channel.on('error', () => {})
        channel.on('close', () => beyond.destroy())
        beyond.on('close', () => channel.close())
        channel.pipe(beyond)
        beyond.pipe(channel)
      })
    })
  }

  // Sockets come in through a server of the test's own, so that they can be cut without a goodbye.
  const listen = async (key: string, listenPort: number) => {
    const inner = new ssh2.Server({ hostKeys: [key] }, serve)
    const outer = createServer((socket) => {
      sockets.add(socket)
      socket.once('close', () => sockets.delete(socket))
      inner.injectSocket(socket)
    })
    await new Promise<void>((resolve) => outer.listen(listenPort, HOST, resolve))
    return outer
  }

  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  let server = await listen(hostKey, 0)
  const { port } = server.address() as AddressInfo
  const stop = async () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    cut()
    await closed
  }
  return {
    host: HOST,
    port,
    user,
    password: password ?? '',
    get sessionCount() {
      return sessions.size
    },
    get loginCount() {
      return loginCount
    },
    async changeHostKey() {
      await stop()
      server = await listen(newKeyPair().private, port)
    },
    freeze() {
      for (const socket of sockets) socket.pause()
    },
    cut,
    stop,
  }
}
