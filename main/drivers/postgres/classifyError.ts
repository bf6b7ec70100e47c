import { WorkbenchError, type ErrorCode } from '../../../contract/errors.ts'
import { networkErrorCode } from '../networkErrors.ts'

/** Whole SQLSTATEs, then classes of them (PostgreSQL's manual, appendix A). */
const CODE_BY_SQLSTATE: Readonly<Record<string, ErrorCode>> = {
  '25006': 'read-only',
  '25P03': 'connection-lost', // idle_in_transaction_session_timeout
  '25P04': 'connection-lost', // transaction_timeout
  '3D000': 'database-not-found',
  '3F000': 'object-not-found', // invalid_schema_name
  '42501': 'permission-denied',
  '42601': 'syntax-error',
  '42703': 'object-not-found', // undefined_column
  '42704': 'object-not-found', // undefined_object: a type, a role, an index
  '42883': 'object-not-found', // undefined_function
  '42P01': 'object-not-found', // undefined_table
  '53300': 'server-busy', // too_many_connections
  '53400': 'server-busy', // configuration_limit_exceeded: such as a role's own limit
  '55P03': 'transaction-conflict', // lock_not_available
  '57P01': 'connection-lost', // admin_shutdown
  '57P02': 'connection-lost', // crash_shutdown
  '57P03': 'server-busy', // cannot_connect_now: starting up or shutting down
  '57P04': 'connection-lost', // database_dropped
  '57P05': 'connection-lost', // idle_session_timeout
}
const CODE_BY_CLASS: Readonly<Record<string, ErrorCode>> = {
  '08': 'connection-lost',
  '0A': 'unsupported',
  '23': 'constraint-violation',
  '28': 'authentication-failed',
  '40': 'transaction-conflict',
}

/** Reads the `code` of an error of the server (SQLSTATE) or of Node (errno). */
export function classifyError(error: unknown): ErrorCode {
  if (error instanceof WorkbenchError) return error.code
  const { code = '', message = '' } = error as { code?: string; message?: string }
  if (code === '57014')
    return /timeout/i.test(message) ? 'statement-timeout' : 'statement-cancelled'
  return (
    CODE_BY_SQLSTATE[code] ??
    networkErrorCode(error) ??
    (code.length === 5 ? CODE_BY_CLASS[code.slice(0, 2)] : undefined) ??
    'server-error'
  )
}
