import { WorkbenchError } from '../../../contract/errors.ts'
import { commandWord } from './commandText.ts'
import { inDatabase, nodeOf } from './askInDatabase.ts'
import type { RedisConnection } from './RedisConnection.ts'
import { nameText } from './wire/Reply.ts'

/** Beyond this many entries or bytes a key is opened in part: the server builds a reply whole. */
const MOST_ENTRIES = 100_000
const MOST_BYTES = 16 * 1024 * 1024

type Opening = {
  readonly size: string
  readonly whole: (key: string) => string
  readonly part?: (key: string) => string
  readonly most?: number
}

/** How keys of each type are counted and shown. */
const OPENINGS: Readonly<Record<string, Opening>> = {
  string: {
    size: 'STRLEN',
    whole: (key) => `GET ${key}`,
    part: (key) => `GETRANGE ${key} 0 ${MOST_BYTES - 1}`,
    most: MOST_BYTES,
  },
  hash: {
    size: 'HLEN',
    whole: (key) => `HGETALL ${key}`,
    part: (key) => `HSCAN ${key} 0 COUNT ${MOST_ENTRIES}`,
  },
  list: {
    size: 'LLEN',
    whole: (key) => `LRANGE ${key} 0 -1`,
    part: (key) => `LRANGE ${key} 0 ${MOST_ENTRIES - 1}`,
  },
  set: {
    size: 'SCARD',
    whole: (key) => `SMEMBERS ${key}`,
    part: (key) => `SSCAN ${key} 0 COUNT ${MOST_ENTRIES}`,
  },
  zset: {
    size: 'ZCARD',
    whole: (key) => `ZRANGE ${key} 0 -1 WITHSCORES`,
    part: (key) => `ZRANGE ${key} 0 ${MOST_ENTRIES - 1} WITHSCORES`,
  },
  stream: {
    size: 'XLEN',
    whole: (key) => `XRANGE ${key} - +`,
    part: (key) => `XRANGE ${key} - + COUNT ${MOST_ENTRIES}`,
  },
  'ReJSON-RL': { size: 'JSON.OBJLEN', whole: (key) => `JSON.GET ${key}` },
}

/** The command that counts what a key of a type holds; null: of that type nothing is known. */
export const sizeCommand = (type: string): string | null => OPENINGS[type]?.size ?? null

/** The command that shows a key as a table. */
export async function openingCommand(
  redis: RedisConnection,
  { database, key }: { readonly database: number; readonly key: Buffer },
  signal: AbortSignal,
): Promise<string> {
  const node = await nodeOf(redis, key, signal)
  const word = commandWord(key)
  const ask = async (command: string) =>
    nameText((await inDatabase(redis, { database, node }, [[command, key]], signal))[0] ?? null)
  const type = await ask('TYPE')
  if (type === 'none')
    throw new WorkbenchError(
      'not-found',
      `There is no key ${word} in database ${database} any more.`,
    )
  const opening = OPENINGS[type]
  if (!opening) return `DUMP ${word}`
  const { whole, part, most = MOST_ENTRIES } = opening
  if (!part) return whole(word)
  const size = Number(await ask(opening.size))
  if (!(size > most)) return whole(word)
  const shown = opening.most ? 'bytes' : 'entries'
  // Says above the result that it is not all of the key; a line of # is no command.
  return `# ${most.toLocaleString('en')} of ${size.toLocaleString('en')} ${shown}\n${part(word)}`
}
