// Plain JavaScript for Node 18 and newer, without dependencies: it runs before anything is installed.
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const STAMP = 'out/build.json'
const FOLDERS = ['contract', 'main', 'preload', 'renderer', 'resources']
const FILES = ['electron.vite.config.ts', 'package.json', 'package-lock.json', 'tsconfig.base.json']
const NO_SOURCE = /\.(test|spec)\.tsx?$/

/** @param {string} root */
export function isBuilt(root) {
  try {
    return JSON.parse(readFileSync(join(root, STAMP), 'utf8')).sources === hashOfSources(root)
  } catch {
    return false
  }
}

/**
 * Builds, with the stamp gone meanwhile: a build that is broken off counts as none.
 * @param {string} root
 * @param {() => Promise<void>} build
 */
export async function buildWith(root, build) {
  const sources = hashOfSources(root)
  rmSync(join(root, STAMP), { force: true })
  await build()
  mkdirSync(join(root, 'out'), { recursive: true })
  writeFileSync(join(root, STAMP), JSON.stringify({ sources }))
}

/** Of what is written in them and not of their times, which a checkout changes. */
function hashOfSources(root) {
  const hash = createHash('sha256')
  for (const path of [...FOLDERS.flatMap((folder) => sourcesIn(root, folder)), ...FILES]) {
    hash.update(`\n${path}\n`)
    try {
      hash.update(readFileSync(join(root, path)))
    } catch {
      hash.update('absent')
    }
  }
  return hash.digest('hex')
}

function sourcesIn(root, folder) {
  let entries
  try {
    entries = readdirSync(join(root, folder), { withFileTypes: true })
  } catch {
    return []
  }
  return entries
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`
      if (entry.isDirectory()) return sourcesIn(root, path)
      return NO_SOURCE.test(entry.name) ? [] : [path]
    })
}
