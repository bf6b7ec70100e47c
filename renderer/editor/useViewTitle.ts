import { useCallback } from 'react'
import type { DriverInfo } from '../../contract/drivers.ts'
import type { Profile } from '../../contract/profiles.ts'
import type { ViewTab } from '../../contract/views.ts'
import { useDrivers, useProfiles } from '../app/profilesStore.ts'
import { useText } from '../text/text.ts'

type Diagram = Pick<Extract<ViewTab, { kind: 'diagram' }>, 'place' | 'around'>
type Known = {
  readonly profiles: readonly Profile[] | null
  readonly drivers: readonly DriverInfo[]
}

/** What a diagram is of: a table, a schema, or a database that has none. */
export function diagramName({ place, around }: Diagram, { profiles, drivers }: Known): string {
  if (around !== null) return around
  const profile = profiles?.find(({ id }) => id === place.profileId)
  const driver = drivers.find(({ id }) => id === profile?.driverId)
  return driver?.capabilities.schemas ? place.schema : (profile?.name ?? place.schema)
}

/** What the tabs of views are called, in the language of the moment. */
export function useViewTitle(): (view: ViewTab) => string {
  const text = useText()
  const profiles = useProfiles()
  const drivers = useDrivers()
  return useCallback(
    (view) =>
      view.kind === 'compare'
        ? text('compare.title')
        : text('diagram.tabTitle', { name: diagramName(view, { profiles, drivers }) }),
    [text, profiles, drivers],
  )
}
