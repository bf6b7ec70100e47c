import { type ErrorCode, WorkbenchError } from '../../../contract/errors.ts'
import type { SqliteFailure } from './protocol.ts'

/** Primary result codes, from https://www.sqlite.org/rescode.html. */
const CODE_BY_RESULT: Record<string, ErrorCode> = {
  SQLITE_AUTH: 'permission-denied',
  SQLITE_BUSY: 'server-busy',
  SQLITE_CANTOPEN: 'database-not-found',
  SQLITE_CONSTRAINT: 'constraint-violation',
  SQLITE_CORRUPT: 'server-error',
  SQLITE_FULL: 'disk-full',
  SQLITE_INTERRUPT: 'statement-cancelled',
  SQLITE_IOERR: 'server-error',
  SQLITE_LOCKED: 'server-busy',
  SQLITE_NOTADB: 'database-not-found',
  SQLITE_PERM: 'permission-denied',
  SQLITE_READONLY: 'read-only',
  SLUICE_REQUEST: 'invalid-request',
}

/** Another session changed what this transaction had read: it must begin anew. */
const CONFLICTS = new Set(['SQLITE_BUSY_SNAPSHOT', 'SQLITE_LOCKED_SHAREDCACHE'])

/** SQLITE_ERROR stands for everything else; its messages tell a misspelt statement and a missing thing. */
const SYNTAX_MESSAGE =
  /syntax error|unrecognized token|incomplete input|^ambiguous column|^wrong number of arguments|more than one statement/
const MISSING_MESSAGE = /^no such |has no column named|^unknown database/

export function classifyError(error: unknown): ErrorCode {
  if (error instanceof WorkbenchError) return error.code
  const { code = '', message = '' } = error as { code?: string; message?: string }
  if (CONFLICTS.has(code)) return 'transaction-conflict'
  const byResult = CODE_BY_RESULT[primaryResult(code)]
  if (byResult) return byResult
  if (!code.startsWith('SQLITE_')) return 'internal'
  if (MISSING_MESSAGE.test(message)) return 'object-not-found'
  return SYNTAX_MESSAGE.test(message) ? 'syntax-error' : 'server-error'
}

/** `SQLITE_CONSTRAINT_UNIQUE` is a kind of `SQLITE_CONSTRAINT`. */
const primaryResult = (code: string): string => code.split('_').slice(0, 2).join('_')

/** What to do, for failures whose message by SQLite does not say it. */
const ADVICE: Partial<Record<string, string>> = {
  SQLITE_BUSY: 'Another connection holds a lock. Try again, or raise the busy timeout.',
  SQLITE_BUSY_SNAPSHOT:
    'Another connection wrote since this transaction began to read. Roll back and begin anew.',
  SQLITE_CORRUPT: 'The file is damaged. Run “pragma integrity_check”, or restore a copy.',
  SQLITE_FULL: 'Free some space and run the statement again.',
  SQLITE_IOERR: 'The disk or network drive of the file could not be read or written.',
  SQLITE_LOCKED: 'Another statement on this connection still uses the table.',
  SQLITE_NOTADB: 'The file is not an SQLite database, or it is encrypted.',
  SQLITE_READONLY: 'The connection or the file is read-only.',
}

/** A failure as SQLite worded it, with its code, its place in the statement and some advice. */
export function translateFailure(failure: SqliteFailure): WorkbenchError {
  const { code, message, offset, row } = failure
  const advice = ADVICE[code] ?? ADVICE[primaryResult(code)]
  const cause = Object.assign(new Error(message), { code })
  return new WorkbenchError(classifyError(failure), sentence(message, advice), {
    details: {
      sqliteCode: code,
      ...(offset !== null && { offset }),
      ...(row !== undefined && { row }),
    },
    cause,
  })
}

const sentence = (message: string, advice: string | undefined): string =>
  advice === undefined ? message : `${message[0]?.toUpperCase()}${message.slice(1)}. ${advice}`
