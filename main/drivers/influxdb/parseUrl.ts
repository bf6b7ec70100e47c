import { WorkbenchError } from '../../../contract/errors.ts'
import type { ParsedUrl } from '../../../contract/profiles.ts'
import { DEFAULT_PORT, LANGUAGES } from './profileFields.ts'

export const URL_SCHEMES = ['influxdb', 'influxdbs']

const FIELDS = new Set(['language', 'organization', 'tlsMode', 'caFile', 'certFile', 'keyFile'])
const URL_PARTS =
  /^(?<scheme>influxdbs?):\/\/(?:(?<credentials>[^/?]*)@)?(?<server>[^/?]*)(?:\/(?<database>[^?]*))?(?:\?(?<query>.*))?$/i

type UrlPart = 'scheme' | 'host' | 'port' | 'percent-encoding' | 'parameter'

/** Takes `influxdb://user:password@host:port/database?language=…` apart; `influxdbs` is TLS. */
export function parseUrl(url: string): ParsedUrl {
  const parts = URL_PARTS.exec(url.trim())?.groups
  if (!parts) throw invalidUrl('scheme', 'It has to start with “influxdb://” or “influxdbs://”.')
  const { scheme = '', credentials = '', server = '', database = '', query = '' } = parts
  const [user = '', ...rest] = credentials.split(':')
  const password = rest.join(':')
  const { token, ...fields } = parseQuery(query)
  const { host, port } = parseServer(server)
  const name = decode(database, 'database')
  return {
    driverId: 'influxdb',
    name: name ? `${name} on ${host}` : host,
    fields: {
      host,
      port,
      ...(scheme.toLowerCase() === 'influxdbs' && { tlsMode: 'verify-full' }),
      ...(name && { database: name }),
      ...(user && { user: decode(user, 'user') }),
      ...fields,
    },
    secrets: {
      ...(password && { password: decode(password, 'password') }),
      ...(token && { token }),
    },
  }
}

function parseServer(server: string): { host: string; port: number } {
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
  const values: Record<string, string> = {}
  for (const pair of query.split('&').filter(Boolean)) {
    const [encodedName = '', ...rest] = pair.split('=')
    const name = decode(encodedName, 'parameter')
    const value = decode(rest.join('='), 'parameter')
    if (name === 'org') values['organization'] = value
    else if (name === 'token' || FIELDS.has(name)) values[name] = value
    else throw invalidUrl('parameter', `The parameter “${name}” is not known.`)
  }
  const { language } = values
  if (language !== undefined && !LANGUAGES.some(({ value }) => value === language))
    throw invalidUrl('parameter', 'The language has to be influxql, flux or sql.')
  return values
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
