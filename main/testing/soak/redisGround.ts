import { redis } from '../../drivers/redis/index.ts'
import { type RedisServer, startRedis } from '../redisServer.ts'
import { TcpProxy } from '../TcpProxy.ts'
import { doSomething, type WorkStatements } from './clientWork.ts'
import { frozenServer, networkFaults } from './networkFaults.ts'
import { noProcess } from './noProcess.ts'
import type { SoakFault, SoakGround } from './SoakGround.ts'
import { targetOf } from './targetOf.ts'

const STATEMENTS: WorkStatements = {
  read: 'GET account:7',
  rows: 'LRANGE rows 0 -1',
  pause: 'BLPOP nothing 0.02',
  endless: 'BLPOP nothing 5',
  dirty: 'SELECT 3',
  begin: 'MULTI',
  write: (client) => `INCR account:${client}`,
}

/** Redis behind a network that misbehaves. */
export async function redisGround(): Promise<SoakGround> {
  const server = await startRedis()
  const proxy = await TcpProxy.start(server.port)
  await server.ask('RPUSH', 'rows', ...Array.from({ length: 1_000 }, (_, at) => `row ${at}`))
  const target = targetOf(redis, server.url, proxy.port)
  return {
    name: 'Redis',
    connect: (signal) => redis.connect(target, { spawnProcess: noProcess }, signal),
    work: (connection, random, signal) => doSomething(connection, STATEMENTS, random, signal),
    faults: [...serverFaults(server), ...networkFaults(proxy)],
    sessions: async () => {
      const list = await server.ask('CLIENT', 'LIST').catch(() => null)
      return list?.split('\n').filter(isOfPool) ?? null
    },
    stop: async () => {
      await proxy.stop()
      await server.stop()
    },
  }
}

/**
 * Sessions that stop a command of another have a name of their own; one of the pool has none between
 * RESET and its next login.
 */
const isOfPool = (line: string): boolean =>
  / name=sluice /.test(line) || / name= .* cmd=reset /.test(line)

const serverFaults = (server: RedisServer): SoakFault[] => [
  {
    name: 'all sessions ended by the server',
    strike: async () => {
      await server.ask('CLIENT', 'KILL', 'TYPE', 'normal')
    },
  },
  {
    name: 'clients paused',
    strike: async (random) => {
      await server.ask('CLIENT', 'PAUSE', String(random.between(500, 2_000)))
    },
  },
  frozenServer(server.process),
]
