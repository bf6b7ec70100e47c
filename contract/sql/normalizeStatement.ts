import { isSql, Scanner, type Splitter } from './Scanner.ts'

const NUMBER = /^\d/
/** A placeholder's: `$1`, `@p1`. */
const MARK_BEFORE = /[$@:]$/
const MOST_CHARACTERS = 2_000
/** `(?, ?, ?)` of any length is one and the same. */
const LIST = /\(\s*\?(?:\s*,\s*\?)+\s*\)/g
const ROWS = /(\((?:\?|\?…)\))(?:\s*,\s*\((?:\?|\?…)\))+/g

/**
 * A statement without what differs from run to run: values, comments, white space. What is left tells
 * statements apart, and holds no secrets.
 */
export function normalizeStatement(sql: string, splitter: Splitter): string {
  if (splitter === 'redis') return redisCommand(sql)
  if (!isSql(splitter)) return oneLine(sql)
  const scanner = new Scanner(sql, splitter)
  let out = ''
  while (scanner.next()) {
    const { kind, text } = scanner
    if (kind === 'space' || kind === 'comment') out += out.endsWith(' ') ? '' : ' '
    else if (kind === 'string') out += isQuotedName(text) ? text : '?'
    else if (kind === 'word' && NUMBER.test(text) && !MARK_BEFORE.test(out))
      out += out.endsWith('?.') ? '' : '?'
    else out += text
    if (out.length > MOST_CHARACTERS) break
  }
  return out
    .replaceAll(/\?\.(?=\s|[,);]|$)/g, '?')
    .replaceAll('?.?', '?')
    .replaceAll(LIST, '(?…)')
    .replaceAll(ROWS, '$1…')
    .replace(/[\s;]+$/, '')
    .trim()
    .slice(0, MOST_CHARACTERS)
}

/** `"name"`, `[name]` and the like; strings stand in single quotes or between dollars. */
const isQuotedName = (text: string): boolean => /^["[`]/.test(text)

/** The command alone: what follows are keys and values. */
const redisCommand = (line: string): string => {
  const [command = '', ...rest] = line.trim().split(/\s+/)
  return rest.length === 0 ? command.toUpperCase() : `${command.toUpperCase()} …`
}

const oneLine = (sql: string): string =>
  sql.replaceAll(/\s+/g, ' ').trim().slice(0, MOST_CHARACTERS)
