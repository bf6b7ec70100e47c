import { WorkbenchError } from '../../../contract/errors.ts'
import type { ServerAddress } from '../networkErrors.ts'
import { askOnce, nameOf, type SessionTerms } from './openSession.ts'
import { nameText, type Reply } from './wire/Reply.ts'

/** Asks a Sentinel where the master is now (redis.io, "Guidelines for Redis clients with Sentinel"). */
export async function findMaster(
  sentinel: ServerAddress,
  terms: SessionTerms,
  signal: AbortSignal,
): Promise<ServerAddress> {
  const { masterName } = terms.login
  const answer = await askSentinel(sentinel, terms, signal)
  if (!Array.isArray(answer))
    throw new WorkbenchError(
      'not-found',
      `The Sentinel at ${nameOf(sentinel)} knows no master named “${masterName}”. Check the name.`,
    )
  const [host, port] = answer.map(nameText)
  return { host: host!, port: Number(port) }
}

/** Sentinels have no databases, and often no password where their servers have one. */
async function askSentinel(
  sentinel: ServerAddress,
  { login, ...way }: SessionTerms,
  signal: AbortSignal,
): Promise<Reply> {
  const words = ['SENTINEL', 'get-master-addr-by-name', login.masterName]
  const ask = (user: string, password: string) =>
    askOnce(sentinel, { ...way, login: { ...login, database: 0, user, password } }, words, signal)
  try {
    return await ask('', '')
  } catch (error) {
    const wantsPassword =
      error instanceof WorkbenchError && error.code === 'authentication-failed' && login.password
    if (!wantsPassword) throw error
    return ask(login.user, login.password)
  }
}
