import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ChildProcess, SpawnProcess } from '../../drivers/process.ts'
import { sqlite } from '../../drivers/sqlite/index.ts'
import { CollectingSink } from '../../drivers/testing/CollectingSink.ts'
import { forkProcess } from '../../host/forkProcess.ts'
import { sourceModule } from '../startServices.ts'
import { doSomething, type WorkStatements } from './clientWork.ts'
import type { SoakGround } from './SoakGround.ts'

const STATEMENTS: WorkStatements = {
  read: 'select abalance from accounts where aid = 7',
  rows: `with recursive n(i) as (select 1 union all select i + 1 from n where i < 1000)
    select i, 'row ' || i from n`,
  pause: `with recursive n(i) as (select 1 union all select i + 1 from n where i < 100000)
    select count(*) from n`,
  // Gives rows, so that stopping it need not end its process.
  endless: 'with recursive n(i) as (select 1 union all select i + 1 from n) select i from n',
  dirty: 'create temp table left_behind (a)',
  begin: 'begin',
  write: (client) => `update accounts set abalance = abalance + 1 where aid = ${client}`,
}

/** SQLite, a process for each session; what befalls those is to be killed. */
export async function sqliteGround(): Promise<SoakGround> {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-soak-'))
  const children = new Set<ChildProcess>()
  const spawnProcess = counting(forkProcess(sourceModule), children)
  const target = {
    profileName: 'soak',
    fields: {
      path: join(folder, 'soak.db'),
      mode: 'create',
      journalMode: 'wal',
      busyTimeoutMs: 200,
    },
    isReadOnly: false,
    connectTimeoutMs: 10_000,
    statementTimeoutMs: 0,
  }
  const connect = (signal: AbortSignal) => sqlite.connect(target, { spawnProcess }, signal)
  const signal = new AbortController().signal
  const first = await connect(signal)
  await first.run(
    { sql: 'create table accounts (aid integer primary key, abalance)' },
    new CollectingSink(),
    signal,
  )
  await first.close()
  return {
    name: 'SQLite',
    connect,
    work: (connection, random, stop) => doSomething(connection, STATEMENTS, random, stop),
    faults: [
      {
        name: 'one process killed',
        strike: async (random) => {
          if (children.size > 0) random.pick([...children]).kill()
        },
      },
      {
        name: 'all processes killed',
        strike: async () => {
          for (const child of children) child.kill()
        },
      },
    ],
    sessions: async () => Array.from(children, () => 'child process'),
    stop: () => rm(folder, { recursive: true, force: true }),
  }
}

const counting =
  (spawnProcess: SpawnProcess, children: Set<ChildProcess>): SpawnProcess =>
  (moduleName) => {
    const child = spawnProcess(moduleName)
    children.add(child)
    child.onExit(() => children.delete(child))
    return child
  }
