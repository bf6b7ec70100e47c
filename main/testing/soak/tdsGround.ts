import { mssql } from '../../drivers/mssql/index.ts'
import { CollectingSink } from '../../drivers/testing/CollectingSink.ts'
import { startTdsServer, type TdsServer } from '../tds/startTdsServer.ts'
import { TcpProxy } from '../TcpProxy.ts'
import { doSomething, type WorkStatements } from './clientWork.ts'
import { networkFaults } from './networkFaults.ts'
import { noProcess } from './noProcess.ts'
import type { SoakFault, SoakGround } from './SoakGround.ts'
import { targetOf } from './targetOf.ts'

const STATEMENTS: WorkStatements = {
  read: 'SELECT abalance FROM accounts WHERE aid = 7',
  rows: "SELECT value, REPLICATE('x', 50) FROM GENERATE_SERIES(1, 1000)",
  pause: "WAITFOR DELAY '00:00:00.02'",
  endless: "WAITFOR DELAY '00:00:05'",
  dirty: 'SET LOCK_TIMEOUT 100',
  begin: 'BEGIN TRANSACTION',
  write: (client) => `UPDATE accounts SET abalance = abalance + 1 WHERE aid = ${client}`,
}

/** The TDS server of the tests behind a network that misbehaves. */
export async function tdsGround(): Promise<SoakGround> {
  const server = await startTdsServer()
  const proxy = await TcpProxy.start(server.port)
  const { signal } = new AbortController()
  const environment = { spawnProcess: noProcess }
  const first = await mssql.connect(targetOf(mssql, server.url, server.port), environment, signal)
  const run = (sql: string) => first.run({ sql }, new CollectingSink(), signal)
  await run('CREATE TABLE accounts (aid int PRIMARY KEY, abalance int)')
  await run('INSERT INTO accounts SELECT value, 0 FROM GENERATE_SERIES(1, 1000)')
  await first.close()
  const target = targetOf(mssql, server.url, proxy.port)
  return {
    name: 'TDS test server',
    connect: (stop) => mssql.connect(target, environment, stop),
    work: (connection, random, stop) => doSomething(connection, STATEMENTS, random, stop),
    faults: [...serverFaults(server), ...networkFaults(proxy)],
    sessions: async () => server.sessionIds.map(String),
    stop: async () => {
      await proxy.stop()
      await server.stop()
    },
  }
}

const serverFaults = (server: TdsServer): SoakFault[] => [
  {
    name: 'one session killed',
    strike: async (random) => {
      const { sessionIds } = server
      if (sessionIds.length > 0) server.kill(random.pick(sessionIds))
    },
  },
  {
    name: 'all sessions killed',
    strike: async () => {
      for (const sessionId of server.sessionIds) server.kill(sessionId)
    },
  },
]
