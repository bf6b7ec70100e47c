import { WorkbenchError } from '../../../contract/errors.ts'
import type { Connection, ConnectionTarget } from '../driver.ts'
import type { ServerAddress } from '../networkErrors.ts'
import { tlsOptions, wordsForTls } from '../tls.ts'
import { findMaster } from './findMaster.ts'
import { type Login, readLogin } from './login.ts'
import { nameOf, openSession, type OpenSession, type SessionTerms } from './openSession.ts'
import { RedisConnection } from './RedisConnection.ts'

/** Opens a session within `connectTimeoutMs`: with the server, the master, or a node of the cluster. */
export async function connect(
  target: ConnectionTarget,
  _environment: unknown,
  signal: AbortSignal,
): Promise<Connection> {
  const login = readLogin(target)
  // Cleared when the session stands: what is over then is no concern of it.
  const timeout = new AbortController()
  const timer = setTimeout(
    () => timeout.abort(timeoutError(login, target)),
    target.connectTimeoutMs,
  )
  const ended = AbortSignal.any([signal, timeout.signal])
  try {
    const { locate } = target
    const tls = await tlsOptions(target, login.tlsMode)
    const terms: SessionTerms = { login, tls, locate }
    const address = await findServer(login, terms, ended)
    return new RedisConnection({ ...address, terms, target })
  } catch (error) {
    if (signal.aborted) throw new WorkbenchError('aborted', 'Connecting was given up')
    throw timeout.signal.aborted ? timeout.signal.reason : error
  } finally {
    clearTimeout(timer)
  }
}

type FoundServer = OpenSession & { readonly address: ServerAddress }

function findServer(login: Login, terms: SessionTerms, signal: AbortSignal): Promise<FoundServer> {
  const open = async (address: ServerAddress): Promise<FoundServer> => ({
    address,
    ...(await openSession(address, terms, signal)),
  })
  return firstOf(
    login.addresses,
    async (address) =>
      open(login.topology === 'sentinel' ? await findMaster(address, terms, signal) : address),
    signal,
  )
}

/** The first that can be had; fails with what the last said. */
async function firstOf<T>(
  addresses: readonly ServerAddress[],
  open: (address: ServerAddress) => Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  let failure: unknown
  for (const address of addresses) {
    signal.throwIfAborted()
    try {
      return await open(address)
    } catch (error) {
      failure = error
    }
  }
  throw failure
}

function timeoutError(
  { addresses, tlsMode }: Login,
  { connectTimeoutMs }: ConnectionTarget,
): WorkbenchError {
  const servers = addresses.map(nameOf).join(', ')
  // A server without TLS waits for the end of a line that never comes.
  const tls =
    tlsMode === 'off' ? '' : ` TLS is set to ${wordsForTls(tlsMode)}; check that the server has it.`
  return new WorkbenchError(
    'connect-timeout',
    `No session with ${servers} within ${connectTimeoutMs} ms. Check host, port and firewall, or raise the connect timeout.${tls}`,
    { details: { timeoutMs: connectTimeoutMs } },
  )
}
