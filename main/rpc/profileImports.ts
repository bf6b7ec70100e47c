import { randomUUID } from 'node:crypto'
import type { Handlers } from '../../contract/contract.ts'
import type { profileImportCalls } from '../../contract/profileImports.ts'
import type { Driver } from '../drivers/driver.ts'
import { exportProfiles } from '../profiles/imports/exportProfiles.ts'
import { readImport } from '../profiles/imports/readImport.ts'
import type { ProfileService } from '../profiles/ProfileService.ts'

export const profileImportHandlers = (
  profiles: ProfileService,
  drivers: readonly Driver[],
): Handlers<typeof profileImportCalls> => ({
  'profiles.readImport': ({ text }) =>
    readImport(text, { drivers, profiles: profiles.list(), newId: randomUUID }),
  'profiles.export': () => exportProfiles(profiles.list()),
})
