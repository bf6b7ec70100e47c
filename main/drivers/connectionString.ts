/** Names and values of `Host=db;Port=5432`, the names in lower case; null: it is no such text. */
export function readPairs(text: string): ReadonlyMap<string, string> | null {
  const pairs = new Map<string, string>()
  for (const match of text.matchAll(PAIR)) {
    const { name = '', quoted, plain = '', other } = match.groups!
    if (other !== undefined) return null
    if (name) pairs.set(name.toLowerCase().replaceAll(/\s+/g, ' '), quoted ?? plain.trim())
  }
  return pairs.size > 0 ? pairs : null
}

const PAIR =
  /\s*(?<name>[A-Za-z][A-Za-z ]*?)\s*=\s*(?:["'](?<quoted>[^"']*)["']|(?<plain>[^;"']*))\s*(?:;|$)|\s*;|(?<other>\S)/g

/** A URL of the parts that are there, as drivers read it. */
export function urlOf(
  scheme: string,
  parts: { host: string; port?: string; user?: string; password?: string; database?: string },
  parameters: Readonly<Record<string, string | undefined>> = {},
): string {
  const { host, port = '', user = '', password = '', database = '' } = parts
  const login = [user, ...(password ? [password] : [])].map(encodeURIComponent).join(':')
  const query = Object.entries(parameters)
    .filter((entry): entry is [string, string] => entry[1] !== undefined)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')
  const server = `${host.includes(':') ? `[${host}]` : encodeURIComponent(host)}${port && `:${port}`}`
  return `${scheme}://${login && `${login}@`}${server}/${encodeURIComponent(database)}${query && `?${query}`}`
}
