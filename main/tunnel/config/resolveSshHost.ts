import type { ConfigLine } from './parseSshConfig.ts'

/** What ssh_config says of a host; null: nothing. */
export type SshHostSettings = {
  readonly hostName: string | null
  readonly user: string | null
  readonly port: number | null
  /** As written, with `~` and tokens. */
  readonly identityFile: string | null
  /** As `ssh -J` takes it; `none` is none. */
  readonly proxyJump: string | null
  readonly proxyCommand: string | null
}

type Facts = { readonly host: string; readonly localUser: string }

/** The settings for a host as it is called; of each, the first that is found counts. */
export function resolveSshHost(lines: readonly ConfigLine[], facts: Facts): SshHostSettings {
  const found = new Map<string, readonly string[]>()
  collect(lines, true, facts, found)
  const word = (keyword: string): string | null => found.get(keyword)?.[0] ?? null
  const port = Number(word('port'))
  return {
    hostName: word('hostname'),
    user: word('user'),
    port: Number.isInteger(port) && port > 0 && port < 65_536 ? port : null,
    identityFile: word('identityfile'),
    proxyJump: word('proxyjump'),
    proxyCommand: found.get('proxycommand')?.join(' ') ?? null,
  }
}

/** A condition holds until the next one; inside of an included file, only as far as that goes. */
function collect(
  lines: readonly ConfigLine[],
  isOuterMet: boolean,
  facts: Facts,
  found: Map<string, readonly string[]>,
): void {
  let isMet = isOuterMet
  for (const { keyword, words, included } of lines) {
    if (keyword === 'host') isMet = isOuterMet && matchesPatterns(words, facts.host)
    else if (keyword === 'match') isMet = isOuterMet && isMatch(words, facts, found)
    else if (included) collect(included, isMet, facts, found)
    else if (isMet && !found.has(keyword)) found.set(keyword, words)
  }
}

/** Criteria that would run a command, or ask what is not known here, are never met. */
function isMatch(
  words: readonly string[],
  { host, localUser }: Facts,
  found: ReadonlyMap<string, readonly string[]>,
): boolean {
  const values: Readonly<Record<string, string>> = {
    host: found.get('hostname')?.[0] ?? host,
    originalhost: host,
    user: found.get('user')?.[0] ?? localUser,
    localuser: localUser,
  }
  for (let at = 0; at < words.length; at++) {
    const criterion = words[at]!.toLowerCase()
    if (criterion === 'all') continue
    const value = values[criterion]
    if (value === undefined || !matchesPatterns((words[++at] ?? '').split(','), value)) return false
  }
  return words.length > 0
}

/** Whether one of the patterns fits, and none that is denied. */
export function matchesPatterns(patterns: readonly string[], text: string): boolean {
  const fits = (pattern: string): boolean =>
    new RegExp(
      `^${pattern
        .replaceAll(/[\\^$.+()[\]{}|]/g, '\\$&')
        .replaceAll('*', '.*')
        .replaceAll('?', '.')}$`,
      'i',
    ).test(text)
  const denied = patterns.filter((pattern) => pattern.startsWith('!'))
  return (
    !denied.some((pattern) => fits(pattern.slice(1))) &&
    patterns.some((pattern) => !pattern.startsWith('!') && fits(pattern))
  )
}

/** Hosts that are called by a name of their own, in their order. */
export function aliasesIn(lines: readonly ConfigLine[]): string[] {
  const names = lines.flatMap(({ keyword, words, included }) =>
    included ? aliasesIn(included) : keyword === 'host' ? words : [],
  )
  return [...new Set(names.filter((name) => !/[*?!]/.test(name)))]
}
