import { WorkbenchError } from '../../../contract/errors.ts'
import type { ParsedUrl } from '../../../contract/profiles.ts'
import type { TlsMode } from '../tls.ts'
import { DEFAULT_HOST, DEFAULT_PORT } from './profileFields.ts'

const TLS_MODE_BY_SSLMODE: Readonly<Record<string, TlsMode>> = {
  disable: 'off',
  allow: 'prefer',
  prefer: 'prefer',
  require: 'require',
  'no-verify': 'require',
  'verify-ca': 'verify-ca',
  'verify-full': 'verify-full',
}

/** libpq's parameters that are fields of the profile. */
const FIELD_BY_PARAMETER: Readonly<Record<string, string>> = {
  host: 'host',
  port: 'port',
  dbname: 'database',
  user: 'user',
  sslrootcert: 'caFile',
  sslcert: 'certFile',
  sslkey: 'keyFile',
  sslpassword: 'keyPassphrase',
}
/** Those that change nothing here: the program has settings of its own for them. */
const IGNORED_PARAMETERS = new Set([
  ...['application_name', 'fallback_application_name', 'client_encoding', 'connect_timeout'],
  ...['keepalives', 'keepalives_idle', 'keepalives_interval', 'keepalives_count', 'gssencmode'],
  ...['channel_binding', 'target_session_attrs', 'sslnegotiation', 'pgbouncer', 'schema'],
])

const URL_PARTS =
  /^(?<scheme>[a-z][a-z0-9+.-]*):\/\/(?:(?<credentials>[^/?]*)@)?(?<server>[^/?]*)(?:\/(?<database>[^?]*))?(?:\?(?<query>.*))?$/i

/** A host, perhaps with a port that can be one. */
const PLAIN_SERVER = /^(\[[^\]]*\]|[^:]*)(:\d*)?$/

type UrlPart = 'scheme' | 'host' | 'port' | 'percent-encoding' | 'parameter'

/**
 * Takes `postgres://user:password@host:port/database?sslmode=…` apart (PostgreSQL's manual,
 * "Connection URIs"). Not by `URL`, which says of a broken one only that it is broken.
 */
export function parseUrl(url: string): ParsedUrl {
  if (url.includes('#')) {
    throw invalidUrl('percent-encoding', 'A “#” in a name or password has to be written “%23”.')
  }
  const parts = URL_PARTS.exec(url.trim())?.groups
  if (!parts || !/^postgres(ql)?$/i.test(parts.scheme!)) {
    throw invalidUrl('scheme', 'It has to start with “postgres://”.')
  }
  const { credentials, server = '', database = '', query = '' } = parts
  const isCutShort = database.includes('@') || (query.includes('@') && !PLAIN_SERVER.test(server))
  if (credentials === undefined && isCutShort) throw cutCredentials()
  const [user, password] = splitOnce(credentials ?? '', ':')
  const values: Record<string, string> = {
    ...parseServer(server),
    ...(user && { user: decode(user, 'user') }),
    ...(password && { password: decode(password, 'password') }),
    ...(database && { database: decode(database, 'database') }),
    ...parseQuery(query),
  }
  return describe(values)
}

function describe({ password, keyPassphrase, port, ...texts }: Record<string, string>): ParsedUrl {
  const fields = { host: DEFAULT_HOST, port: port ? parsePort(port) : DEFAULT_PORT, ...texts }
  const { database = texts.user } = texts
  return {
    driverId: 'postgres',
    name: database ? `${database} on ${fields.host}` : fields.host,
    fields,
    secrets: { ...(password && { password }), ...(keyPassphrase && { keyPassphrase }) },
  }
}

function parseServer(server: string): Record<string, string> {
  if (server.includes(',')) {
    throw invalidUrl('host', 'Lists of hosts are not supported: give one.')
  }
  const match = /^(?:\[(?<v6>[0-9a-f:.%]+)\]|(?<name>[^:[\]]*))(?::(?<port>[^:]*))?$/i.exec(server)
  if (!match?.groups) {
    throw invalidUrl('host', 'An IPv6 address has to stand in brackets, such as [::1].')
  }
  const { v6, name, port } = match.groups
  const host = v6 ?? decode(name!, 'host')
  if (/[\s\\]/.test(host)) throw invalidUrl('host', 'The host holds a character that no host has.')
  return { ...(host && { host }), ...(port && { port }) }
}

function parsePort(port: string): number {
  const number = Number(port)
  if (!/^\d+$/.test(port) || number < 1 || number > 65_535) {
    // Other text may be a password: `user:password` with no host behind it.
    const isShown = /^\d+$/.test(port)
    throw invalidUrl(
      'port',
      `It has to be a number from 1 to 65535${isShown ? `, not ${port}` : ''}.`,
    )
  }
  return number
}

function parseQuery(query: string): Record<string, string> {
  const values: Record<string, string> = {}
  for (const pair of query.split('&').filter(Boolean)) {
    const [encodedName, encodedValue] = splitOnce(pair, '=')
    if (encodedName.includes('@')) throw cutCredentials()
    const name = decode(encodedName, 'parameter')
    const value = decode(encodedValue, 'parameter')
    Object.assign(values, readParameter(name, value))
  }
  return values
}

function readParameter(name: string, value: string): Record<string, string> {
  if (name === 'password') return { password: value }
  if (name === 'sslmode' || name === 'ssl') return { tlsMode: readTlsMode(name, value) }
  const field = FIELD_BY_PARAMETER[name]
  if (field) return { [field]: value }
  if (IGNORED_PARAMETERS.has(name)) return {}
  throw invalidUrl('parameter', `The parameter “${name}” is not known.`)
}

function readTlsMode(name: string, value: string): TlsMode {
  // `ssl=true` is what other clients write for `sslmode=require`.
  const sslmode = name === 'ssl' ? { true: 'require', false: 'disable' }[value] : value
  const mode = TLS_MODE_BY_SSLMODE[sslmode ?? '']
  if (mode) return mode
  const known = Object.keys(TLS_MODE_BY_SSLMODE).join(', ')
  throw invalidUrl('parameter', `“${name}” has to be one of ${known}, not “${value}”.`)
}

function decode(text: string, where: string): string {
  if (/%00/.test(text)) {
    throw invalidUrl('percent-encoding', `The ${where} holds “%00”, which no name can have in it.`)
  }
  try {
    return decodeURIComponent(text)
  } catch {
    throw invalidUrl(
      'percent-encoding',
      `The ${where} holds a “%” that is not the start of an encoded character. Write “%25” for “%”.`,
    )
  }
}

/** A “/” or “?” in a password ends it, and what comes after would be shown as a database's name. */
const cutCredentials = (): WorkbenchError =>
  invalidUrl(
    'percent-encoding',
    'In a user, password or database, “/” has to be written “%2F”, “?” “%3F” and “@” “%40”.',
  )

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator)
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}

const invalidUrl = (part: UrlPart, explanation: string): WorkbenchError =>
  new WorkbenchError('invalid-url', `The ${part} of the URL is broken. ${explanation}`, {
    details: { part },
  })
