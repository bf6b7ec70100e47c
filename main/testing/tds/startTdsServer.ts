import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Session } from './Session.ts'
import type { ServerTls } from './Wire.ts'

export type TdsServer = {
  readonly port: number
  readonly user: string
  readonly password: string
  readonly database: string
  readonly url: string
  /** As KILL does. */
  kill(sessionId: number): void
  isRunning(sessionId: number): boolean
  readonly sessionIds: readonly number[]
  /** Sessions that are at work. */
  readonly runningCount: number
  stop(): Promise<void>
}

const FIRST_SESSION_ID = 51

/**
 * A server that speaks TDS 7.4 and runs simple T-SQL on a database of SQLite in a folder of its own.
 * It is no SQL Server: it proves that a client and a driver speak the protocol as two sides of it,
 * with its types, errors, cancelling and transactions, and nothing of T-SQL beyond that.
 */
export async function startTdsServer({
  tls = null,
  port = 0,
}: { tls?: ServerTls | null; port?: number } = {}): Promise<TdsServer> {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-tds-'))
  const sessions = new Map<number, Session>()
  const login = { user: 'sa', password: 'Str0ng“pass', database: 'shop' }
  let lastId = FIRST_SESSION_ID - 1
  const server = createServer((socket) => {
    const sessionId = ++lastId
    sessions.set(
      sessionId,
      new Session(socket, {
        ...login,
        sessionId,
        databasePath: join(folder, 'shop.db'),
        tls,
        onClosed: () => sessions.delete(sessionId),
      }),
    )
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const actualPort = (server.address() as AddressInfo).port
  const { user, password, database } = login
  return {
    ...login,
    port: actualPort,
    url: `mssql://${user}:${encodeURIComponent(password)}@127.0.0.1:${actualPort}/${database}?encrypt=${tls ? 'true&trustServerCertificate=true' : 'false'}`,
    kill: (sessionId) => sessions.get(sessionId)?.kill(),
    get sessionIds() {
      return [...sessions.keys()]
    },
    get runningCount() {
      return [...sessions.values()].filter(({ isRunning }) => isRunning).length
    },
    isRunning: (sessionId) => sessions.get(sessionId)?.isRunning ?? false,
    stop: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      for (const session of sessions.values()) session.kill()
      await closed
      await rm(folder, { recursive: true, force: true })
    },
  }
}
