import { writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import {
  HOST,
  hasProgram,
  onFreePorts,
  type ServerProcess,
  startServerProcess,
} from './serverProcess.ts'

/** A Redis for tests, empty, with nothing written to disk. */
export type RedisServer = {
  readonly host: string
  readonly port: number
  /** By which nodes of a cluster talk to each other, or where TLS is spoken. */
  readonly busPort: number
  readonly url: string
  /** Sends one command in plain words, and gives the server's answer as text. */
  ask(...words: readonly string[]): Promise<string>
  readonly process: ServerProcess['process']
  stop(): Promise<void>
}

export const hasRedis = (): boolean => hasProgram('redis-server')

export type RedisOptions = {
  /** As in `redis.conf`. */
  readonly settings?: Readonly<Record<string, string>>
  /** What the server asks of its clients before anything else. */
  readonly password?: string
  readonly isSentinel?: boolean
  /** Of a cluster: gives it a port for the other nodes. */
  readonly hasBusPort?: boolean
  /** PEM files; `busPort` then speaks TLS. */
  readonly tls?: {
    readonly certificateFile: string
    readonly keyFile: string
    /** Lets in only who shows a certificate that this one signed. */
    readonly clientAuthorityFile?: string | null
  }
}

export const startRedis = (options: RedisOptions = {}): Promise<RedisServer> =>
  onFreePorts(2, ([port, busPort]) => startOn(port!, busPort!, options))

async function startOn(
  port: number,
  busPort: number,
  { settings = {}, password, isSentinel = false, hasBusPort = false, tls }: RedisOptions,
): Promise<RedisServer> {
  const ask = (...words: readonly string[]) =>
    askServer(port, password ? [['AUTH', password], words] : [words])
  const all = {
    port: String(port),
    bind: HOST,
    'enable-debug-command': 'yes',
    ...(!isSentinel && { save: '', appendonly: 'no' }),
    ...(hasBusPort && { 'cluster-port': String(busPort) }),
    ...(tls && {
      'tls-port': String(busPort),
      'tls-cert-file': tls.certificateFile,
      'tls-key-file': tls.keyFile,
      'tls-ca-cert-file': tls.clientAuthorityFile ?? tls.certificateFile,
      'tls-auth-clients': tls.clientAuthorityFile ? 'yes' : 'no',
    }),
    ...(password && { requirepass: JSON.stringify(password) }),
    ...settings,
  }
  const server = await startServerProcess({
    name: 'redis-server',
    prepare: async (folder) => {
      const lines = Object.entries({ dir: folder, ...all })
        .filter(([name]) => !(isSentinel && name === 'enable-debug-command'))
        .map(([name, value]) => `${name} ${value === '' ? '""' : value}`)
      await writeFile(`${folder}/redis.conf`, `${lines.join('\n')}\n`)
      return [`${folder}/redis.conf`, ...(isSentinel ? ['--sentinel'] : [])]
    },
    probe: async () => {
      await ask('PING')
    },
  })
  return {
    host: HOST,
    port,
    busPort,
    url: `redis://${password ? `:${encodeURIComponent(password)}@` : ''}${HOST}:${port}`,
    ask,
    process: server.process,
    stop: server.stop,
  }
}

/** What the server is asked to say last, so that the end of its answers is known. */
const LAST_WORD = 'that-was-all'

/** Commands on a socket of their own; the answers to them, as the server wrote them. */
function askServer(port: number, commands: readonly (readonly string[])[]): Promise<string> {
  const socket = connect(port, HOST)
  const end = `$${LAST_WORD.length}\r\n${LAST_WORD}\r\n`
  let answer = ''
  return new Promise<string>((resolve, reject) => {
    socket.once('error', reject)
    socket.once('close', () => reject(new Error('The server closed the connection')))
    socket.on('data', (piece) => {
      answer += piece.toString('latin1')
      if (answer.endsWith(end)) resolve(answer.slice(0, -end.length))
    })
    socket.write([...commands, ['PING', LAST_WORD]].map(encode).join(''))
  }).finally(() => socket.destroy())
}

const encode = (words: readonly string[]): string =>
  `*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`
