import { influxdb } from '../../drivers/influxdb/index.ts'
import { startInflux } from '../influxServer.ts'
import { TcpProxy } from '../TcpProxy.ts'
import { doSomething, type WorkStatements } from './clientWork.ts'
import { frozenServer, networkFaults } from './networkFaults.ts'
import { noProcess } from './noProcess.ts'
import type { SoakGround } from './SoakGround.ts'
import { targetOf } from './targetOf.ts'

/** There are no transactions, and nothing that one statement leaves for another. */
const STATEMENTS: WorkStatements = {
  read: 'SELECT n FROM numbers LIMIT 1',
  rows: 'SELECT n FROM numbers',
  pause: 'SELECT mean(n) FROM numbers WHERE time >= 0 AND time < 1ms GROUP BY time(100ns)',
  endless:
    'SELECT max(c) FROM (SELECT count(n) AS c FROM numbers WHERE time >= 0 AND time < 1600000000s GROUP BY time(1ms) fill(0))',
  dirty: 'SHOW TAG KEYS',
  begin: 'SHOW FIELD KEYS',
  write: (client) => `SELECT n FROM numbers WHERE n = ${client}`,
}

/** InfluxDB behind a network that misbehaves. */
export async function influxGround(): Promise<SoakGround> {
  const server = await startInflux()
  const proxy = await TcpProxy.start(server.port)
  await server.query('CREATE DATABASE soak')
  const lines = Array.from({ length: 1_000 }, (_, at) => `numbers n=${at}i ${at * 1_000}`)
  await server.write('soak', lines.join('\n'))
  const target = targetOf(influxdb, `${server.url}/soak`, proxy.port)
  return {
    name: 'InfluxDB',
    connect: (signal) => influxdb.connect(target, { spawnProcess: noProcess }, signal),
    work: (connection, random, signal) => doSomething(connection, STATEMENTS, random, signal),
    faults: [frozenServer(server.process), ...networkFaults(proxy)],
    sessions: null,
    stop: async () => {
      await proxy.stop()
      await server.stop()
    },
  }
}
