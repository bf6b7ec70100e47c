import { resolve } from 'node:path'
import { WorkbenchError } from '../../../contract/errors.ts'
import type { ConnectionTarget, DriverEnvironment } from '../driver.ts'
import { translateFailure } from './classifyError.ts'
import type { FinalReply, OpenOptions } from './protocol.ts'
import { SqliteConnection } from './SqliteConnection.ts'
import { ProcessLink } from './ProcessLink.ts'

/** Starts a process and opens the database in it. */
export async function connect(
  target: ConnectionTarget,
  { spawnProcess }: DriverEnvironment,
  signal: AbortSignal,
): Promise<SqliteConnection> {
  const options = openOptions(target)
  if (signal.aborted) throw givenUp(target)
  const link = new ProcessLink(spawnProcess('sqliteProcess'), target.profileName)
  try {
    const opening = link.request({ kind: 'open', options })
    const reply = await giveUpWhen(opening, target, signal)
    if (reply.kind === 'failed') throw cannotOpen(translateFailure(reply.failure), options.path)
    if (reply.kind !== 'opened') throw new Error(`SQLite answered ${reply.kind} to opening.`)
    return new SqliteConnection({
      link,
      server: { product: 'SQLite', version: reply.version, sessionId: String(reply.pid) },
      statementTimeoutMs: target.statementTimeoutMs,
    })
  } catch (error) {
    link.kill()
    throw error
  }
}

function giveUpWhen(
  opening: Promise<FinalReply>,
  target: ConnectionTarget,
  signal: AbortSignal,
): Promise<FinalReply> {
  const { profileName, connectTimeoutMs } = target
  const { promise, resolve: settle, reject } = Promise.withResolvers<FinalReply>()
  const onAbort = () => reject(givenUp(target))
  const timer = setTimeout(() => {
    const message =
      `“${profileName}” did not open within ${connectTimeoutMs} ms. Another program may hold a ` +
      `lock on the file; end it, or raise the connect timeout.`
    reject(
      new WorkbenchError('connect-timeout', message, {
        details: { limitMs: connectTimeoutMs, openedFile: profileName },
      }),
    )
  }, connectTimeoutMs)
  signal.addEventListener('abort', onAbort, { once: true })
  opening.then(settle, reject)
  return promise.finally(() => {
    clearTimeout(timer)
    signal.removeEventListener('abort', onAbort)
  })
}

const givenUp = ({ profileName }: ConnectionTarget): WorkbenchError =>
  new WorkbenchError('aborted', `Opening “${profileName}” was given up.`)

function cannotOpen(error: WorkbenchError, path: string): WorkbenchError {
  const { code, message, details } = error
  const text = message.includes(path) ? message : `Cannot open “${path}”: ${message}`
  return new WorkbenchError(code, text, { details, cause: error.cause })
}

/** Fields as the connection form has them; what is missing or mistyped is named. */
function openOptions({ fields, isReadOnly, startSql = '' }: ConnectionTarget): OpenOptions {
  const { path = '', mode = 'must-exist', journalMode = 'keep', busyTimeoutMs = 5_000 } = fields
  if (typeof path !== 'string' || path.trim() === '')
    throw invalidField('path', 'Give the path of the database file.')
  if (mode !== 'must-exist' && mode !== 'create')
    throw invalidField('mode', `Mode is “${mode}”; it must be must-exist or create.`)
  if (journalMode !== 'keep' && journalMode !== 'wal')
    throw invalidField('journalMode', `Journal is “${journalMode}”; it must be keep or wal.`)
  if (!isTimeout(busyTimeoutMs))
    throw invalidField(
      'busyTimeoutMs',
      `Busy timeout is “${busyTimeoutMs}”; it must be 0 to ${MAX_BUSY_TIMEOUT_MS} ms.`,
    )
  return {
    path: path === ':memory:' ? path : resolve(path),
    mode,
    journalMode,
    busyTimeoutMs: Number(busyTimeoutMs),
    isReadOnly,
    startSql,
  }
}

const MAX_BUSY_TIMEOUT_MS = 600_000

/** Numbers of a form or a URL may come as text. */
const isTimeout = (value: string | number | boolean): boolean =>
  value !== '' &&
  Number.isInteger(Number(value)) &&
  Number(value) >= 0 &&
  Number(value) <= MAX_BUSY_TIMEOUT_MS

const invalidField = (field: string, message: string): WorkbenchError =>
  new WorkbenchError('invalid-profile', message, { details: { field } })
