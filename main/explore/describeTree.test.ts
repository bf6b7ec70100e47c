import { expect, test } from 'vitest'
import type { BrowseNode } from '../../contract/explorer.ts'
import type { Browser, Connection } from '../drivers/driver.ts'
import { describeTree } from './describeTree.ts'

const { signal } = new AbortController()

const node = (label: string, changes: Partial<BrowseNode> = {}): BrowseNode => ({
  path: [label],
  label,
  icon: 'key',
  detail: 'string · 1',
  count: null,
  hasChildren: false,
  canOpen: true,
  ...changes,
})

const folder = (label: string, count: number) =>
  node(label, { icon: 'folder', detail: '', count, hasChildren: true, canOpen: false })

/** Levels in parts, by the last name of their path or the pattern. */
function treeOf(levels: Readonly<Record<string, readonly (readonly BrowseNode[])[]>>): Browser {
  return {
    level: async (_connection, { path, pattern, cursor }) => {
      const parts = levels[pattern || (path.at(-1) ?? '')] ?? []
      const at = Number(cursor ?? 0)
      return {
        nodes: [...(parts[at] ?? [])],
        nextCursor: at + 1 < parts.length ? String(at + 1) : null,
      }
    },
    openStatement: async (_connection, path) => `GET ${path.join(' ')}`,
  }
}

const tell = (browse: Browser, name: string | null) =>
  describeTree({ browse, connection: {} as Connection, name, format: 'text' }, signal)

test('counts together what comes in parts', async () => {
  const browse = treeOf({ '': [[folder('a:', 1_000), node('b')], [folder('a:', 234)]] })
  expect(await tell(browse, null)).toBe('a:  folder      1,234 entries\nb   string · 1\n')
})

test('tells of databases what they hold', async () => {
  const database = (label: string) => ({ ...folder(label, 1), icon: 'database' as const })
  const browse = treeOf({ '': [[database('db0'), database('db1')]], db0: [[node('a')]] })
  expect(await tell(browse, null)).toBe(
    'db0  database  1 entry\n  a  string · 1\ndb1  database  1 entry\n  There is nothing.\n',
  )
})

test('prefers the entry of exactly that name, and tells how it is shown', async () => {
  const browse = treeOf({ a: [[node('ab'), node('a')]], b: [[node('ab'), node('b c')]] })
  expect(await tell(browse, 'a')).toBe('a  string · 1\n\nShown by\nGET a\n')
  expect(await tell(browse, 'b')).toBe('ab   string · 1\nb c  string · 1\n')
  await expect(tell(browse, 'c')).rejects.toMatchObject({ code: 'not-found' })
})

test('says that there is more', async () => {
  const part = Array.from({ length: 10_000 }, (_, at) => node(`k${at}`))
  expect(await tell(treeOf({ '': [part, [node('last')]] }), null)).toMatch(
    /\n… and more than these 10,000\.\n$/,
  )
})
