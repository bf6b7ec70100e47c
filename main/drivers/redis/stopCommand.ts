import type { ServerAddress } from '../networkErrors.ts'
import { openSession, type SessionTerms } from './openSession.ts'
import type { Session } from './Session.ts'
import { ReplyError } from './wire/Reply.ts'

/** Which command of which session is to be stopped. */
export type CommandToStop = {
  readonly address: ServerAddress
  readonly terms: SessionTerms
  readonly sessionId: string
  /** It runs a script, which the server can be told to stop. */
  readonly isScript: boolean
}

/** Tells these sessions from those of the pool in the server's CLIENT LIST. */
const STOPPING_SESSION_NAME = 'sluice-cancel'
/** A server that does not confirm within this time loses the session. */
const DEADLINE_MS = 3_000
/** A request that came before the command began to wait goes unheard: ask again. */
const REPEAT_MS = 50

/**
 * Makes the server end a command, from a session beside: one that waits is unblocked, a script is
 * stopped. Others end by themselves, and the rest of their reply is read and dropped. False: it did
 * not end in time; the session was closed then.
 */
export async function stopCommand(command: CommandToStop, ended: Promise<void>): Promise<boolean> {
  const deadline = AbortSignal.timeout(DEADLINE_MS)
  let hasEnded = await withinMs(ended, 0)
  if (hasEnded) return true
  let beside: Session | null = null
  try {
    const { login } = command.terms
    const terms = {
      ...command.terms,
      login: { ...login, database: 0 },
      sessionName: STOPPING_SESSION_NAME,
    }
    beside = (await openSession(command.address, terms, deadline)).session
    while (!hasEnded && !deadline.aborted) {
      const isAnswered = await withinMs(requestStop(beside, command), DEADLINE_MS)
      if (!isAnswered) return false
      hasEnded = await withinMs(ended, REPEAT_MS)
    }
    // What waits with its socket closed, the server notices; what does not, it is told.
    if (!hasEnded) await beside.call('CLIENT', 'KILL', 'ID', command.sessionId)
    return hasEnded
  } catch {
    // Whatever failed here, the session itself tells in the end what became of the command.
    return await withinMs(ended, 0)
  } finally {
    beside?.destroy()
  }
}

async function requestStop(beside: Session, { sessionId, isScript }: CommandToStop): Promise<void> {
  const reply = await beside.call('CLIENT', 'UNBLOCK', sessionId, 'ERROR')
  const isBusy = reply instanceof ReplyError && reply.prefix === 'BUSY'
  if (!isBusy || !isScript) return
  const killed = await beside.call('SCRIPT', 'KILL')
  if (killed instanceof ReplyError) await beside.call('FUNCTION', 'KILL')
}

/** Whether the promise settled within the time. */
async function withinMs(promise: Promise<unknown>, timeoutMs: number): Promise<boolean> {
  const timeout = Promise.withResolvers<boolean>()
  const timer = setTimeout(() => timeout.resolve(false), timeoutMs)
  try {
    const settled = promise.then(
      () => true,
      () => true,
    )
    return await Promise.race([settled, timeout.promise])
  } finally {
    clearTimeout(timer)
  }
}
