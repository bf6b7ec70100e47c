import { comparePlaces, isInFolder, type ProfilePlace } from '../../contract/profilePlace.ts'
import type { Profile } from '../../contract/profiles.ts'

type Listed = Pick<Profile, 'id' | 'name'> & ProfilePlace
export type Move = { profileId: string } & ProfilePlace

/** Where a connection goes: into a folder, or beside a neighbour. */
export type Destination = { folder: string } | { beside: string; side: 'before' | 'after' }

/**
 * What changes so that the connection stands there. In a folder whose connections stand by name it
 * does so too; put beside one, all of its neighbours get a fixed place.
 */
export function planMove(profiles: readonly Listed[], profileId: string, to: Destination): Move[] {
  const moving = profiles.find(({ id }) => id === profileId)
  if (!moving) return []
  if ('folder' in to) {
    if (moving.folder === to.folder) return []
    const last = Math.max(
      -1,
      ...inFolder(profiles, to.folder).map(({ position }) => position ?? -1),
    )
    return [{ profileId, folder: to.folder, position: last < 0 ? null : last + 1 }]
  }
  const neighbour = profiles.find(({ id }) => id === to.beside)
  if (!neighbour || neighbour === moving) return []
  const { folder } = neighbour
  const order = inFolder(profiles, folder).filter(({ id }) => id !== profileId)
  const at = order.indexOf(neighbour) + (to.side === 'after' ? 1 : 0)
  return order
    .toSpliced(at, 0, moving)
    .map((one, position) => ({ one, position }))
    .filter(({ one, position }) => one.folder !== folder || one.position !== position)
    .map(({ one, position }) => ({ profileId: one.id, folder, position }))
}

/** One up or down among its neighbours; at the end of the list: nothing. */
export function planStep(profiles: readonly Listed[], profileId: string, by: -1 | 1): Move[] {
  const moving = profiles.find(({ id }) => id === profileId)
  if (!moving) return []
  const order = inFolder(profiles, moving.folder)
  const beside = order[order.indexOf(moving) + by]
  if (!beside) return []
  return planMove(profiles, profileId, { beside: beside.id, side: by < 0 ? 'before' : 'after' })
}

/** Gives a folder another path, with all that is in it. Into itself it cannot go: nothing changes. */
export function planFolderMove(profiles: readonly Listed[], from: string, to: string): Move[] {
  if (to === from || isInFolder(to, from)) return []
  return profiles
    .filter(({ folder }) => isInFolder(folder, from))
    .map(({ id, folder, position }) => {
      const below = folder.slice(from.length + 1)
      return { profileId: id, folder: [to, below].filter(Boolean).join('/'), position }
    })
}

/** All folders there are, the outer ones of nested ones too. */
export function foldersOf(profiles: readonly ProfilePlace[]): string[] {
  const paths = new Set<string>()
  for (const { folder } of profiles)
    for (let path = folder; path !== ''; path = path.slice(0, Math.max(0, path.lastIndexOf('/'))))
      paths.add(path)
  return [...paths].toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }))
}

const inFolder = (profiles: readonly Listed[], folder: string): Listed[] =>
  profiles.filter((one) => one.folder === folder).toSorted(comparePlaces)
