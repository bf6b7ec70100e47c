import { readPairs, urlOf } from '../connectionString.ts'

/** Some write user and password in front of the server, as in other URLs. */
const JDBC =
  /^(?:sqlserver|mssql):\/\/(?:(?<user>[^:@;/?]*)(?::(?<password>[^@;/?]*))?@)?(?<server>[^;/?]*);(?<rest>.*)$/i

/**
 * The URL that is meant by the connection string of a .NET program, or by a JDBC URL, whose
 * parameters stand behind semicolons; null: it is neither.
 */
export function readOtherUrl(text: string): string | null {
  const jdbc = JDBC.exec(text)?.groups
  const pairs = readPairs(jdbc ? jdbc['rest']! : text)
  if (!pairs) return null
  const get = (...names: string[]) =>
    names.map((name) => pairs.get(name)).find((value) => value !== undefined)
  const server = jdbc?.['server'] ?? get('server', 'data source', 'addr', 'address')
  if (!server) return null
  const [, host = '', port = ''] = /^(?:tcp:)?([^,:]+)(?:[,:](\d+))?$/.exec(server) ?? []
  if (host === '') return null
  return urlOf(
    'mssql',
    {
      host: host === '.' || host === '(local)' ? 'localhost' : host,
      port,
      user: get('user id', 'uid', 'user', 'username') ?? decoded(jdbc?.['user']),
      password: get('password', 'pwd') ?? decoded(jdbc?.['password']),
      database: get('initial catalog', 'database', 'databasename') ?? '',
    },
    {
      encrypt: get('encrypt')?.toLowerCase(),
      trustServerCertificate: get(
        'trustservercertificate',
        'trust server certificate',
      )?.toLowerCase(),
    },
  )
}

/** As it stands where its percent signs are no encoding. */
function decoded(text = ''): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
