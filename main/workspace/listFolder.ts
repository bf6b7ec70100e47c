import { readdir, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { WorkbenchError } from '../../contract/errors.ts'
import type { FolderListing } from '../../contract/workspace.ts'

const MOST_ENTRIES = 2_000

/** See `workspace.listFolder` of the contract. */
export async function listFolder(asked: string): Promise<FolderListing> {
  const folder = await folderOf(resolve(asked.trim() === '' ? homedir() : fromHome(asked.trim())))
  try {
    const found = await readdir(folder, { withFileTypes: true })
    const shown = found.filter(({ name }) => !name.startsWith('.'))
    const entries = await Promise.all(
      shown.slice(0, MOST_ENTRIES).map(({ name }) => describe(folder, name)),
    )
    const parent = dirname(folder)
    return {
      path: folder,
      parent: parent === folder ? null : parent,
      entries: entries.filter((entry) => entry !== null).toSorted(foldersFirst),
      isCut: shown.length > MOST_ENTRIES,
    }
  } catch (cause) {
    const { code = 'unknown error' } = cause as NodeJS.ErrnoException
    throw new WorkbenchError(
      'file-failed',
      `The folder “${folder}” cannot be read (${code}). Choose another.`,
      { details: { path: folder, reason: code }, cause },
    )
  }
}

const fromHome = (path: string) => path.replace(/^~(?=$|[\\/])/, homedir())

/** The nearest folder above that is there: of a file its own, of what is half typed the one before. */
async function folderOf(path: string): Promise<string> {
  const found = await stat(path).catch(() => null)
  if (found?.isDirectory()) return path
  const parent = dirname(path)
  return parent === path ? path : folderOf(parent)
}

/** Null for what is gone meanwhile, or neither folder nor file. */
async function describe(folder: string, name: string) {
  const path = join(folder, name)
  const found = await stat(path).catch(() => null)
  if (!found?.isDirectory() && !found?.isFile()) return null
  const isFolder = found.isDirectory()
  return { name, path, isFolder, sizeBytes: isFolder ? null : found.size }
}

type Entry = FolderListing['entries'][number]
const names = new Intl.Collator('en', { numeric: true })
const foldersFirst = (a: Entry, b: Entry) =>
  Number(b.isFolder) - Number(a.isFolder) || names.compare(a.name, b.name)
