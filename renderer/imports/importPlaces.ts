import type { Capabilities } from '../../contract/drivers.ts'
import { currentDrivers, currentProfiles } from '../app/profilesStore.ts'
import { useTabs } from '../editor/tabsStore.ts'
import { useExplorer } from '../explorer/explorerStore.ts'
import { pathOf } from '../explorer/treeNode.ts'
import type { ImportPlace } from './importStore.ts'

export type RowsBecome = Exclude<Capabilities['bulkLoad'], false>

/** What the rows of a file become in the connection; null: it takes no files. */
export function rowsBecome(profileId: string): RowsBecome | null {
  const profile = currentProfiles().find(({ id }) => id === profileId)
  const driver = currentDrivers().find(({ id }) => id === profile?.driverId)
  return driver?.capabilities.bulkLoad || null
}

/** Whether files can be brought into the connection. */
export const takesFiles = (profileId: string): boolean => rowsBecome(profileId) !== null

/** A new table where the connection makes them by default. */
export const newTableOf = (profileId: string): ImportPlace => ({
  profileId,
  schema: defaultSchemaOf(profileId),
  table: null,
})

/** A new table of the connection in front, else of the first that takes one; null: there is none. */
export function newTableInFront(): ImportPlace | null {
  const inFront = useTabs.getState().activeTab?.profileId ?? ''
  const ids = [inFront, ...currentProfiles().map(({ id }) => id)]
  const profileId = ids.find((id) => takesFiles(id))
  return profileId === undefined ? null : newTableOf(profileId)
}

/** Empty where the explorer does not know it yet. */
function defaultSchemaOf(profileId: string): string {
  const schemas = useExplorer.getState().schemas.get(pathOf(profileId))?.value
  return schemas?.find(({ isDefault }) => isDefault)?.name ?? ''
}
