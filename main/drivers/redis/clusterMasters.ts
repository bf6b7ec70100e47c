import type { ServerAddress } from '../networkErrors.ts'
import { nameOf } from './openSession.ts'
import { nameText, type Reply } from './wire/Reply.ts'

/** A node of a cluster that holds keys, and the ranges of slots that are its own. */
export type ClusterMaster = {
  readonly address: ServerAddress
  readonly slots: (readonly [from: number, to: number])[]
}

/** Reads `CLUSTER SLOTS`: of each range its ends, then its master, then the replicas. */
export function mastersOf(reply: Reply, asked: ServerAddress): ClusterMaster[] {
  const masters = new Map<string, ClusterMaster>()
  for (const range of listOf(reply)) {
    const [from, to, master] = listOf(range)
    const [host, port] = listOf(master ?? null)
    const address = { host: nameText(host) || asked.host, port: Number(nameText(port)) }
    const known = masters.get(nameOf(address)) ?? { address, slots: [] }
    known.slots.push([Number(nameText(from)), Number(nameText(to))])
    masters.set(nameOf(address), known)
  }
  return [...masters.values()].sort((a, b) => nameOf(a.address).localeCompare(nameOf(b.address)))
}

const listOf = (reply: Reply): readonly Reply[] => (Array.isArray(reply) ? reply : [])
