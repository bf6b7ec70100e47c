import type { Profile } from '../../contract/profiles.ts'

/** Whether all words of the search stand in what one knows a connection by. */
export function matchesProfile({ name, folder, fields }: Profile, search: string): boolean {
  const known = [name, folder, fields['host'], fields['database'], fields['path']]
    .filter((part) => part !== undefined)
    .join(' ')
    .toLowerCase()
  return search
    .trim()
    .toLowerCase()
    .split(/\s+/)
    .every((word) => known.includes(word))
}
