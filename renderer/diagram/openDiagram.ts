import type { SchemaPlace } from '../../contract/schemaModel.ts'
import { api } from '../api/api.ts'
import { currentDrivers, currentProfiles } from '../app/profilesStore.ts'
import { useTabs } from '../editor/tabsStore.ts'
import { diagramName } from '../editor/useViewTitle.ts'
import { errorLine } from '../text/errorInLanguage.ts'
import { text } from '../text/text.ts'
import { toast } from '../ui/toast.ts'
import { forgetChoices } from './diagramStore.ts'

/** Opens a diagram of a schema; with a table, of what is connected to it. */
export function openDiagram(place: SchemaPlace, around: string | null = null): void {
  const { profileId, schema } = place
  const id = ['diagram', profileId, schema, around ?? ''].join('/')
  const known = { profiles: currentProfiles(), drivers: currentDrivers() }
  const name = diagramName({ place, around }, known)
  const title = text('diagram.tabTitle', { name })
  const { views, openView } = useTabs.getState()
  if (!views.some((view) => view.id === id)) forgetChoices(id)
  openView({ id, kind: 'diagram', title, place: { profileId, schema }, around, choices: null })
}

/** Of the schema that names without one mean, on the connection of the tab in front. */
export async function openDiagramInFront(): Promise<void> {
  const profileId = useTabs.getState().activeTab?.profileId
  if (!profileId) return
  try {
    const schemas = await api.call('explorer.schemas', { profileId })
    const usual = schemas.find(({ isDefault }) => isDefault) ?? schemas[0]
    if (usual) openDiagram({ profileId, schema: usual.name })
  } catch (error) {
    toast(errorLine(error), 'error')
  }
}

/** Has tables that can be drawn. */
export const canDraw = (profileId: string | null | undefined): boolean =>
  driverOf(profileId)?.explorer === 'relations'

const driverOf = (profileId: string | null | undefined) => {
  const profile = currentProfiles().find(({ id }) => id === profileId)
  return currentDrivers().find(({ id }) => id === profile?.driverId)
}
