import type { ServerAddress } from '../networkErrors.ts'
import { expectReply } from './classifyError.ts'
import { keySlot } from './keySlot.ts'
import type { RedisConnection } from './RedisConnection.ts'
import type { Words } from './Session.ts'
import type { Reply } from './wire/Reply.ts'

/** Where keys are: a database of the server, or a node of a cluster. */
export type Place = { readonly database: number; readonly node: ServerAddress | undefined }

/** Where a key is: the master of its slot, where it is a cluster. */
export async function nodeOf(
  redis: RedisConnection,
  key: Buffer,
  signal: AbortSignal,
): Promise<ServerAddress | undefined> {
  const slot = keySlot(key)
  const masters = await redis.masters(signal)
  return masters.find(({ slots }) => slots.some(([from, to]) => slot >= from && slot <= to))
    ?.address
}

/** Asks in another database of the server, and comes back to that of the profile. */
export async function inDatabase(
  redis: RedisConnection,
  { database, node }: Place,
  commands: readonly Words[],
  signal: AbortSignal,
): Promise<Reply[]> {
  if (database === redis.database) return redis.ask(commands, signal, node)
  const there = ['SELECT', String(database)]
  const back = ['SELECT', String(redis.database)]
  const [selected = null, ...replies] = await redis.ask([there, ...commands, back], signal, node)
  expectReply(selected)
  return replies.slice(0, -1)
}
