import { execFile } from 'node:child_process'
import { chmod, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

export type Disk = { readonly path: string } & AsyncDisposable

/** A disk of one megabyte in a new folder; null where this machine lets us mount none. */
export async function mountSmallDisk(parent: string): Promise<Disk | null> {
  const path = join(parent, 'small-disk')
  await mkdir(path)
  try {
    await run('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', path])
  } catch {
    return null
  }
  return { path, [Symbol.asyncDispose]: async () => void (await run('umount', [path])) }
}

/** A folder in which this user may make no file; null where there is none to be had. */
export async function forbiddenFolder(parent: string): Promise<Disk | null> {
  // Root may write everywhere but in what the kernel itself shows.
  if (process.getuid?.() === 0)
    return process.platform === 'linux'
      ? { path: '/sys', [Symbol.asyncDispose]: async () => {} }
      : null
  if (process.platform === 'win32') return null
  const path = join(parent, 'forbidden')
  await mkdir(path)
  await chmod(path, 0o500)
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) }
}
