import { WorkbenchError } from '../../../contract/errors.ts'
import type { ParsedUrl } from '../../../contract/profiles.ts'
import { DEFAULT_HOST, DEFAULT_PORT, type TlsMode } from './profileFields.ts'

export const URL_SCHEMES = ['mssql', 'sqlserver']

const URL_PARTS =
  /^(?<scheme>[a-z][a-z0-9+.-]*):\/\/(?:(?<credentials>[^/?]*)@)?(?<server>[^/?]*)(?:\/(?<database>[^?]*))?(?:\?(?<query>.*))?$/i
const SERVER = /^(?:\[(?<v6>[0-9a-f:.%]+)\]|(?<name>[^:[\]\s]*))(?::(?<port>[^:]*))?$/i

type UrlPart = 'scheme' | 'host' | 'port' | 'percent-encoding' | 'parameter'

/** Takes `mssql://user:password@host:1433/database?encrypt=…&trustServerCertificate=…` apart. */
export function parseUrl(url: string): ParsedUrl {
  if (url.includes('#'))
    throw invalidUrl('percent-encoding', 'A “#” in a name or password has to be written “%23”.')
  const parts = URL_PARTS.exec(url.trim())?.groups
  if (!parts || !URL_SCHEMES.includes(parts.scheme!.toLowerCase()))
    throw invalidUrl('scheme', 'It has to start with “mssql://”.')
  const { credentials = '', server = '', database = '', query = '' } = parts
  if (database.includes('@'))
    throw invalidUrl(
      'percent-encoding',
      'In a user, password or database, “/” has to be written “%2F” and “@” “%40”.',
    )
  const colon = credentials.indexOf(':')
  const user = decode(colon < 0 ? credentials : credentials.slice(0, colon), 'user')
  const password = colon < 0 ? '' : decode(credentials.slice(colon + 1), 'password')
  const { host, port } = parseServer(server)
  const name = decode(database, 'database')
  return {
    driverId: 'mssql',
    name: name ? `${name} on ${host}` : host,
    fields: {
      host,
      port,
      ...(user && { user }),
      ...(name && { database: name }),
      ...parseQuery(query),
    },
    secrets: password ? { password } : {},
  }
}

function parseServer(server: string): { host: string; port: number } {
  const found = SERVER.exec(server)?.groups
  if (!found) throw invalidUrl('host', 'An IPv6 address has to stand in brackets, such as [::1].')
  const { v6, name = '', port = '' } = found
  const number = port === '' ? DEFAULT_PORT : Number(port)
  if (!/^\d*$/.test(port) || number < 1 || number > 65_535)
    throw invalidUrl('port', 'It has to be a number from 1 to 65535.')
  return { host: (v6 ?? decode(name, 'host')) || DEFAULT_HOST, port: number }
}

/** The words of Microsoft’s own connection strings, in any case. */
const MODE_BY_ENCRYPT: Readonly<Record<string, TlsMode>> = {
  false: 'optional',
  no: 'optional',
  optional: 'optional',
  true: 'mandatory',
  yes: 'mandatory',
  mandatory: 'mandatory',
  strict: 'strict',
}

function parseQuery(query: string): Record<string, string> {
  let mode: TlsMode | null = null
  let isTrusted = false
  const fields: Record<string, string> = {}
  for (const pair of query.split('&').filter(Boolean)) {
    const equals = pair.indexOf('=')
    const name = decode(equals < 0 ? pair : pair.slice(0, equals), 'parameter')
    const value = equals < 0 ? '' : decode(pair.slice(equals + 1), 'parameter')
    switch (name.toLowerCase()) {
      case 'encrypt':
        mode = oneOf(name, value, MODE_BY_ENCRYPT)
        break
      case 'trustservercertificate':
        isTrusted = oneOf(name, value, { true: true, yes: true, false: false, no: false })
        break
      case 'hostnameincertificate':
        fields.certificateHost = value
        break
      case 'cafile':
        fields.caFile = value
        break
      case 'certfile':
        fields.certFile = value
        break
      case 'keyfile':
        fields.keyFile = value
        break
      case 'database':
        fields.database = value
        break
      default:
        throw invalidUrl('parameter', `The parameter “${name}” is not known.`)
    }
  }
  if (isTrusted && mode !== 'optional' && mode !== 'strict') mode = 'mandatory-trust'
  return { ...fields, ...(mode && { tlsMode: mode }) }
}

function oneOf<T>(name: string, value: string, known: Readonly<Record<string, T>>): T {
  const found = Object.hasOwn(known, value.toLowerCase()) ? known[value.toLowerCase()] : undefined
  if (found !== undefined) return found
  throw invalidUrl(
    'parameter',
    `“${name}” has to be one of ${Object.keys(known).join(', ')}, not “${value}”.`,
  )
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
