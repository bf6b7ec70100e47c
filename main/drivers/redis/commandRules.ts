import { WorkbenchError } from '../../../contract/errors.ts'
import { isFamily, isReadingCommand } from '../../../contract/sql/redisCommands.ts'
import type { CommandWords } from './commandText.ts'

const upper = (word: Buffer | undefined): string =>
  word ? word.toString('latin1').toUpperCase() : ''

/** `GET`, or with the subcommand where the command is a family of them: `CONFIG GET`. */
export function commandName([first, second]: CommandWords): string {
  const name = upper(first)
  return isFamily(name) && second ? `${name} ${upper(second)}` : name
}

const list = (text: string): string[] =>
  text
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean)

/** Commands after which the session does not speak as this program expects, by why they are refused. */
const REFUSED: Readonly<Record<string, string>> = {
  AUTH: 'The user of a session is that of the connection; change it there.',
  'CLIENT REPLY': 'Without replies nothing could be shown.',
  HELLO: 'Sluice speaks RESP3 with the server, as the connection’s user.',
  MONITOR: 'It never ends, and the replies after it cannot be told apart.',
  PSUBSCRIBE: 'Messages of channels cannot be shown.',
  PSYNC: 'The session would become that of a replica.',
  QUIT: 'Sessions are closed by the pool.',
  RESET: 'Sessions are reset by the pool.',
  SSUBSCRIBE: 'Messages of channels cannot be shown.',
  SUBSCRIBE: 'Messages of channels cannot be shown.',
  SYNC: 'The session would become that of a replica.',
}

/** Throws `unsupported` or `read-only` for a command that must not be sent. */
export function checkCommand(name: string, { isReadOnly }: { isReadOnly: boolean }): void {
  const reason = REFUSED[name]
  if (reason) throw new WorkbenchError('unsupported', `${name} cannot be run here. ${reason}`)
  if (isReadOnly && !isReadingCommand(name))
    throw new WorkbenchError(
      'read-only',
      `${name} was not run: the connection is read-only, and it is not among the commands that only read.`,
    )
}

/** What a session keeps of a command for those after it. */
export type SessionChange = 'opens-transaction' | 'ends-transaction' | 'dirties'

const CHANGES: Readonly<Record<string, SessionChange>> = {
  MULTI: 'opens-transaction',
  EXEC: 'ends-transaction',
  DISCARD: 'ends-transaction',
  SELECT: 'dirties',
  WATCH: 'dirties',
  READONLY: 'dirties',
  READWRITE: 'dirties',
  ASKING: 'dirties',
  'CLIENT CACHING': 'dirties',
  'CLIENT NO-EVICT': 'dirties',
  'CLIENT NO-TOUCH': 'dirties',
  'CLIENT SETINFO': 'dirties',
  'CLIENT SETNAME': 'dirties',
  'CLIENT TRACKING': 'dirties',
  'SCRIPT DEBUG': 'dirties',
}

export const sessionChange = (name: string): SessionChange | undefined => CHANGES[name]

/** Those that run a script or function, which the server can be told to stop. */
export const runsScript = (name: string): boolean => /^(EVAL|EVALSHA|FCALL)(_RO)?$/.test(name)

/** Those whose integer reply is how many entries they changed. */
const COUNTING = new Set(
  list(
    'DEL, UNLINK, HDEL, HSET, LREM, SADD, SREM, XDEL, XTRIM, ZADD, ZREM, ZREMRANGEBYLEX, ZREMRANGEBYRANK, ZREMRANGEBYSCORE, SINTERSTORE, SUNIONSTORE, SDIFFSTORE, PERSIST, EXPIRE, PEXPIRE, COPY, MSETNX, SETNX, HSETNX, RENAMENX, MOVE, SMOVE',
  ),
)

export const countsChanges = (name: string): boolean => COUNTING.has(name)
