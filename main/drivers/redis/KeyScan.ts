import type { BrowseNode, BrowsePage } from '../../../contract/explorer.ts'
import { inDatabase, type Place } from './askInDatabase.ts'
import { expectReply } from './classifyError.ts'
import type { ClusterMaster } from './clusterMasters.ts'
import { commandWord } from './commandText.ts'
import { keyLabel, keySize } from './keyLabel.ts'
import { folderPath, keyPath, literalPattern } from './keyPath.ts'
import { sizeCommand } from './openingCommand.ts'
import type { RedisConnection } from './RedisConnection.ts'
import type { Words } from './Session.ts'
import { nameText, type Reply } from './wire/Reply.ts'

/** Keys the server looks through at a time; others are served in between. */
const SCAN_COUNT = 5_000
/** A part of a level ends with as many entries, or after as many looks. */
const MOST_NODES = 1_000
const MOST_SCANS = 100

export type KeyScanRequest = {
  readonly database: number
  /** A pattern, which finds keys without folders; null: all keys of the folder. */
  readonly match: string | null
  /** Keys begin so, and those with another separator behind it stand in folders of their own. */
  readonly folder: Buffer | null
}

/** A master's place in order, and its own cursor. */
type ScanPlace = { readonly master: number; readonly at: string }
type Scanned = {
  readonly place: Place
  readonly found: readonly Buffer[]
  /** Null: all masters are through. */
  readonly after: ScanPlace | null
}

/** Reads a part of a level by SCAN, on one master after the other. */
export class KeyScan {
  readonly #redis: RedisConnection
  readonly #request: KeyScanRequest
  /** Null: all keys, which the server need not compare. */
  readonly #match: Buffer | null
  readonly #separator: Buffer
  readonly #folders = new Map<string, { prefix: Buffer; count: number }>()
  readonly #keys: { key: Buffer; place: Place }[] = []

  constructor(redis: RedisConnection, request: KeyScanRequest) {
    this.#redis = redis
    this.#request = request
    const { match, folder } = request
    if (match) this.#match = Buffer.from(match)
    else if (folder && folder.length > 0)
      this.#match = Buffer.concat([literalPattern(folder), Buffer.from('*')])
    else this.#match = null
    this.#separator = Buffer.from(redis.separator)
  }

  /** `cursor` is the master's place in order, and its own cursor. */
  async page(cursor: string | null, signal: AbortSignal): Promise<BrowsePage> {
    const masters = await this.#redis.masters(signal)
    const [master, at] = (cursor ?? '0 0').split(' ') as [string, string]
    let next: ScanPlace | null = { master: Number(master), at }
    let scan: Promise<Scanned> | null = this.#scan(masters, next, signal)
    for (let scans = 1; scan; scans++) {
      const { place, found, after }: Scanned = await scan
      const goOn = (): Promise<Scanned> | null =>
        after && scans < MOST_SCANS && this.#nodeCount < MOST_NODES
          ? this.#scan(masters, after, signal)
          : null
      // As long as there is little to show, the server goes on while the keys are sorted here.
      const ahead: Promise<Scanned> | null = scans > 1 ? goOn() : null
      for (const key of found) this.#sort(key, place)
      scan = ahead ?? goOn()
      next = after
    }
    return {
      nodes: [...this.#folderNodes(), ...(await this.#keyNodes(signal))],
      nextCursor: next && `${next.master} ${next.at}`,
    }
  }

  get #nodeCount(): number {
    return this.#folders.size + this.#keys.length
  }

  async #scan(
    masters: readonly ClusterMaster[],
    { master, at }: ScanPlace,
    signal: AbortSignal,
  ): Promise<Scanned> {
    const place = { database: this.#request.database, node: masters[master]?.address }
    const match = this.#match ? ['MATCH', this.#match] : []
    const words = ['SCAN', at, ...match, 'COUNT', String(SCAN_COUNT)]
    const [reply = null] = await inDatabase(this.#redis, place, [words], signal)
    const [cursor, found] = expectReply(reply) as readonly Reply[]
    const next = nameText(cursor)
    const after = next === '0' ? { master: master + 1, at: '0' } : { master, at: next }
    return {
      place,
      found: found as readonly Buffer[],
      after: after.master < masters.length ? after : null,
    }
  }

  /** Into a folder where the separator stands behind the prefix once more. */
  #sort(key: Buffer, place: Place): void {
    const { folder } = this.#request
    const from = folder?.length ?? 0
    const end = folder && this.#separator.length > 0 ? this.#separatorIn(key, from) : -1
    // A separator at the very end makes no folder that could hold more.
    if (end < 0 || end + this.#separator.length === key.length) {
      this.#keys.push({ key, place })
      return
    }
    const prefixBytes = end + this.#separator.length
    const name = key.toString('latin1', 0, prefixBytes)
    const known = this.#folders.get(name)
    if (known) known.count++
    else this.#folders.set(name, { prefix: key.subarray(0, prefixBytes), count: 1 })
  }

  /** The same key may stand in several databases. */
  #nameOf(key: Buffer): string {
    const { database } = this.#request
    const word = commandWord(key)
    return database === this.#redis.database ? word : `db${database} ${word}`
  }

  /** Keys are short, and separators of one byte: a search in native code would cost more. */
  #separatorIn(key: Buffer, from: number): number {
    if (this.#separator.length > 1) return key.indexOf(this.#separator, from)
    const byte = this.#separator[0]!
    for (let at = from; at < key.length; at++) if (key[at] === byte) return at
    return -1
  }

  #folderNodes(): BrowseNode[] {
    const from = this.#request.folder?.length ?? 0
    return [...this.#folders.values()]
      .map(({ prefix, count }): BrowseNode => ({
        path: folderPath(this.#request.database, prefix),
        label: keyLabel(prefix.subarray(from)),
        name: this.#nameOf(prefix),
        icon: 'folder',
        detail: '',
        count,
        hasChildren: true,
        canOpen: false,
      }))
      .sort(byLabel)
  }

  async #keyNodes(signal: AbortSignal): Promise<BrowseNode[]> {
    const details = await this.#details(signal)
    const from = this.#request.folder?.length ?? 0
    return this.#keys
      .map(({ key }, index): BrowseNode => ({
        path: keyPath(this.#request.database, key),
        label: keyLabel(key.length > from ? key.subarray(from) : key),
        name: this.#nameOf(key),
        icon: 'key',
        detail: details[index]!,
        count: null,
        hasChildren: false,
        canOpen: true,
      }))
      .sort(byLabel)
  }

  /** Type, entries and time to live of each key, in two round trips a master. */
  async #details(signal: AbortSignal): Promise<string[]> {
    const details: string[] = []
    for (const keys of groupByNode(this.#keys)) {
      const { place } = keys[0]!
      const ask = (commands: readonly Words[]) => inDatabase(this.#redis, place, commands, signal)
      const answers = await ask(
        keys.flatMap(({ key }) => [
          ['TYPE', key],
          ['PTTL', key],
        ]),
      )
      const types = keys.map((_, index) => nameText(answers[index * 2]))
      const sizes = await ask(
        keys.map(({ key }, index) => [sizeCommand(types[index]!) ?? 'EXISTS', key]),
      )
      for (const [index, type] of types.entries()) {
        const size = sizeCommand(type) ? [keySize(type, nameText(sizes[index]))] : []
        const ttl = timeToLive(Number(nameText(answers[index * 2 + 1])))
        details.push([type, ...size.filter(Boolean), ...ttl].join(' · '))
      }
    }
    return details
  }
}

/** Keys of a node follow each other. */
function groupByNode<T extends { place: Place }>(keys: readonly T[]): T[][] {
  const groups: T[][] = []
  for (const entry of keys) {
    const last = groups.at(-1)
    if (last?.[0]!.place.node === entry.place.node && last) last.push(entry)
    else groups.push([entry])
  }
  return groups
}

const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
] as const

/** Rounded to its largest unit; nothing for a key that stays. */
function timeToLive(ms: number): string[] {
  if (!(ms >= 0)) return []
  const [unit, size] = UNITS.find(([, unitMs]) => ms >= unitMs) ?? ['s', 1_000]
  return [`ttl ${Math.max(1, Math.round(ms / size))}${unit}`]
}

const names = new Intl.Collator('en', { numeric: true })
const byLabel = (a: BrowseNode, b: BrowseNode) => names.compare(a.label, b.label)
