import { describe, expect, test } from 'vitest'
import { WorkbenchError } from '../../contract/errors.ts'
import type {
  BrowseNode,
  RelationInfo,
  RoutineInfo,
  SchemaInfo,
  SchemaItem,
} from '../../contract/explorer.ts'
import { poolLimits } from '../../contract/poolLimits.ts'
import { usualPlace } from '../../contract/profilePlace.ts'
import type { Profile } from '../../contract/profiles.ts'
import { usualRouting } from '../../contract/servers.ts'
import { text } from '../text/text.ts'
import { branchKey, pathOf, type Loaded, type TreeRow } from './treeNode.ts'
import type { ExplorerData, TreeInput } from './treeInput.ts'
import { treeRows } from './treeRows.ts'
import { failedLines } from './treeTexts.ts'

const profile = (id: string): Profile => ({
  id,
  name: `name of ${id}`,
  driverId: 'x',
  fields: {},
  ...usualPlace,
  environment: 'none',
  isReadOnly: false,
  commitsManually: false,
  startSql: '',
  connectTimeoutMs: 1,
  statementTimeoutMs: 0,
  keptAnswersMiB: 0,
  givenSecrets: [],
  pool: Object.fromEntries(
    Object.entries(poolLimits).map(([name, { usual }]) => [name, usual]),
  ) as Profile['pool'],
  ssh: null,
  routing: usualRouting,
})

const schema = (name: string, isSystem = false): SchemaInfo => ({
  name,
  isSystem,
  isDefault: name === 'public',
})

const relation = (
  name: string,
  kind: RelationInfo['kind'] = 'table',
  estimatedRows: number | null = null,
): RelationInfo => ({ schema: 'public', name, kind, estimatedRows, sizeBytes: null })

const done = <T>(value: T): Loaded<T> => ({ state: 'done', value, error: null })
const failed = <T>(message: string, value: T | null = null): Loaded<T> => ({
  state: 'failed',
  value,
  error: new WorkbenchError('connection-refused', message),
})

const nothing: ExplorerData = {
  schemas: new Map(),
  relations: new Map(),
  routines: new Map(),
  details: new Map(),
  catalogs: new Map(),
  items: new Map(),
  branches: new Map(),
}

function rowsOf(input: Partial<TreeInput>): TreeRow[] {
  return treeRows({
    profiles: [profile('p')],
    treeDrivers: new Set(),
    patternDrivers: new Set(),
    routineDrivers: new Set(),
    itemGroups: new Map(),
    data: nothing,
    expanded: new Set(),
    closedFolders: new Set(),
    connected: new Set(),
    search: '',
    text,
    ...input,
  })
}

const outline = (rows: TreeRow[]) => rows.map(({ level, label }) => `${level} ${label}`)

test('a search goes into what has sessions, whether or not it was opened in the tree', () => {
  const found = (connected: ReadonlySet<string>) =>
    outline(rowsOf({ search: 'ord', connected, routineDrivers: new Set(['x']) }))
  expect(found(new Set())).toEqual([])
  expect(found(new Set(['p']))).toEqual(['1 name of p', '2 Loading…'])
  const catalogs = new Map([
    ['p', done({ defaultSchema: 'public', relations: [{ ...relation('orders'), columns: [] }] })],
  ])
  const rows = rowsOf({
    search: 'ord',
    connected: new Set(['p']),
    routineDrivers: new Set(['x']),
    data: { ...nothing, catalogs },
  })
  expect(outline(rows)).toEqual(['1 name of p', '2 orders', '2 Loading…'])
  expect(rows.at(-1)?.node).toMatchObject({ target: { kind: 'schemas', profileId: 'p' } })
})

test('an error takes the lines that it needs', () => {
  expect(failedLines('No.')).toBe(2)
  expect(failedLines('There is no SSH password for “ssh-user”. Enter it.')).toBe(3)
  expect(failedLines('x'.repeat(2_000))).toBe(5)
})

test('types and sequences stand in groups of their schema, where the driver has such', () => {
  const item = (name: string, kind: SchemaItem['kind'], table: string | null = null) => ({
    ...{ schema: 'public', name, kind, relation: table, detail: `of ${name}` },
  })
  const items = [item('mood', 'enum'), item('ids', 'sequence'), item('a_pkey', 'constraint', 'a')]
  const rows = rowsOf({
    itemGroups: new Map([['x', ['types', 'sequences'] as const]]),
    data: {
      ...nothing,
      schemas: new Map([['p', done([schema('public')])]]),
      relations: new Map([['p/public', done<RelationInfo[]>([])]]),
      items: new Map([['p', done(items)]]),
    },
    expanded: new Set(['p', 'p/group/public/types', 'p/group/public/sequences']),
  })
  expect(rows.map(({ level, label, detail }) => `${level} ${label} ${detail}`.trim())).toEqual([
    '1 name of p',
    '2 Tables 0',
    '2 Views 0',
    '2 Types 1',
    '3 mood of mood',
    '2 Sequences 1',
    '3 ids of ids',
  ])
})

describe('folders', () => {
  const profiles = [
    { ...profile('a'), folder: 'Work/Old' },
    { ...profile('b'), folder: 'Work' },
    profile('c'),
  ]

  test('hold their connections, one inside another', () => {
    expect(outline(rowsOf({ profiles }))).toEqual([
      '1 Work',
      '2 Old',
      '3 name of a',
      '2 name of b',
      '1 name of c',
    ])
  })

  test('show nothing of what is in them when closed, but how much it is', () => {
    const rows = rowsOf({ profiles, closedFolders: new Set(['Work']) })
    expect(outline(rows)).toEqual(['1 Work', '1 name of c'])
    expect(rows[0]).toMatchObject({ detail: '2', isExpanded: false, position: 1, setSize: 2 })
  })

  test('what an open connection holds stands a level below it', () => {
    const schemas = new Map([[pathOf('b'), done([schema('one'), schema('two')])]])
    const rows = rowsOf({
      profiles,
      data: { ...nothing, schemas },
      expanded: new Set([pathOf('b')]),
    })
    expect(outline(rows).slice(3, 6)).toEqual(['2 name of b', '3 one', '3 two'])
  })
})

test('a search finds connections that are not open, by name, folder and host', () => {
  const profiles = [
    { ...profile('a'), name: 'Name of a1', folder: 'Work' },
    { ...profile('b'), fields: { host: 'db.example.org' } },
  ]
  const found = (search: string) => outline(rowsOf({ profiles, search }))
  expect(found('NAME of a1')).toEqual(['1 Name of a1'])
  expect(found('work')).toEqual(['1 Name of a1'])
  expect(found('example')).toEqual(['1 name of b'])
  expect(found('nobody')).toEqual([])
})

test('closed connections are one row each', () => {
  const rows = rowsOf({ profiles: [profile('a'), profile('b')] })
  expect(outline(rows)).toEqual(['1 name of a', '1 name of b'])
  expect(rows[1]).toMatchObject({ position: 2, setSize: 2, isExpanded: false })
})

test('an opened connection asks for its schemas', () => {
  const rows = rowsOf({ expanded: new Set(['p']) })
  expect(rows[1]?.node).toEqual({ kind: 'loading', target: { kind: 'schemas', profileId: 'p' } })
})

test('a lone schema is skipped, and asks for its relations', () => {
  const data = { ...nothing, schemas: new Map([['p', done([schema('public')])]]) }
  const rows = rowsOf({ data, expanded: new Set(['p']) })
  expect(rows[1]?.node).toMatchObject({ target: { kind: 'relations', schema: 'public' } })
})

test('several schemas have a row each, those of the server stand together at the end', () => {
  const schemas = [schema('public'), schema('pg_catalog', true), schema('sales')]
  const data = { ...nothing, schemas: new Map([['p', done(schemas)]]) }
  const expanded = new Set(['p', pathOf('p', 'system')])
  expect(outline(rowsOf({ data, expanded }))).toEqual([
    '1 name of p',
    '2 public',
    '2 sales',
    '2 System schemas',
    '3 pg_catalog',
  ])
})

test('tables and views stand apart, with their counts and estimates', () => {
  const data = {
    ...nothing,
    schemas: new Map([['p', done([schema('public')])]]),
    relations: new Map([
      [
        pathOf('p', 'public'),
        done([relation('orders', 'table', 1_234_567), relation('open_orders', 'view')]),
      ],
    ]),
  }
  const expanded = new Set(['p', pathOf('p', 'group', 'public', 'tables')])
  const rows = rowsOf({ data, expanded })
  expect(outline(rows)).toEqual(['1 name of p', '2 Tables', '3 orders', '2 Views'])
  expect(rows.map(({ detail }) => detail)).toEqual(['', '1', '≈ 1.2M', '1'])
})

test('functions and procedures stand beside the tables where there are any, and load when opened', () => {
  const data: ExplorerData = {
    ...nothing,
    schemas: new Map([['p', done([schema('public')])]]),
    relations: new Map([[pathOf('p', 'public'), done([])]]),
  }
  const routineDrivers = new Set(['x'])
  const expanded = new Set(['p', pathOf('p', 'group', 'public', 'routines')])
  const loading = rowsOf({ routineDrivers, data, expanded })
  expect(outline(loading)).toEqual([
    ...['1 name of p', '2 Tables', '2 Views', '2 Functions and procedures', '3 Loading…'],
  ])
  expect(loading[3]).toMatchObject({ position: 3, setSize: 3, detail: '' })
  expect(loading[4]?.node).toMatchObject({ target: { kind: 'routines', schema: 'public' } })

  const routine = (signature: string): RoutineInfo => ({
    ...{ schema: 'public', name: 'add', kind: 'function', signature },
  })
  const routines = new Map([[pathOf('p', 'public'), done([routine('integer'), routine('text')])]])
  const rows = rowsOf({ routineDrivers, data: { ...data, routines }, expanded })
  expect(rows.slice(3).map(({ label, detail }) => `${label} ${detail}`)).toEqual([
    ...['Functions and procedures 2', 'add (integer)', 'add (text)'],
  ])
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
})

test('an opened table shows columns, keys and indexes, and says where there are none', () => {
  const data: ExplorerData = {
    ...nothing,
    schemas: new Map([['p', done([schema('public')])]]),
    relations: new Map([[pathOf('p', 'public'), done([relation('orders')])]]),
    details: new Map([
      [
        pathOf('p', 'public', 'orders'),
        done({
          columns: [
            {
              name: 'customer_id',
              serverType: 'bigint',
              isNullable: false,
              defaultExpression: null,
              primaryKeyPosition: null,
            },
          ],
          keys: [
            {
              name: 'fk',
              kind: 'foreign',
              columns: ['customer_id'],
              references: { schema: 'public', table: 'customers', columns: ['id'] },
              definition: null,
            },
          ],
          indexes: [],
          triggers: [{ name: 'watch', event: 'AFTER INSERT', definition: null }],
        }),
      ],
    ]),
  }
  const sections = ['columns', 'keys', 'indexes', 'triggers'].map((section) =>
    pathOf('p', 'section', 'public', 'orders', section),
  )
  const expanded = new Set([
    'p',
    pathOf('p', 'group', 'public', 'tables'),
    pathOf('p', 'relation', 'public', 'orders'),
    ...sections,
  ])
  const rows = rowsOf({ data, expanded })
  expect(outline(rows).slice(3, -1)).toEqual([
    '4 Columns',
    '5 customer_id',
    '4 Keys',
    '5 fk',
    '4 Indexes',
    '5 No indexes',
    '4 Triggers',
    '5 watch',
  ])
  expect(rows.find(({ label }) => label === 'watch')?.detail).toBe('AFTER INSERT')
  expect(rows.find(({ label }) => label === 'fk')?.detail).toBe('(customer_id) → customers (id)')
  expect(rows.find(({ label }) => label === 'customer_id')?.node).toMatchObject({
    isForeign: true,
  })
})

test('a failure stands in the tree with what to load again, beside what was known before', () => {
  const data = {
    ...nothing,
    schemas: new Map([['p', failed('Nothing answers.', [schema('a'), schema('b')])]]),
  }
  const rows = rowsOf({ data, expanded: new Set(['p']) })
  expect(outline(rows)).toEqual(['1 name of p', '2 Nothing answers.', '2 a', '2 b'])
  expect(rows[1]?.node).toMatchObject({ target: { kind: 'schemas', profileId: 'p' } })
})

test('names with slashes and names of parts do not share a place', () => {
  const odd = [schema('schema'), schema('a/b'), schema('a')]
  const data = {
    ...nothing,
    schemas: new Map([['p', done(odd)]]),
    relations: new Map(
      odd.map(({ name }) => [pathOf('p', name), done([relation('tables'), relation('b/tables')])]),
    ),
  }
  const expanded = new Set(['p', ...odd.map(({ name }) => pathOf('p', 'schema', name))])
  const ids = rowsOf({ data, expanded }).map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
})

test('a search shows matches of open connections only, below their connection', () => {
  const data: ExplorerData = {
    ...nothing,
    schemas: new Map([['p', done([schema('public')])]]),
    items: new Map([['p', done([])]]),
    catalogs: new Map([
      [
        'p',
        done({
          defaultSchema: 'public',
          relations: ['orders', 'old_orders', 'users'].map((name) => ({
            ...relation(name),
            columns: [],
          })),
        }),
      ],
    ]),
  }
  const profiles = [profile('p'), profile('closed')]
  expect(outline(rowsOf({ profiles, data, search: 'order' }))).toEqual([
    '1 name of p',
    '2 orders',
    '2 old_orders',
  ])
})

test('a search finds routines and columns too, and asks for the routines of the next schema', () => {
  const routine = {
    schema: 'public',
    name: 'order_total',
    kind: 'function',
    signature: 'int',
  } as const
  const data: ExplorerData = {
    ...nothing,
    schemas: new Map([['p', done([schema('public'), schema('sales'), schema('pg', true)])]]),
    routines: new Map([[pathOf('p', 'public'), done([routine])]]),
    catalogs: new Map([
      [
        'p',
        done({
          defaultSchema: 'public',
          relations: [{ ...relation('users'), columns: [{ name: 'order_id', serverType: 'int' }] }],
        }),
      ],
    ]),
  }
  const rows = rowsOf({ data, search: 'order', routineDrivers: new Set(['x']) })
  expect(outline(rows)).toEqual(['1 name of p', '2 order_total', '2 users', '2 Loading…'])
  expect(rows[2]!.detail).toBe('public · column order_id')
  expect(rows[3]!.node).toMatchObject({ target: { kind: 'routines', schema: 'sales' } })
})

test('what was seen in the tree is found at once, while the whole catalog is on its way', () => {
  const data: ExplorerData = {
    ...nothing,
    schemas: new Map([['p', done([schema('public')])]]),
    relations: new Map([[pathOf('p', 'public'), done([relation('orders'), relation('users')])]]),
  }
  expect(outline(rowsOf({ data, search: 'order' }))).toEqual([
    '1 name of p',
    '2 orders',
    '2 Loading…',
  ])
})

test('tables tell how many rows they have and how much room they take, as far as it is known', () => {
  const sized = { ...relation('big', 'table', 1_200_000), sizeBytes: 89_128_960 }
  const data = {
    ...nothing,
    schemas: new Map([['p', done([schema('public')])]]),
    relations: new Map([[pathOf('p', 'public'), done([sized, relation('unknown')])]]),
  }
  const expanded = new Set(['p', pathOf('p', 'group', 'public', 'tables')])
  const details = rowsOf({ data, expanded }).map(({ detail }) => detail)
  expect(details.slice(2, 4)).toEqual(['≈ 1.2M · 85.0 MB', ''])
})

test('twenty thousand tables are twenty thousand rows', () => {
  const many = Array.from({ length: 20_000 }, (_, index) => relation(`table_${index}`))
  const data = {
    ...nothing,
    schemas: new Map([['p', done([schema('public')])]]),
    relations: new Map([[pathOf('p', 'public'), done(many)]]),
  }
  const expanded = new Set(['p', pathOf('p', 'group', 'public', 'tables')])
  expect(rowsOf({ data, expanded })).toHaveLength(20_003)
})

describe('a driver with a tree of its own', () => {
  const treeDrivers = new Set(['x'])
  const entry = (
    path: string[],
    label: string,
    { count = null, detail = '' }: { count?: number | null; detail?: string } = {},
  ): BrowseNode => ({
    path,
    label,
    icon: count === null ? 'key' : 'folder',
    detail,
    count,
    hasChildren: count !== null,
    canOpen: count === null,
  })
  const place = { profileId: 'p', path: [], pattern: '' }

  test('asks for its first level, and shows what stands there with counts and details', () => {
    const loading = rowsOf({ treeDrivers, expanded: new Set(['p']) })
    expect(loading[1]?.node).toMatchObject({ target: { kind: 'branch', path: [], cursor: null } })

    const page = {
      nodes: [
        entry(['user:'], 'user:', { count: 1_200 }),
        entry(['a'], 'a', { detail: 'hash · 2' }),
      ],
      nextCursor: '7',
    }
    const data = { ...nothing, branches: new Map([[branchKey(place), done(page)]]) }
    const expanded = new Set(['p', pathOf('p', 'entry', '', 'user:')])
    const rows = rowsOf({ treeDrivers, data, expanded })
    expect(outline(rows)).toEqual(['1 name of p', '2 user:', '3 Loading…', '2 a', '2 Load more'])
    expect(rows.map(({ detail }) => detail)).toEqual(['', '1,200', '', 'hash · 2', ''])
    expect(rows[2]?.node).toMatchObject({ target: { path: ['user:'] } })
    expect(rows[4]?.node).toMatchObject({ kind: 'more', target: { cursor: '7' } })
    expect(rows[3]).toMatchObject({ isExpanded: null, position: 2, setSize: 3 })
  })

  test('the pointer is told the whole name of an entry', () => {
    const page = {
      nodes: [{ ...entry(['user:1'], '1'), name: 'user:1' }, entry(['a'], 'a')],
      nextCursor: null,
    }
    const data = { ...nothing, branches: new Map([[branchKey(place), done(page)]]) }
    const rows = rowsOf({ treeDrivers, data, expanded: new Set(['p']) })
    expect(rows.map(({ hint }) => hint)).toEqual(['name of p', 'user:1', 'a'])
  })

  test('says that a level is empty', () => {
    const branches = new Map([[branchKey(place), done({ nodes: [], nextCursor: null })]])
    const rows = rowsOf({ treeDrivers, data: { ...nothing, branches }, expanded: new Set(['p']) })
    expect(outline(rows)).toEqual(['1 name of p', '2 Nothing here'])
  })

  test('says whether nothing contains what was searched for, or nothing is like the pattern', () => {
    const found = (pattern: string, patternDrivers: ReadonlySet<string>) => {
      const key = branchKey({ ...place, pattern })
      const branches = new Map([[key, done({ nodes: [], nextCursor: null })]])
      const connected = new Set(['p'])
      const data = { ...nothing, branches }
      return rowsOf({ treeDrivers, patternDrivers, data, connected, search: pattern })[1]?.label
    }
    expect(found('user', treeDrivers)).toBe('No name contains this.')
    expect(found('user:?', treeDrivers)).toBe('No whole name is like this pattern.')
    expect(found('user:?', new Set())).toBe('No name contains this.')
  })

  test('is asked for what matches a search, where it is open', () => {
    const branches = new Map([[branchKey(place), done({ nodes: [], nextCursor: null })]])
    const rows = rowsOf({ treeDrivers, data: { ...nothing, branches }, search: 'ada ' })
    expect(rows[1]?.node).toMatchObject({ target: { kind: 'branch', path: [], pattern: 'ada' } })
    expect(rowsOf({ treeDrivers, search: 'ada' })).toEqual([])
  })
})
