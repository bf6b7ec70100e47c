import { WorkbenchError } from '../../../contract/errors.ts'
import type { KeyLifetime } from '../../../contract/explorer.ts'
import type { Connection, KeyEditor } from '../driver.ts'
import { inDatabase, nodeOf } from './askInDatabase.ts'
import { expectReply } from './classifyError.ts'
import { checkCommand } from './commandRules.ts'
import { commandWord } from './commandText.ts'
import { readPath } from './keyPath.ts'
import { RedisConnection } from './RedisConnection.ts'

/** What PTTL says of a key that is not there, and of one that lives on. */
const GONE = -2
const LIVES_ON = -1

/** How long a key lives, and its end. */
export const keyEditor: KeyEditor = {
  async lifetime(connection, path, signal): Promise<KeyLifetime> {
    const { key, ask } = keyAt(connection, path, signal)
    const ttlMs = Number(await ask(['PTTL', key]))
    if (ttlMs === GONE) throw gone(key)
    return { name: commandWord(key), ttlMs: ttlMs === LIVES_ON ? null : ttlMs }
  },

  async setLifetime(connection, path, ttlMs, signal): Promise<void> {
    const { key, ask } = keyAt(connection, path, signal)
    if (ttlMs !== null) {
      if (Number(await ask(['PEXPIRE', key, String(ttlMs)])) === 0) throw gone(key)
      return
    }
    // PERSIST says 0 also of a key that lives on already.
    if (Number(await ask(['PERSIST', key])) === 0 && Number(await ask(['EXISTS', key])) === 0)
      throw gone(key)
  },

  async remove(connection, path, signal): Promise<void> {
    const { key, ask } = keyAt(connection, path, signal)
    if (Number(await ask(['UNLINK', key])) === 0) throw gone(key)
  },
}

/** The key of a path, and a way to ask where it is kept; a read-only profile refuses what changes. */
function keyAt(connection: Connection, path: readonly string[], signal: AbortSignal) {
  if (!(connection instanceof RedisConnection)) throw new Error('Keys are edited on Redis')
  const place = readPath(path)
  if (place.kind !== 'key')
    throw new WorkbenchError('invalid-request', 'Only a key can be changed, not a folder of keys.')
  const { key, database } = place
  const ask = async (words: readonly [string, ...(string | Buffer)[]]) => {
    checkCommand(words[0], connection)
    const node = await nodeOf(connection, key, signal)
    const [reply = null] = await inDatabase(connection, { database, node }, [words], signal)
    return expectReply(reply)
  }
  return { key, ask }
}

const gone = (key: Buffer): WorkbenchError =>
  new WorkbenchError(
    'not-found',
    `The key ${commandWord(key)} is not there any more. Refresh the tree.`,
  )
