import { type ErrorDetails, WorkbenchError } from '../../contract/errors.ts'

/** A pool at the moment somebody gave up waiting, that one still counted among `waiting`. */
export type Shortage = {
  name: string
  waitedMs: number
  total: number
  active: number
  idle: number
  creating: number
  waiting: number
  max: number
  isSuspended: boolean
  opensFile: boolean
  longestLease: { label: string; heldMs: number } | null
  /** The caller has a lease of this pool already, under this label. */
  nestedIn: string | null
  /** The last attempt to connect failed with this; null: it succeeded, or there was none. */
  connectError: Error | null
}

export function acquireTimeout(shortage: Shortage): WorkbenchError {
  const { name, waitedMs, longestLease, nestedIn, connectError, ...rest } = shortage
  const { isSuspended, opensFile: _, ...counts } = rest
  const { active, max, waiting } = counts
  const details: ErrorDetails = {
    name,
    waitedMs,
    ...counts,
    ...(isSuspended && { isSuspended }),
    ...(longestLease && {
      longestHolder: longestLease.label,
      longestHeldMs: longestLease.heldMs,
    }),
    ...(nestedIn !== null && { nestedIn }),
  }
  const message =
    `No connection to “${name}” within ${formatted(waitedMs)} ms ` +
    `(${active} of ${max} active, ${waiting} waiting). ${advice(shortage)}`
  return new WorkbenchError('acquire-timeout', message, { details, cause: connectError })
}

function advice(shortage: Shortage): string {
  const { isSuspended, opensFile, active, max, creating, nestedIn, connectError } = shortage
  if (isSuspended) return 'The pool is suspended. Resume it in the pool monitor.'
  if (active >= max && nestedIn !== null)
    return `“${nestedIn}” holds one while it asks for another: do both on one lease, or raise max.`
  if (active >= max) return 'Raise max, or look for a held lease.'
  if (connectError) return `Connecting fails: ${connectError.message}`
  if (creating > 0 && opensFile)
    return 'Opening its file takes longer. Raise acquireTimeoutMs, or end the program that holds a lock on it.'
  if (creating > 0)
    return 'The server takes longer to accept one. Raise acquireTimeoutMs, or look at the network.'
  return 'Raise acquireTimeoutMs.'
}

export const poolClosed = (name: string): WorkbenchError =>
  new WorkbenchError('pool-closed', `The pool of “${name}” is closed. Run again to open a new one.`)

/** The server was out of reach too often and for too long: nobody else is to wait in vain. */
export function breakerOpen({
  name,
  failureCount,
  retryInMs,
  isTrying,
  nextRetryAtMs,
  connectError,
}: {
  name: string
  failureCount: number
  retryInMs: number
  /** An attempt is under way. */
  isTrying: boolean
  nextRetryAtMs: number
  connectError: Error
}): WorkbenchError {
  const message =
    `“${name}” cannot be reached: ${failureCount} attempts in a row failed. ` +
    (isTrying
      ? 'It is being tried now: run again in a moment. '
      : `Run again in ${formatted(retryInMs)} ms, when it is tried next. `) +
    `Connecting fails: ${connectError.message}`
  const details = { name, failureCount, retryInMs: Math.ceil(retryInMs), nextRetryAtMs }
  return new WorkbenchError('breaker-open', message, { details, cause: connectError })
}

export const acquireAborted = (name: string, waitedMs: number): WorkbenchError =>
  new WorkbenchError(
    'aborted',
    `Gave up waiting for a connection to “${name}” after ${formatted(waitedMs)} ms.`,
    { details: { waitedMs } },
  )

/** Taken out of the queue by the user, who watched it. */
export const sentAway = (name: string, waitedMs: number): WorkbenchError =>
  new WorkbenchError(
    'aborted',
    `The wait for a connection to “${name}” was cancelled after ${formatted(waitedMs)} ms.`,
    { details: { waitedMs } },
  )

export const connectTimeout = (
  name: string,
  limitMs: number,
  { opensFile = false }: { opensFile?: boolean | undefined } = {},
): WorkbenchError =>
  opensFile
    ? new WorkbenchError(
        'connect-timeout',
        `“${name}” did not open within ${formatted(limitMs)} ms. Another program may hold a lock ` +
          'on its file, or its disk is slow: end that program, or raise the connect timeout.',
        { details: { limitMs, openedFile: name } },
      )
    : new WorkbenchError(
        'connect-timeout',
        `“${name}” did not accept a connection within ${formatted(limitMs)} ms. ` +
          'Check the host and port, and that no firewall drops the traffic, or raise the connect timeout.',
        { details: { limitMs } },
      )

export const answerTimeout = (name: string, what: string, limitMs: number): WorkbenchError =>
  new WorkbenchError(
    'connection-lost',
    `A connection to “${name}” did not answer a ${what} within ${formatted(limitMs)} ms.`,
    { details: { limitMs } },
  )

export const tooManyPools = (limit: number): WorkbenchError =>
  new WorkbenchError(
    'invalid-request',
    `${limit} pools are open and in use, which is the limit. Wait for a query to end, ` +
      'or delete a connection that is not needed.',
    { details: { limit } },
  )

const wholeNumber = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })

/** A whole number with thousands apart, such as `30,000`. */
export const formatted = (value: number): string => wholeNumber.format(value)

/** The message of whatever was thrown. */
export const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error)
