import { homedir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { WorkbenchError } from '../../../contract/errors.ts'
import type { ParsedUrl } from '../../../contract/profiles.ts'

export const URL_SCHEMES = ['sqlite', 'sqlite3', 'file'] as const

type Fields = ParsedUrl['fields']

/**
 * Takes `sqlite:///folder/shop.db`, `sqlite:shop.db`, `sqlite::memory:` or a bare path apart.
 * Relative paths are meant from the folder the program runs in and are kept absolute.
 */
export function parseUrl(url: string): ParsedUrl {
  const [, scheme = '', rest = ''] = /^([a-z][a-z0-9+.-]+):(.*)$/is.exec(url.trim()) ?? []
  const isBarePath = scheme === '' || /^[\\/]/.test(url)
  if (isBarePath) return profileFor(url.trim(), {})
  if (!(URL_SCHEMES as readonly string[]).includes(scheme.toLowerCase()))
    throw broken(
      'scheme',
      `“${scheme}:” is not SQLite's. Write ${URL_SCHEMES[0]}:///folder/file.db.`,
    )
  const [location, query] = splitOnce(rest, '?')
  return profileFor(locatedDatabase(location), readQuery(query))
}

function profileFor(path: string, fields: Fields): ParsedUrl {
  if (path === '') throw broken('path', 'The URL names no file. Write sqlite:///folder/file.db.')
  const isMemory = path === ':memory:'
  return {
    driverId: 'sqlite',
    name: isMemory ? 'In memory' : basename(path),
    fields: { path: isMemory ? path : absolute(path), ...fields },
    secrets: {},
  }
}

function absolute(path: string): string {
  return resolve(/^~[\\/]/.test(path) ? join(homedir(), path.slice(2)) : path)
}

/** What stands behind the scheme: `///folder/file`, `/folder/file`, `file` or `:memory:`. */
function locatedDatabase(location: string): string {
  const [, authority, rest] = /^\/\/([^/]*)(.*)$/s.exec(location) ?? []
  if (authority === undefined || rest === undefined) return decodePath(location)
  if (authority === ':memory:' && rest === '') return ':memory:'
  if (authority !== '' && authority !== 'localhost')
    throw broken(
      'host',
      `“${authority}” stands where a host would be, and SQLite has none. Write three slashes ` +
        `before an absolute path: sqlite:///${authority}${rest}; or none before a relative one.`,
    )
  const path = decodePath(rest)
  if (path === '/:memory:') return ':memory:'
  return /^\/[a-z]:/i.test(path) ? path.slice(1) : path
}

function decodePath(text: string): string {
  try {
    const path = decodeURIComponent(text)
    if (!path.includes('\0')) return path
  } catch {
    // Told below, together with %00.
  }
  throw broken('path', `“${text}” has a broken %-escape. A percent sign itself is written %25.`)
}

/** The connection's options by their names in a URL. */
const QUERY_FIELDS: Record<string, (value: string) => Fields> = {
  mode: readMode,
  busy_timeout: (value) => ({ busyTimeoutMs: readTimeout(value) }),
  journal_mode: readJournalMode,
}

function readQuery(query: string): Fields {
  const fields: Fields = {}
  for (const [name, value] of new URLSearchParams(query)) {
    const read = Object.hasOwn(QUERY_FIELDS, name) ? QUERY_FIELDS[name] : undefined
    if (!read)
      throw broken(
        'query',
        `“${name}” is not an option of SQLite here; there are ${Object.keys(QUERY_FIELDS).join(', ')}.`,
      )
    Object.assign(fields, read(value))
  }
  return fields
}

function readMode(value: string): Fields {
  if (value === 'rw') return { mode: 'must-exist' }
  if (value === 'rwc') return { mode: 'create' }
  throw broken(
    'query',
    `mode is “${value}”; it can be rw (the file must exist) or rwc (create it if missing). ` +
      `Read-only is set in the connection’s settings.`,
  )
}

function readTimeout(value: string): number {
  if (/^\d{1,6}$/.test(value)) return Number(value)
  throw broken('query', `busy_timeout is “${value}”; it must be milliseconds, 0 to 600000.`)
}

function readJournalMode(value: string): Fields {
  if (value === 'wal' || value === 'keep') return { journalMode: value }
  throw broken('query', `journal_mode is “${value}”; it can be wal or keep.`)
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator)
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)]
}

const broken = (part: string, message: string): WorkbenchError =>
  new WorkbenchError('invalid-url', message, { details: { part } })
