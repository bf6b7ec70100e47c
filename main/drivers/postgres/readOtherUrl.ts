import { readPairs, urlOf } from '../connectionString.ts'

/**
 * The URL that is meant by a call of `psql`, or by the connection string of a .NET program (Npgsql);
 * null: it is neither.
 */
export function readOtherUrl(text: string): string | null {
  return /^psql\s/.test(text) ? ofPsql(text) : ofPairs(text)
}

const FLAGS: Readonly<Record<string, string>> = {
  '-h': 'host',
  '--host': 'host',
  '-p': 'port',
  '--port': 'port',
  '-U': 'user',
  '--username': 'user',
  '-d': 'database',
  '--dbname': 'database',
}

/** https://www.postgresql.org/docs/18/app-psql.html */
function ofPsql(text: string): string | null {
  const words = [...text.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)]
    .map(([, double, single, plain]) => double ?? single ?? plain ?? '')
    .slice(1)
  const url = words.find((word) => /^postgres(ql)?:\/\//i.test(word))
  if (url) return url
  const found: Record<string, string> = {}
  const rest: string[] = []
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!
    const [long = '', given] = word.split('=')
    const short = word.slice(0, 2)
    if (FLAGS[word]) found[FLAGS[word]] = words[++at] ?? ''
    else if (given !== undefined && FLAGS[long]) found[FLAGS[long]] = given
    else if (!word.startsWith('--') && FLAGS[short]) found[FLAGS[short]] = word.slice(2)
    else if (word.startsWith('-')) return null
    else rest.push(word)
  }
  const { host = 'localhost', database = rest.shift() ?? '', user = rest.shift() ?? '' } = found
  return urlOf('postgres', { ...found, host, database, user })
}

/** https://www.npgsql.org/doc/connection-string-parameters.html */
function ofPairs(text: string): string | null {
  const pairs = readPairs(text)
  const host = pairs?.get('host')
  if (!pairs || !host) return null
  const get = (...names: string[]) =>
    names.map((name) => pairs.get(name)).find((value) => value !== undefined) ?? ''
  const mode = get('ssl mode', 'sslmode')
  return urlOf(
    'postgres',
    {
      host,
      port: get('port'),
      user: get('username', 'user id', 'user', 'userid'),
      password: get('password', 'pwd'),
      database: get('database'),
    },
    { sslmode: mode === '' ? undefined : mode.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase() },
  )
}
