// Plain JavaScript for Node 18 and newer, without dependencies: it runs before anything is installed.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Inside node_modules, so that whoever removes them removes it too. */
const STAMP = 'node_modules/.sluice.json'
/** npm writes this one last: without it an installation was broken off. */
const NPM_LOCK = 'node_modules/.package-lock.json'

/**
 * What is wrong with the installed packages, in a few words; null: they are what package-lock.json
 * asks for.
 * @param {string} root
 * @param {{ os: string, cpu: string, libc: string | null }} system
 * @returns {string | null}
 */
export function installationProblem(root, system = thisSystem()) {
  const wanted = readJson(join(root, 'package-lock.json'))
  const installed = readJson(join(root, NPM_LOCK))
  if (!wanted) return 'package-lock.json cannot be read'
  if (!installed) return 'nothing is installed, or the installation was broken off'
  const tolerated = readStamp(root)?.absent ?? []
  for (const [path, entry] of Object.entries(wanted.packages)) {
    if (path === '' || !fits(entry, system)) continue
    const found = installed.packages[path]
    if (!found && mayBeAbsent(path, entry, tolerated)) continue
    if (!found) return `${path} is missing`
    if (found.version !== entry.version) return `${path} is ${found.version}, not ${entry.version}`
    if (!existsSync(join(root, path, 'package.json'))) return `${path} is damaged`
  }
  return null
}

/**
 * Notes a finished installation: which Node made it, and which optional packages npm left out all
 * the same, so that they are not asked for again at every start.
 * @param {string} root
 * @param {{ os: string, cpu: string, libc: string | null }} system
 */
export function writeStamp(root, system = thisSystem()) {
  const wanted = readJson(join(root, 'package-lock.json')).packages
  const installed = readJson(join(root, NPM_LOCK)).packages
  const absent = Object.keys(wanted).filter(
    (path) =>
      path !== '' && !installed[path] && wanted[path].optional && fits(wanted[path], system),
  )
  const stamp = { lock: hashOf(join(root, 'package-lock.json')), node: process.execPath, absent }
  writeFileSync(join(root, STAMP), JSON.stringify(stamp))
}

/**
 * @param {string} root
 * @returns {{ lock: string, node: string, absent: string[] } | null} null also when the lock changed
 */
export function readStamp(root) {
  const stamp = readJson(join(root, STAMP))
  return stamp?.lock === hashOf(join(root, 'package-lock.json')) ? stamp : null
}

/** Only the optional packages made for some systems carry native parts. */
const mayBeAbsent = (path, { optional, os, cpu }, tolerated) =>
  optional && ((!os && !cpu) || tolerated.includes(path))

function fits({ os, cpu, libc }, system) {
  return (
    allows(os, system.os) && allows(cpu, system.cpu) && (!system.libc || allows(libc, system.libc))
  )
}

/** npm's rule: a list of names, or of names with `!` that are ruled out. */
function allows(list, name) {
  if (!list || list.length === 0) return true
  if (list.includes(`!${name}`)) return false
  return list.includes(name) || list.every((entry) => entry.startsWith('!'))
}

function thisSystem() {
  const isLinux = process.platform === 'linux'
  process.report.excludeNetwork = true
  // Only glibc tells its version here; the other one in use is musl.
  const isGlibc = isLinux && Boolean(process.report.getReport().header.glibcVersionRuntime)
  return {
    os: process.platform,
    cpu: process.arch,
    libc: isLinux ? (isGlibc ? 'glibc' : 'musl') : null,
  }
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return null
  }
}

const hashOf = (path) => createHash('sha256').update(readFileSync(path)).digest('hex')
