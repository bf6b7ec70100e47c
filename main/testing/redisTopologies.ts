import { setTimeout as delay } from 'node:timers/promises'
import { type RedisServer, startRedis } from './redisServer.ts'

/** Three masters that share the slots. */
export type RedisCluster = { readonly nodes: readonly RedisServer[]; stop(): Promise<void> }

const SLOTS = 16_384

export async function startRedisCluster(): Promise<RedisCluster> {
  const nodes = await Promise.all(
    [0, 1, 2].map(() =>
      startRedis({
        settings: {
          'cluster-enabled': 'yes',
          'cluster-config-file': 'nodes.conf',
          'cluster-node-timeout': '2000',
        },
        hasBusPort: true,
      }),
    ),
  )
  const stop = async () => {
    await Promise.all(nodes.map((node) => node.stop()))
  }
  try {
    for (const [index, node] of nodes.entries()) {
      const from = Math.ceil((index * SLOTS) / nodes.length)
      const to = Math.ceil(((index + 1) * SLOTS) / nodes.length) - 1
      await node.ask('CLUSTER', 'ADDSLOTSRANGE', String(from), String(to))
      if (index > 0) await meet(node, nodes[0]!)
    }
    await until('the cluster to stand', async () => {
      const states = await Promise.all(nodes.map((node) => node.ask('CLUSTER', 'INFO')))
      return states.every((state) => /cluster_state:ok/.test(state) && /known_nodes:3/.test(state))
    })
    return { nodes, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

const meet = (node: RedisServer, { host, port, busPort }: RedisServer) =>
  node.ask('CLUSTER', 'MEET', host, String(port), String(busPort))

/** A master with a replica, watched by a Sentinel that alone may decide. */
export type SentinelSetup = {
  readonly masterName: string
  readonly master: RedisServer
  readonly replica: RedisServer
  readonly sentinel: RedisServer
  stop(): Promise<void>
}

export async function startSentinelSetup(): Promise<SentinelSetup> {
  const masterName = 'shop'
  const master = await startRedis({ settings: { 'repl-diskless-sync-delay': '0' } })
  const started: RedisServer[] = [master]
  const stop = async () => {
    await Promise.all(started.map((server) => server.stop()))
  }
  try {
    const replicaof = `${master.host} ${master.port}`
    const replica = await startRedis({ settings: { replicaof } })
    started.push(replica)
    await until('the replica to follow', async () =>
      /master_link_status:up/.test(await replica.ask('INFO', 'replication')),
    )
    const sentinel = await startRedis({
      isSentinel: true,
      settings: {
        'sentinel monitor': `${masterName} ${replicaof} 1`,
        [`sentinel down-after-milliseconds`]: `${masterName} 500`,
        [`sentinel failover-timeout`]: `${masterName} 5000`,
      },
    })
    started.push(sentinel)
    await until('the Sentinel to know the replica', async () =>
      (await sentinel.ask('SENTINEL', 'replicas', masterName)).includes(String(replica.port)),
    )
    return { masterName, master, replica, sentinel, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt++) {
    if (await isSo()) return
    await delay(50)
  }
  throw new Error(`Waited in vain for ${what}`)
}
