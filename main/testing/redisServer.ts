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
}

export const startRedis = (options: RedisOptions = {}): Promise<RedisServer> =>
  onFreePorts(1, ([port]) => startOn(port!, options))

async function startOn(
  port: number,
  { settings = {}, password, isSentinel = false }: RedisOptions,
): Promise<RedisServer> {
  const ask = (...words: readonly string[]) =>
    askServer(port, password ? [['AUTH', password], words] : [words])
  const all = {
    port: String(port),
    bind: HOST,
    'enable-debug-command': 'yes',
    ...(!isSentinel && { save: '', appendonly: 'no' }),
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
    url: `redis://${password ? `:${encodeURIComponent(password)}@` : ''}${HOST}:${port}`,
    ask,
    process: server.process,
    stop: server.stop,
  }
}

/** Commands on a socket of their own; the answer to the last of them, as the server wrote it. */
function askServer(port: number, commands: readonly (readonly string[])[]): Promise<string> {
  const socket = connect(port, HOST)
  let answer = ''
  return new Promise((resolve, reject) => {
    socket.once('error', reject)
    socket.on('data', (piece) => (answer += piece.toString('latin1')))
    socket.once('close', () => resolve(answer))
    const encoded = [...commands, ['QUIT']].map(
      (words) =>
        `*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`,
    )
    socket.write(encoded.join(''))
  })
}
