import type { IncomingMessage } from 'node:http'
import { WorkbenchError, type ErrorCode } from '../../../contract/errors.ts'
import { networkErrorCode } from '../networkErrors.ts'

const CODE_BY_STATUS: Readonly<Record<number, ErrorCode>> = {
  401: 'authentication-failed',
  403: 'permission-denied',
  404: 'not-found',
  408: 'statement-timeout',
  429: 'server-busy',
  502: 'server-busy',
  503: 'server-busy',
  504: 'server-busy',
}

/** The servers' own words for what happened; first match wins. */
const CODE_BY_TEXT: readonly (readonly [RegExp, ErrorCode])[] = [
  [
    /error parsing query|compilation failed|error @\d|SQL error|ParserError|syntax error/i,
    'syntax-error',
  ],
  [/database not found|bucket .*not found|could not find bucket/i, 'database-not-found'],
  [/authorization failed|unauthorized|unable to parse authentication/i, 'authentication-failed'],
  [/not authorized|forbidden|insufficient permissions/i, 'permission-denied'],
  [/query-timeout|query timeout/i, 'statement-timeout'],
  [/query (killed|interrupted)/i, 'statement-cancelled'],
  [/field type conflict|partial write/i, 'constraint-violation'],
  [/max-concurrent-queries|too many requests/i, 'server-busy'],
]

export function classifyError(error: unknown): ErrorCode {
  if (error instanceof WorkbenchError) return error.code
  return networkErrorCode(error) ?? codeOf((error as Error).message)
}

const codeOf = (text: string, status = 0): ErrorCode =>
  CODE_BY_TEXT.find(([pattern]) => pattern.test(text))?.[1] ??
  CODE_BY_STATUS[status] ??
  'server-error'

/** The error of a response that is none of success. */
export function responseError(
  response: IncomingMessage,
  body: string,
  sql?: string,
): WorkbenchError {
  const status = response.statusCode ?? 0
  const header = response.headers['x-influxdb-error']
  const text = (typeof header === 'string' && header) || messageIn(body) || `HTTP ${status}`
  return serverError(text, { status, ...(sql !== undefined && { sql }) })
}

/** JSON of each generation has the message under another name. */
function messageIn(body: string): string {
  try {
    const { error, message } = JSON.parse(body) as { error?: unknown; message?: unknown }
    return [message, error].find((text) => typeof text === 'string' && text !== '') as string
  } catch {
    // A page of HTML comes from what stands in front of the server.
    return (/<title>(.*?)<\/title>/is.exec(body)?.[1] ?? body).trim().slice(0, 1_000)
  }
}

const NO_DATABASE =
  'No database is chosen. Name one in the connection’s settings, or before the measurement: database..measurement.'

/** An error in the server's own words, with its place in the statement where it tells one. */
export function serverError(
  text: string,
  { status, sql }: { readonly status?: number; readonly sql?: string } = {},
): WorkbenchError {
  const said = `${text.charAt(0).toUpperCase()}${text.slice(1)}`
  // What the server says of a request that names none.
  const message = /^database not found:?\s*$/i.test(text) ? NO_DATABASE : said
  const offset = sql === undefined ? null : placeIn(text, sql)
  return new WorkbenchError(codeOf(text, status), message, {
    cause: new Error(text),
    details: { ...(status !== undefined && { status }), ...(offset !== null && { offset }) },
  })
}

/** `line 1, char 8`, counted in characters from 1. */
function placeIn(text: string, sql: string): number | null {
  const match = /line (\d+), char (\d+)/.exec(text)
  if (!match) return null
  const lines = sql.split('\n')
  const line = Number(match[1]) - 1
  const before = lines.slice(0, line).reduce((sum, { length }) => sum + length + 1, 0)
  const inLine = Array.from(lines[line] ?? '')
    .slice(0, Number(match[2]) - 1)
    .join('').length
  return Math.min(sql.length, before + inLine)
}

/** `doubt`: why the server may not have ended it. */
export const cancelledError = (doubt: string | null = null): WorkbenchError =>
  new WorkbenchError('statement-cancelled', `The statement was cancelled${doubtText(doubt)}`)

export const doubtText = (doubt: string | null): string =>
  doubt === null
    ? ''
    : `: its request was closed, but the server may still be at work on it (${doubt})`
