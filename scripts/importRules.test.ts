import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const CRUISE = [
  '--import',
  resolve('scripts/oldTypescript.mjs'),
  resolve('node_modules/dependency-cruiser/bin/dependency-cruiser.mjs'),
  'contract',
  'main',
  'renderer',
  '--config',
  '.dependency-cruiser.cjs',
]

/** What the import rules say of a tree of these files. */
async function complaints(files: Record<string, string>): Promise<string[]> {
  const root = mkdtempSync(join(tmpdir(), 'sluice-rules-'))
  try {
    cpSync('.dependency-cruiser.cjs', join(root, '.dependency-cruiser.cjs'))
    cpSync('package.json', join(root, 'package.json'))
    for (const folder of ['contract', 'main', 'renderer']) mkdirSync(join(root, folder))
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), content)
    }
    const output = await new Promise<string>((done) =>
      execFile(process.execPath, CRUISE, { cwd: root }, (_error, stdout) => done(stdout)),
    )
    return output.split('\n').filter((line) => line.trim().startsWith('error'))
  } finally {
    rmSync(root, { recursive: true })
  }
}

test('imports against the arrows are found, those along them are not', async () => {
  const found = await complaints({
    'contract/errors.ts': 'export const a = 1',
    'main/clock.ts': 'export const clock = 1',
    'main/drivers/driver.ts': 'export type Connection = { a: 1 }\nexport const run = 1',
    'main/drivers/one/index.ts': "import '../../../contract/errors.ts'",
    'main/drivers/postgres/index.ts': "import '../driver.ts'\nimport '../one/index.ts'",
    'main/drivers/registry.ts': "import './one/index.ts'\nimport './postgres/index.ts'",
    'main/frame/store.ts': 'export const store = 1',
    'main/pool/Pool.ts': `import type { Connection } from '../drivers/driver.ts'
      import '../clock.ts'
      import type { Query } from '../query/Query.ts'
      export type Pool = { connection: Connection; query: Query }`,
    'main/pool/Opener.ts': "import { run } from '../drivers/driver.ts'\nexport const open = run",
    'main/query/Query.ts': `import type { Pool } from '../pool/Pool.ts'
      import '../frame/store.ts'
      export type Query = { pool: Pool }`,
    'main/host/browser/server.ts': "import '../../pool/Opener.ts'\nimport '../../rpc/serve.ts'",
    'main/rpc/serve.ts': "import '../query/Query.ts'",
    'renderer/grid/Grid.tsx': "import '../../main/clock.ts'\nimport 'node:fs'",
  })
  const pairs = found.map((line) => line.split(': ').pop()!)
  expect([...new Set(pairs)].toSorted()).toEqual([
    'main/drivers/postgres/index.ts → main/drivers/one/index.ts',
    'main/host/browser/server.ts → main/pool/Opener.ts',
    'main/pool/Opener.ts → main/drivers/driver.ts',
    'main/pool/Pool.ts → main/query/Query.ts',
    'renderer/grid/Grid.tsx → fs',
    'renderer/grid/Grid.tsx → main/clock.ts',
  ])
}, 30_000)
