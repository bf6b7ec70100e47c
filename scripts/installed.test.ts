import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { installationProblem, readStamp, writeStamp } from './installed.mjs'

const LINUX = { os: 'linux', cpu: 'x64', libc: 'glibc' }

const WANTED = {
  '': { name: 'sluice' },
  'node_modules/a': { version: '1.0.0' },
  'node_modules/a/node_modules/b': { version: '2.0.0' },
  'node_modules/native-linux': { version: '3.0.0', optional: true, os: ['linux'], cpu: ['x64'] },
  'node_modules/native-musl': { version: '3.0.0', optional: true, os: ['linux'], libc: ['musl'] },
  'node_modules/native-win': { version: '3.0.0', optional: true, os: ['win32'], cpu: ['x64'] },
  'node_modules/not-on-windows': { version: '1.0.0', os: ['!win32'] },
  'node_modules/of-no-use': { version: '1.0.0', optional: true },
}

let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sluice-installed-'))
  write('package-lock.json', { packages: WANTED })
})
afterEach(() => rmSync(root, { recursive: true }))

function write(path: string, content: unknown): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), JSON.stringify(content))
}

/** As npm leaves it on this system. */
function install(left: readonly string[] = [], changes: Record<string, unknown> = {}): void {
  const packages = Object.fromEntries(
    Object.entries({ ...WANTED, ...changes }).filter(
      ([path]) => !/^$|win$|musl$|no-use$/.test(path) && !left.includes(path),
    ),
  )
  for (const [path, entry] of Object.entries(packages)) write(`${path}/package.json`, entry)
  write('node_modules/.package-lock.json', { packages })
}

test('what npm leaves on this system is fine, packages of other systems absent', () => {
  install()
  expect(installationProblem(root, LINUX)).toBeNull()
})

test('nothing installed, or an installation broken off, is a problem', () => {
  expect(installationProblem(root, LINUX)).toMatch(/broken off/)
  install()
  // npm writes its list last.
  rmSync(join(root, 'node_modules/.package-lock.json'))
  expect(installationProblem(root, LINUX)).toMatch(/broken off/)
})

test('a package that is missing, of another version, or damaged is named', () => {
  install(['node_modules/a/node_modules/b'])
  expect(installationProblem(root, LINUX)).toBe('node_modules/a/node_modules/b is missing')
  install([], { 'node_modules/a': { version: '0.9.0' } })
  expect(installationProblem(root, LINUX)).toBe('node_modules/a is 0.9.0, not 1.0.0')
  install()
  rmSync(join(root, 'node_modules/a/package.json'))
  expect(installationProblem(root, LINUX)).toBe('node_modules/a is damaged')
})

test('native parts that an old Node made npm leave out are a problem', () => {
  install(['node_modules/native-linux'])
  expect(installationProblem(root, LINUX)).toBe('node_modules/native-linux is missing')
})

test('native parts that npm leaves out all the same are asked for once', () => {
  install(['node_modules/native-linux'])
  writeStamp(root, LINUX)
  expect(installationProblem(root, LINUX)).toBeNull()
})

test('the stamp names the Node that installed, and counts for its lock file only', () => {
  install()
  writeStamp(root, LINUX)
  expect(readStamp(root)).toMatchObject({
    node: process.execPath,
    absent: ['node_modules/of-no-use'],
  })
  write('package-lock.json', { packages: { ...WANTED, 'node_modules/c': { version: '1.0.0' } } })
  expect(readStamp(root)).toBeNull()
  expect(installationProblem(root, LINUX)).toBe('node_modules/c is missing')
})
