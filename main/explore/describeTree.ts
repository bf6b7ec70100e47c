import { WorkbenchError } from '../../contract/errors.ts'
import type { BrowseNode, BrowsePage } from '../../contract/explorer.ts'
import { joinPages } from '../../contract/joinPages.ts'
import type { Browser, Connection } from '../drivers/driver.ts'
import { counted, inColumns } from './inColumns.ts'

export type DescribeTreeRequest = {
  readonly browse: Browser
  readonly connection: Connection
  /** Entries of the name, or whose names match it; null: what stands at the top. */
  readonly name: string | null
  readonly format: 'text' | 'json'
}

/** More of a level are not told; a search by name finds the others. */
const MOST_ENTRIES = 10_000

/** What stands at the top of a tree, or what is known of entries by their name. */
export async function describeTree(
  { browse, connection, name, format }: DescribeTreeRequest,
  signal: AbortSignal,
): Promise<string> {
  const read = (path: readonly string[], pattern = '') =>
    readLevel(browse, connection, { path, pattern }, signal)
  if (name !== null) {
    const found = withName(await read([], name), name)
    if (found.entries.length === 0)
      throw new WorkbenchError('not-found', `There is nothing whose name is or holds “${name}”.`)
    const [only] = found.entries
    if (found.entries.length > 1 || !only) return written(found, format)
    const below = only.hasChildren ? await read(only.path) : null
    const statement = only.canOpen
      ? await browse.openStatement(connection, only.path, signal)
      : null
    return format === 'json'
      ? asJson({ ...only, below, statement })
      : `${levelText(found)}${below ? levelText(below, '  ') : ''}${statement === null ? '' : `\nShown by\n${statement}\n`}`
  }
  const top = await read([])
  // Databases by their names alone say little.
  const databases = top.entries.filter(({ icon }) => icon === 'database')
  if (databases.length === 0) return written(top, format)
  const parts = await inTurn(databases, async (database) => ({
    ...database,
    below: await read(database.path),
  }))
  if (format === 'json') return asJson({ ...top, entries: parts })
  return parts.map((part) => `${inColumns([cells(part)])}${levelText(part.below, '  ')}`).join('')
}

type Level = { readonly entries: readonly BrowseNode[]; readonly isComplete: boolean }

async function readLevel(
  browse: Browser,
  connection: Connection,
  place: { readonly path: readonly string[]; readonly pattern: string },
  signal: AbortSignal,
): Promise<Level> {
  let page: BrowsePage | null = null
  do {
    const cursor: string | null = page?.nextCursor ?? null
    page = joinPages(page, await browse.level(connection, { ...place, cursor }, signal))
  } while (page.nextCursor !== null && page.nodes.length < MOST_ENTRIES)
  return { entries: page.nodes, isComplete: page.nextCursor === null }
}

/** Only those of exactly that name, where there are such. */
function withName(level: Level, name: string): Level {
  const exact = level.entries.filter(({ label }) => label === name)
  return exact.length > 0 ? { ...level, entries: exact } : level
}

async function inTurn<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  for (const item of items) results.push(await work(item))
  return results
}

const written = (level: Level, format: 'text' | 'json'): string =>
  format === 'json' ? asJson(level) : levelText(level)

const asJson = (found: unknown): string => `${JSON.stringify(found, null, 2)}\n`

function levelText({ entries, isComplete }: Level, indent = ''): string {
  if (entries.length === 0) return `${indent}There is nothing.\n`
  const more = isComplete
    ? ''
    : `${indent}… and more than these ${entries.length.toLocaleString('en')}.\n`
  return inColumns(entries.map(cells), indent) + more
}

const cells = ({ label, icon, detail, count }: BrowseNode): string[] => [
  label,
  detail || icon,
  count === null ? '' : counted(count, 'entry', 'entries'),
]
