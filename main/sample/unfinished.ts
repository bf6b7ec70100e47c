import { readdirSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** Where this process writes what will be at `path` when it is whole. */
export const unfinishedPath = (path: string): string => `${path}.${process.pid}.part`

/** Removes what writers that were ended left beside `path`, their journals too. */
export function removeUnfinished(path: string): void {
  const folder = dirname(path)
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return
  for (const name of readdirSync(folder))
    if (name.startsWith(`${basename(path)}.`) && name.includes('.part'))
      rmSync(join(folder, name), { force: true })
}
