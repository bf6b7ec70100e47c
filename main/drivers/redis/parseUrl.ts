import { WorkbenchError } from '../../../contract/errors.ts'
import type { ParsedUrl } from '../../../contract/profiles.ts'
import { DEFAULT_PORT } from './profileFields.ts'

/** What the scheme says besides that it is Redis. */
const FIELDS_BY_SCHEME: Readonly<Record<string, Record<string, string>>> = {
  redis: {},
  rediss: { tlsMode: 'verify-full' },
  valkey: {},
  valkeys: { tlsMode: 'verify-full' },
  'redis+sentinel': { topology: 'sentinel' },
  'redis+cluster': { topology: 'cluster' },
  'rediss+sentinel': { topology: 'sentinel', tlsMode: 'verify-full' },
  'rediss+cluster': { topology: 'cluster', tlsMode: 'verify-full' },
}
export const URL_SCHEMES = Object.keys(FIELDS_BY_SCHEME)

const PARAMETERS = new Set(['separator', 'masterName', 'tlsMode', 'caFile', 'certFile', 'keyFile'])

const URL_PARTS =
  /^(?<scheme>[a-z+]+):\/\/(?:(?<credentials>[^/?]*)@)?(?<server>[^/?]*)(?:\/(?<database>[^?]*))?(?:\?(?<query>.*))?$/i

type UrlPart = 'scheme' | 'host' | 'port' | 'database' | 'percent-encoding' | 'parameter'

/**
 * Takes `redis://user:password@host:port/number` apart. `rediss` is TLS; behind `redis+sentinel` and
 * `redis+cluster` several servers may stand with commas between.
 */
export function parseUrl(url: string): ParsedUrl {
  const parts = URL_PARTS.exec(url.trim())?.groups
  const fromScheme = FIELDS_BY_SCHEME[parts?.scheme?.toLowerCase() ?? '']
  if (!parts || !fromScheme)
    throw invalidUrl('scheme', 'It has to start with “redis://” or “rediss://”.')
  const { credentials = '', server = '', database = '', query = '' } = parts
  const colon = credentials.indexOf(':')
  const user = colon < 0 ? credentials : credentials.slice(0, colon)
  const password = colon < 0 ? '' : credentials.slice(colon + 1)
  const { host, port } = parseServers(server)
  if (database !== '' && !/^\d+$/.test(database))
    throw invalidUrl('database', `It has to be a number from 0, not “${database}”.`)
  return {
    driverId: 'redis',
    name: Number(database) > 0 ? `${host} / ${database}` : host,
    fields: {
      host,
      port,
      ...fromScheme,
      ...(database && { database: Number(database) }),
      ...(user && { user: decode(user, 'user') }),
      ...parseQuery(query),
    },
    secrets: password ? { password: decode(password, 'password') } : {},
  }
}

/** One server apart; a list as it is, each with its own port. */
function parseServers(server: string): { host: string; port: number } {
  if (server.includes(',')) return { host: decode(server, 'host'), port: DEFAULT_PORT }
  const match = /^(?:\[(?<v6>[0-9a-f:.%]+)\]|(?<name>[^:[\]]*))(?::(?<port>[^:]*))?$/i.exec(server)
  if (!match?.groups)
    throw invalidUrl('host', 'An IPv6 address has to stand in brackets, such as [::1].')
  const { v6, name = '', port = '' } = match.groups
  const number = port === '' ? DEFAULT_PORT : Number(port)
  if (!/^\d*$/.test(port) || number < 1 || number > 65_535)
    throw invalidUrl('port', 'It has to be a number from 1 to 65535.')
  return { host: v6 ?? (decode(name, 'host') || 'localhost'), port: number }
}

function parseQuery(query: string): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const pair of query.split('&').filter(Boolean)) {
    const [encodedName = '', ...rest] = pair.split('=')
    const name = decode(encodedName, 'parameter')
    if (!PARAMETERS.has(name))
      throw invalidUrl(
        'parameter',
        `The parameter “${name}” is not known; ${[...PARAMETERS].join(', ')} are.`,
      )
    fields[name] = decode(rest.join('='), 'parameter')
  }
  return fields
}

function decode(text: string, where: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw invalidUrl(
      'percent-encoding',
      `The ${where} holds a “%” that is not the start of an encoded character. Write “%25” for “%”.`,
    )
  }
}

const invalidUrl = (part: UrlPart, explanation: string): WorkbenchError =>
  new WorkbenchError('invalid-url', `The ${part} of the URL is broken. ${explanation}`, {
    details: { part },
  })
