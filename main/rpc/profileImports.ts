import { randomUUID } from 'node:crypto'
import type { Handlers } from '../../contract/contract.ts'
import type { profileImportCalls } from '../../contract/profileImports.ts'
import type { Driver } from '../drivers/driver.ts'
import { exportProfiles } from '../profiles/imports/exportProfiles.ts'
import { readImport } from '../profiles/imports/readImport.ts'
import type { ProfileService } from '../profiles/ProfileService.ts'
import { FileSink } from '../transfer/FileSink.ts'

export const profileImportHandlers = (
  profiles: ProfileService,
  drivers: readonly Driver[],
): Handlers<typeof profileImportCalls> => ({
  'profiles.readImport': ({ text }) =>
    readImport(text, { drivers, profiles: profiles.list(), newId: randomUUID }),
  'profiles.export': async ({ path }) => {
    const all = profiles.list()
    const text = exportProfiles(all)
    if (path !== undefined) await writeWhole(path, text)
    return { text, count: all.length }
  },
})

async function writeWhole(path: string, text: string): Promise<void> {
  const file = await FileSink.open(path)
  try {
    await file.write(Buffer.from(text))
    await file.end()
  } catch (error) {
    await file.abort()
    throw error
  }
}
