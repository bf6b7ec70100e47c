/** Where connections stand in the list and how they are marked; apart from the schemas, so that the window can read it. */

/** Told apart in both themes, and named wherever one is shown. */
export const profileColours = [
  'none',
  'red',
  'orange',
  'yellow',
  'green',
  'teal',
  'blue',
  'purple',
  'grey',
] as const
export type ProfileColour = (typeof profileColours)[number]

/** Of a new connection. */
export const usualPlace = { folder: '', colour: 'none', position: null } as const

export type ProfilePlace = {
  /** Names of folders with `/` between; empty: in none. */
  folder: string
  /** Among its neighbours, from 0; null: by name, after those that were put somewhere. */
  position: number | null
}

export const FOLDER_LENGTH = 200

/** `a / b/` as `a/b`: names without space around them, none of them empty. */
export const tidyFolder = (folder: string): string => folderNames(folder).join('/')

export const folderNames = (folder: string): string[] =>
  folder
    .split('/')
    .map((name) => name.trim())
    .filter(Boolean)

/** The folder itself, or one in it. */
export const isInFolder = (folder: string, outer: string): boolean =>
  folder === outer || folder.startsWith(`${outer}/`)

const names = new Intl.Collator('en', { numeric: true })

/** As the list shows them: folders first, by name; in each, what was put somewhere, then by name. */
export function comparePlaces(
  a: ProfilePlace & { name: string },
  b: ProfilePlace & { name: string },
): number {
  const [ofA, ofB] = [folderNames(a.folder), folderNames(b.folder)]
  for (const [level, name] of ofA.entries()) {
    const other = ofB[level]
    if (other === undefined) return -1
    if (name !== other) return names.compare(name, other) || (name < other ? -1 : 1)
  }
  if (ofB.length > ofA.length) return 1
  const positions = (a.position ?? Infinity) - (b.position ?? Infinity)
  return positions || names.compare(a.name, b.name)
}
