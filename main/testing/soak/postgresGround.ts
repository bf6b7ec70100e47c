import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { postgres } from '../../drivers/postgres/index.ts'
import { PostgresCluster } from '../PostgresCluster.ts'
import { TcpProxy } from '../TcpProxy.ts'
import { doSomething, type WorkStatements } from './clientWork.ts'
import { networkFaults } from './networkFaults.ts'
import { noProcess } from './noProcess.ts'
import type { SoakFault, SoakGround } from './SoakGround.ts'

const STATEMENTS: WorkStatements = {
  read: 'select abalance from accounts where aid = 7',
  rows: "select i, repeat('x', 50) from generate_series(1, 1000) as i",
  pause: 'select pg_sleep(0.02)',
  endless: 'select pg_sleep(5)',
  dirty: "set work_mem = '5MB'",
  begin: 'begin',
  write: (client) => `update accounts set abalance = abalance + 1 where aid = ${client}`,
}

/** Those of our program that the server knows of, and that are not about to end. */
const SESSIONS = `select concat_ws(' ', pid, state, wait_event, state_change, query) as session
  from pg_stat_activity where application_name = 'Sluice' and backend_type = 'client backend'`
const ANY_BACKEND = `select pid from pg_stat_activity
  where application_name = 'Sluice' order by random() limit 1`

/** PostgreSQL behind a network that misbehaves, crashing now and then. */
export async function postgresGround(): Promise<SoakGround> {
  const cluster = await PostgresCluster.create({
    // Sessions whose client has gone end soon.
    client_connection_check_interval: '200ms',
    lock_timeout: '2s',
  })
  const proxy = await TcpProxy.start(cluster.port)
  await ask(
    cluster,
    'create table accounts as select i as aid, 0 as abalance from generate_series(1, 1000) as i',
  )
  const { fields, secrets } = postgres.parseUrl(cluster.url)
  const target = {
    profileName: 'soak',
    fields: { ...fields, ...secrets, port: proxy.port, tlsMode: 'off' },
    isReadOnly: false,
    connectTimeoutMs: 3_000,
    statementTimeoutMs: 0,
  }
  return {
    name: 'PostgreSQL',
    connect: (signal) => postgres.connect(target, { spawnProcess: noProcess }, signal),
    work: (connection, random, signal) => doSomething(connection, STATEMENTS, random, signal),
    faults: [...serverFaults(cluster), ...networkFaults(proxy)],
    sessions: async () => {
      const rows = await ask(cluster, SESSIONS).catch(() => null)
      return rows?.map(({ session }) => session ?? '') ?? null
    },
    stop: async () => {
      await proxy.stop()
      await cluster.remove()
    },
  }
}

type Row = { session?: string; pid?: number }

/** Past the proxy, on a session of its own. */
async function ask(cluster: PostgresCluster, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: cluster.url, application_name: 'soak' })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query<Row>(sql)).rows
  } finally {
    await client.end()
  }
}

function serverFaults(cluster: PostgresCluster): SoakFault[] {
  const signalOne = async (signal: NodeJS.Signals): Promise<number | null> => {
    const [row] = await ask(cluster, ANY_BACKEND)
    if (row?.pid === undefined) return null
    process.kill(row.pid, signal)
    return row.pid
  }
  return [
    {
      name: 'one session terminated',
      strike: async () => {
        await ask(cluster, `select pg_terminate_backend(pid) from (${ANY_BACKEND}) as victim`)
      },
    },
    {
      name: 'all sessions terminated',
      strike: async () => {
        await ask(
          cluster,
          "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'Sluice'",
        )
      },
    },
    {
      name: 'one session frozen',
      strike: async (random) => {
        const pid = await signalOne('SIGSTOP')
        if (pid === null) return
        await sleep(random.between(500, 2_000))
        try {
          process.kill(pid, 'SIGCONT')
        } catch {
          // A restart meanwhile took it along.
        }
      },
    },
    {
      name: 'server frozen for newcomers',
      strike: async (random) => {
        cluster.freeze()
        await sleep(random.between(500, 2_000))
        cluster.thaw()
      },
    },
    {
      name: 'one session killed, which crashes the server',
      strike: async () => {
        await signalOne('SIGKILL')
      },
    },
    { name: 'immediate restart', strike: () => cluster.restart('immediate') },
    { name: 'fast restart', strike: () => cluster.restart('fast') },
  ]
}
