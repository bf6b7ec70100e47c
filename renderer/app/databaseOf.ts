import type { DriverInfo } from '../../contract/drivers.ts'
import type { Profile } from '../../contract/profiles.ts'

/** Which database a connection leads to, in a word: its name, or that of its file. */
export function databaseOf({ fields }: Profile, driver: DriverInfo | null): string | null {
  const named = fields['database']
  if (named !== undefined && named !== '') return String(named)
  const fileField = driver?.profileFields.find(({ kind, name }) => kind === 'file' && fields[name])
  const path = fileField && fields[fileField.name]
  return path === undefined ? null : (String(path).split(/[\\/]/).at(-1) ?? null)
}
