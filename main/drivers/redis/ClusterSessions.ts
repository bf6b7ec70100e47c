import type { ClusterMaster } from './clusterMasters.ts'
import type { ServerAddress } from '../networkErrors.ts'
import { keySlot } from './keySlot.ts'
import { nameOf, type OpenSession, openSession, type SessionTerms } from './openSession.ts'
import type { ReplyError } from './wire/Reply.ts'

/** A session with the server it is with. */
export type NodeSession = OpenSession & { readonly address: ServerAddress }

/** Where a cluster says a command has to go: for good (`MOVED`), or this time (`ASK`). */
export type Redirection = {
  readonly isForGood: boolean
  readonly slot: number
  readonly address: ServerAddress
}

/** Sessions with the nodes of a cluster, opened when they are needed. */
export class ClusterSessions {
  readonly #main: NodeSession
  readonly #terms: SessionTerms
  readonly #sessions = new Map<string, NodeSession>()
  readonly #owners = new Map<number, ServerAddress>()

  constructor(main: NodeSession, terms: SessionTerms) {
    this.#main = main
    this.#terms = terms
    this.#sessions.set(nameOf(main.address), main)
  }

  /** Where the slot of a key is thought to be; the server corrects what is wrong. */
  async likelyFor(key: Buffer | undefined, signal: AbortSignal): Promise<NodeSession> {
    const owner = key && this.#owners.get(keySlot(key))
    return owner ? this.at(owner, signal) : this.#main
  }

  /** Which node has which slots, so that not every key has to be sent on. */
  learn(masters: readonly ClusterMaster[]): void {
    for (const { address, slots } of masters)
      for (const [first, last] of slots)
        for (let slot = first; slot <= last; slot++) this.#owners.set(slot, address)
  }

  note({ isForGood, slot, address }: Redirection): void {
    if (isForGood) this.#owners.set(slot, address)
  }

  async at(address: ServerAddress, signal: AbortSignal): Promise<NodeSession> {
    const name = nameOf(address)
    const known = this.#sessions.get(name)
    if (known && !known.session.lost) return known
    const opened = { address, ...(await openSession(address, this.#terms, signal)) }
    this.#sessions.set(name, opened)
    return opened
  }

  /** Those besides the one that the connection stands and falls with. */
  get others(): NodeSession[] {
    return [...this.#sessions.values()].filter((one) => one !== this.#main)
  }
}

/** Null: the error sends nowhere. A host left out is the one that answered. */
export function redirectionOf(error: ReplyError, from: ServerAddress): Redirection | null {
  const match = /^(MOVED|ASK) (\d+) (.*):(\d+)$/.exec(error.line)
  if (!match) return null
  const [, kind, slot, host, port] = match
  return {
    isForGood: kind === 'MOVED',
    slot: Number(slot),
    address: { host: host || from.host, port: Number(port) },
  }
}
