import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * `npm install` leaves packages made for other systems out of package-lock.json when its registry
 * has them not, and `npm ci` then refuses the file everywhere. This names them again, with the exact
 * version that the package they belong to asks for. Run it after changing a dependency.
 */

const OS_BY_WORD = {
  android: 'android',
  darwin: 'darwin',
  freebsd: 'freebsd',
  linux: 'linux',
  openharmony: 'openharmony',
  win32: 'win32',
  windows: 'win32',
}
const CPUS = new Set([
  'arm',
  'arm64',
  'ia32',
  'loong64',
  'ppc64',
  'riscv64',
  's390x',
  'wasm32',
  'x64',
])

/**
 * Optional packages that the lock's packages ask for and the lock does not list.
 * @param {{ packages: Record<string, { optionalDependencies?: Record<string, string>, dev?: boolean }> }} lock
 */
export function missingPackages({ packages }) {
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {}, dev }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !isListed(packages, path, name))
      .map(([name, version]) => ({ name, version, dev: dev === true })),
  )
}

/** Looks where Node would: inside the package that asks, then further out. */
function isListed(packages, path, name) {
  const folders = path === '' ? [] : path.split('/node_modules/')
  for (let depth = folders.length; depth >= 0; depth--) {
    const folder = folders.slice(0, depth).join('/node_modules/')
    if (`${folder && `${folder}/`}node_modules/${name}` in packages) return true
  }
  return false
}

/** The system a package is made for, as its name tells: `@oxfmt/binding-linux-x64-musl`. */
export function entryFor({ name, version, dev }) {
  const words = name.split(/[@/_-]/)
  const os = words.map((word) => OS_BY_WORD[word]).find(Boolean)
  const cpu = words.find((word) => CPUS.has(word))
  if (!os || !cpu || !/^\d+\.\d+\.\d+/.test(version))
    throw new Error(`${name}@${version} does not tell which system it is made for.`)
  const libc =
    os !== 'linux' ? null : /musl/.test(name) ? 'musl' : /gnu/.test(name) ? 'glibc' : null
  return {
    version,
    cpu: [cpu],
    ...(dev && { dev }),
    ...(libc && { libc: [libc] }),
    optional: true,
    os: [os],
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = join(import.meta.dirname, '../package-lock.json')
  const lock = JSON.parse(readFileSync(path, 'utf8'))
  const missing = missingPackages(lock)
  for (const entry of missing) lock.packages[`node_modules/${entry.name}`] = entryFor(entry)
  lock.packages = Object.fromEntries(
    Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')),
  )
  writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`)
  console.log(`${missing.length} packages for other systems added to package-lock.json.`)
}
