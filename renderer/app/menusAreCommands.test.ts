import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test, vi } from 'vitest'
import type { Filter } from '../../contract/filters.ts'
import type { Profile } from '../../contract/profiles.ts'
import type { TreeNode } from '../explorer/treeNode.ts'
import { fixedKeys } from '../settings/fixedKeys.ts'
import type { MenuEntry } from '../ui/menuEntry.ts'
import { describeKeys } from './keys.ts'
import { menuActions } from './menuCommands.ts'

// What is looked up as the modules load.
vi.hoisted(() => {
  const query = { matches: false, addEventListener: () => {} }
  vi.stubGlobal('window', { matchMedia: () => query, addEventListener: () => {} })
})

const { entriesFor } = await import('../explorer/useRowMenu.ts')
const { rowCommands } = await import('../explorer/rowCommands.ts')
const { headerMenu } = await import('../grid/headerMenu.ts')
const { cellMenu } = await import('../grid/cellMenu.ts')
const { gridCommands } = await import('../grid/gridCommands.ts')
const { gridMenuCommands } = await import('../grid/gridMenuCommands.ts')
const { editCommandsOf } = await import('../edits/editCommands.ts')
const { editEntries } = await import('../edits/editEntries.ts')
const { analysisEntries, columnAnalysisEntries } =
  await import('../results/analysis/analysisEntries.ts')

const text = ((key: string) => key) as never
const nothing = (): void => {}

const sources = globSync('renderer/**/*.{ts,tsx}').filter((path) => !path.endsWith('.test.ts'))
const sourceTexts = sources.map((path) => readFileSync(path, 'utf8'))

/** Ids of commands, from what makes them and from the lists that components register. */
const known = new Set([
  ...rowCommands(text, () => null).map(({ id }) => id),
  ...gridCommands(text, { open: nothing, copy: nothing, show: nothing }).map(({ id }) => id),
  ...gridMenuCommands(text, { column: () => null, cell: () => null }).map(({ id }) => id),
  ...editCommandsOf(text, { run: nothing, discard: nothing }).map(({ id }) => id),
  ...sourceTexts.flatMap((source) =>
    [...source.matchAll(/\bid: '([a-z]+\.[\w.-]+)'/g)].map(([, id]) => id!),
  ),
])

const relation = { schema: 'main', name: 'books', kind: 'table' }
const place = { profileId: 'p', schema: 'main', name: 'books' }
const NODES = [
  { kind: 'folder', path: 'Shop' },
  { kind: 'profile', profile: { id: 'p', name: 'orders', driverId: 'd' } as Profile },
  { kind: 'schema', profileId: 'p', schema: 'main', isSystem: false },
  { kind: 'group', profileId: 'p', schema: 'main', group: 'tables' },
  { kind: 'group', profileId: 'p', schema: 'main', group: 'routines' },
  { kind: 'relation', profileId: 'p', relation },
  { kind: 'routine', profileId: 'p', routine: { schema: 'main', name: 'f' } },
  { kind: 'section', place, section: 'columns' },
  { kind: 'column', column: { name: 'id' }, isForeign: false },
  { kind: 'entry', profileId: 'p', entry: { path: ['a'], canOpen: true, hasChildren: true } },
  { kind: 'failed', target: { kind: 'detail', ...place }, error: new Error('away') },
] as unknown as TreeNode[]

const columnOptions = {
  ...{ column: 0, sort: [{ column: 0, descending: false }], hasZone: true },
  ...{ onSort: nothing, onFilter: nothing, onPin: nothing, onHide: nothing, onFit: nothing },
  ...{ onFill: nothing, onColumns: nothing, onSelect: nothing, onZone: nothing },
  added: columnAnalysisEntries('t', 0, text),
}
const cellOptions = {
  ...{ column: 0, hasSql: true, links: [] },
  ...{ onOpen: nothing, onCopy: nothing, onExport: nothing, onFilter: nothing },
  edits: editEntries(
    { textAt: () => '', areGoing: () => false, onCommand: nothing, onPaste: nothing } as never,
    { focus: { row: 0, column: 0 }, grid: { current: null } },
    text,
  ),
  filters: [{ column: 0, operator: 'is-null' }] satisfies Filter[],
}

const MENUS: Record<string, readonly MenuEntry[]> = {
  ...Object.fromEntries(
    NODES.map((node) => [
      `a row of the explorer: ${node.kind} ${'group' in node ? node.group : ''}`,
      entriesFor({ node, label: 'it' } as never, text),
    ]),
  ),
  'a column': headerMenu({ ...columnOptions, pinned: null }, text),
  'a pinned column': headerMenu({ ...columnOptions, pinned: 'left' }, text),
  'a cell': cellMenu(
    { ...cellOptions, content: { kind: 'value', text: 'x', sizeBytes: null } as never },
    text,
  ),
  'a cell with NULL': cellMenu({ ...cellOptions, content: { kind: 'null' } as never }, text),
  'a result': analysisEntries('t', undefined, text),
}

describe('what a menu offers, the palette offers too:', () => {
  test.each(Object.entries(MENUS))('%s', (_name, entries) => {
    const actions = menuActions(entries)
    expect(actions.length).toBeGreaterThan(0)
    const missing = actions.filter(({ command }) => command === undefined || !known.has(command))
    expect(missing.map(({ label, command }) => `${label}: ${command}`)).toEqual([])
  })
})

test('keys that stand as text are those of commands, or listed as fixed ones', () => {
  const listed = new Set(fixedKeys.flatMap(({ keys }) => [keys, describeKeys(keys, false)]))
  const written = sourceTexts.flatMap((source) => [
    ...source.matchAll(/\b(?:describeKeys\(|shortcut(?:=|: ))['"]([^'"]+)['"]/g),
  ])
  expect(written.length).toBeGreaterThan(0)
  expect(written.map(([, keys]) => keys!).filter((keys) => !listed.has(keys))).toEqual([])
})
