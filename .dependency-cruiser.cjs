// The import rules of docs/style.md: one entry a row of its table, in the same order.

const CONTRACT = '^contract/'
/** The few files that every room of main may use, such as its clock. */
const MAIN_BASE = '^main/(?!index\\.ts)[^/]+\\.ts$'
const DRIVER_BASE = '^main/drivers/[^/]+\\.ts$'
const TESTS = '\\.(test|spec)\\.tsx?$|/testing/|^e2e/'

/** Files of a room, and what else they may import: paths, and names of packages. */
const ROOMS = [
  room('contract', '^contract/', { may: [], packages: ['zod'] }),
  room('preload', '^preload/', { may: [CONTRACT], packages: ['electron'] }),
  room('renderer feature', '^renderer/(?!ui/|api/|text/)', {
    may: [CONTRACT, '^renderer/'],
    packages: ['.'],
  }),
  room('renderer base', '^renderer/(ui|api|text)/', {
    may: [CONTRACT, '^renderer/(ui|api|text|styles)/'],
    packages: ['.'],
  }),
  // A driver's own folder is `$1`: drivers know nothing of each other.
  room('driver', '^main/drivers/([^/]+)/', {
    own: '^main/drivers/$1/',
    may: [CONTRACT, MAIN_BASE, DRIVER_BASE, '^main/frame/', '^main/clock\\.ts$'],
    isMain: true,
  }),
  room('pool', '^main/pool/', { may: [CONTRACT, MAIN_BASE, DRIVER_BASE], isMain: true }),
  room('frame', '^main/frame/', {
    may: [CONTRACT, MAIN_BASE, '^main/drivers/driver\\.ts$'],
    isMain: true,
  }),
  room('tunnel', '^main/tunnel/', {
    may: [CONTRACT, MAIN_BASE],
    isMain: true,
  }),
  room('service', '^main/(query|transfer|profiles|explore|workspace)/', {
    may: [
      CONTRACT,
      MAIN_BASE,
      DRIVER_BASE,
      '^main/(query|transfer|profiles|explore|workspace|pool|frame|storage|sample|tunnel)/',
    ],
    isMain: true,
  }),
  room('edit', '^main/edit/', {
    may: [CONTRACT, MAIN_BASE, DRIVER_BASE, '^main/(query|pool|frame)/'],
    isMain: true,
  }),
  room('work', '^main/work/', { may: [CONTRACT, MAIN_BASE, '^main/frame/'], isMain: true }),
  room('storage', '^main/storage/', { may: [CONTRACT, MAIN_BASE], isMain: true }),
  room('observe', '^main/observe/', { may: [CONTRACT, MAIN_BASE, '^main/pool/'], isMain: true }),
  room('sample', '^main/sample/', {
    may: [CONTRACT, MAIN_BASE, DRIVER_BASE],
    isMain: true,
  }),
  room('rpc', '^main/rpc/', {
    may: [
      CONTRACT,
      MAIN_BASE,
      DRIVER_BASE,
      '^main/(query|transfer|profiles|explore|edit|workspace|work|pool|frame|storage|observe|sample|tunnel)/',
    ],
    isMain: true,
  }),
  // Each host knows itself and the files all hosts share.
  room('host', '^main/host/([^/]+)/', {
    own: '^main/host/($1/|[^/]+\\.ts$)',
    may: [CONTRACT, MAIN_BASE, '^main/rpc/', '^main/drivers/process\\.ts$'],
    isMain: true,
    packages: ['electron'],
  }),
  room('e2e', '^e2e/', { may: ['^main/testing/'], packages: ['.'], isMain: true }),
  room('host base', '^main/host/[^/]+\\.ts$', {
    may: [CONTRACT, MAIN_BASE, '^main/rpc/', '^main/drivers/process\\.ts$'],
    isMain: true,
  }),
]

function room(name, path, { own = path, may, packages = [], isMain = false }) {
  const npm = packages.map((entry) => `^node_modules/(@types/)?${entry}`)
  return {
    name: `${name} imports only what docs/style.md lists`,
    severity: 'error',
    from: { path, pathNot: TESTS },
    to: {
      pathNot: [own, ...may, ...npm],
      // Packages under `dependencies` come with the program; the others are there to build it.
      ...(isMain && { dependencyTypesNot: ['core', 'npm'] }),
    },
  }
}

const only = (name, packages, place) => ({
  name: `${name} is used in one place only`,
  severity: 'error',
  from: { pathNot: [place, TESTS] },
  to: { path: `^node_modules/(@types/)?(${packages})/`, dependencyTypesNot: ['type-only'] },
})

module.exports = {
  forbidden: [
    ...ROOMS,
    {
      name: 'only the registry names databases',
      severity: 'error',
      from: {
        path: '^main/',
        pathNot: ['^main/drivers/[^/]+/', '^main/drivers/(registry|bulkEncoders)\\.ts$', TESTS],
      },
      to: { path: '^main/drivers/[^/]+/' },
    },
    {
      name: 'inner rooms take only types of the driver interface',
      severity: 'error',
      from: { path: '^main/(pool|frame)/', pathNot: TESTS },
      to: { path: DRIVER_BASE, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'observe takes only types of the pool',
      severity: 'error',
      from: { path: '^main/observe/', pathNot: TESTS },
      to: { path: '^main/pool/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'fakes and test servers are for tests',
      severity: 'error',
      from: { pathNot: TESTS },
      to: { path: TESTS },
    },
    only('electron', 'electron', '^(main/host/electron|preload)/'),
    only('pg', 'pg', '^main/drivers/postgres/'),
    only('better-sqlite3', 'better-sqlite3', '^main/(drivers/sqlite|storage|sample)/'),
    only(
      'polars',
      'nodejs-polars',
      '^main/(work/|transfer/import/|frame/(polarsFrame|encode/parquet/))',
    ),
    only('ssh2', 'ssh2', '^main/tunnel/'),
    only('ws', 'ws', '^main/host/browser/'),
    only('monaco', 'monaco-editor', '^renderer/(ui|editor)/'),
    only('the grid library', 'ag-grid-.*', '^renderer/(ui|grid)/'),
    only('the chart library', 'recharts', '^renderer/ui/'),
    only('the diagram library', '@xyflow', '^renderer/(diagram|plans)/'),
    {
      name: 'nothing imports in a circle',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'every import leads somewhere',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    // Imports of types are imports: a room must not know the shapes of an outer one either.
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default'],
      mainFields: ['module', 'main', 'types'],
    },
  },
}
