import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { loadEmbeddedPostgres } from './loadEmbeddedPostgres.ts'

/** A PostgreSQL 18 for tests, with an empty database of the caller's own. */
export type PostgresServer = {
  readonly url: string
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  readonly database: string
  /** Removes the server, or the database where the server is shared with other tests. */
  stop(): Promise<void>
}

/** Where the server that a whole test run shares is told to its workers. */
export const SHARED_SERVER_VARIABLE = 'SLUICE_TEST_POSTGRES_URL'

export const HOST = '127.0.0.1'
export const USER = 'postgres'
export const PASSWORD = 'a pass/word: 1%'
const START_ATTEMPTS = 3

/** Durability is of no use to a test; without it a server starts and writes faster. */
export const DEFAULT_SETTINGS = {
  listen_addresses: HOST,
  unix_socket_directories: '',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '60',
}

/**
 * Gives a running server, in about two seconds; at once where the test run shares one. `settings`
 * are lines of `postgresql.conf`: asking for any starts a server of the caller's own.
 */
export async function startPostgres({
  settings = {},
  isOwn = false,
}: { settings?: Record<string, string>; isOwn?: boolean } = {}): Promise<PostgresServer> {
  const sharedUrl = process.env[SHARED_SERVER_VARIABLE]
  if (sharedUrl && !isOwn && Object.keys(settings).length === 0) {
    return createDatabaseOn(new URL(sharedUrl))
  }
  for (let attempt = 1; ; attempt++) {
    try {
      return await startServer(settings)
    } catch (error) {
      // Between finding a free port and listening on it, another process may have taken it.
      if (attempt === START_ATTEMPTS) throw error
    }
  }
}

async function startServer(settings: Record<string, string>): Promise<PostgresServer> {
  const directory = await mkdtemp(join(tmpdir(), 'sluice-postgres-'))
  // The server runs as user `postgres` where the tests run as root.
  await chmod(directory, 0o755)
  const EmbeddedPostgres = await loadEmbeddedPostgres(directory)
  const port = await findFreePort()
  const log: string[] = []
  const server = new EmbeddedPostgres({
    databaseDir: join(directory, 'data'),
    port,
    user: USER,
    password: PASSWORD,
    authMethod: 'scram-sha-256',
    persistent: false,
    createPostgresUser: true,
    initdbFlags: ['--encoding=UTF8', '--no-locale', '--no-sync'],
    postgresFlags: Object.entries({ ...DEFAULT_SETTINGS, ...settings }).flatMap(([name, value]) => [
      '-c',
      `${name}=${value}`,
    ]),
    onLog: (line) => log.push(line),
    onError: (error) => log.push(String(error)),
  })
  const stop = async () => {
    await server.stop()
    await rm(directory, { recursive: true, force: true })
  }
  try {
    await server.initialise()
    await server.start()
  } catch (error) {
    await stop()
    throw new Error(`PostgreSQL did not start: ${log.slice(-8).join('')}`, { cause: error })
  }
  return describe({ port, password: PASSWORD, user: USER, database: 'postgres', stop })
}

async function createDatabaseOn(url: URL): Promise<PostgresServer> {
  const database = `test_${randomBytes(6).toString('hex')}`
  await runOn(url, `CREATE DATABASE ${database}`)
  return describe({
    port: Number(url.port),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database,
    stop: () => runOn(url, `DROP DATABASE IF EXISTS ${database} WITH (FORCE)`),
  })
}

async function runOn(url: URL, sql: string): Promise<void> {
  const client = new Client({ connectionString: url.href })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

function describe(server: Omit<PostgresServer, 'url' | 'host'>): PostgresServer {
  return { ...server, host: HOST, url: urlOf(server) }
}

export function urlOf({
  user,
  password,
  port,
  database,
}: Pick<PostgresServer, 'user' | 'password' | 'port' | 'database'>): string {
  const credentials = `${encodeURIComponent(user)}:${encodeURIComponent(password)}`
  return `postgres://${credentials}@${HOST}:${port}/${database}`
}

export function findFreePort(): Promise<number> {
  const probe = createServer()
  return new Promise((resolve, reject) => {
    probe.once('error', reject)
    probe.listen(0, HOST, () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })
}
