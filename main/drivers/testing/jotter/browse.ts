import type { BrowseNode, BrowsePage } from '../../../../contract/explorer.ts'
import type { Browser, BrowseRequest, Connection } from '../../driver.ts'
import { dialect } from './dialect.ts'
import { JotterConnection } from './JotterConnection.ts'
import type { WireCell } from './Session.ts'

const PAGE_NODES = 100

/** The tree of lists: folders by the slashes in their names. */
export const browse: Browser = {
  level,
  openStatement: async (_connection, path) => dialect.selectAll('', path.join('/')),
}

async function level(
  connection: Connection,
  { path, pattern, cursor }: BrowseRequest,
  signal: AbortSignal,
): Promise<BrowsePage> {
  const folder = path.map((name) => `${name}/`).join('')
  const values = [folder, pattern, cursor ?? '', PAGE_NODES]
  const entries = await asJotter(connection).ask('LIST', values, signal)
  const isLast = entries.length < PAGE_NODES
  return {
    nodes: entries.map((entry) => nodeOf(path, entry)),
    nextCursor: isLast ? null : String(entries.at(-1)![0]),
  }
}

function nodeOf(path: readonly string[], [name, notes, isFolder]: readonly WireCell[]): BrowseNode {
  return {
    path: [...path, ...String(name).split('/')],
    label: String(name),
    icon: isFolder ? 'folder' : 'key',
    detail: notes === null ? '' : notes === '1' ? '1 note' : `${notes} notes`,
    count: null,
    hasChildren: isFolder === true,
    canOpen: notes !== null,
  }
}

function asJotter(connection: Connection): JotterConnection {
  if (connection instanceof JotterConnection) return connection
  throw new Error('The tree of lists is read on a session of Jotter')
}
