import { STORED_ZONE } from '../../contract/preferenceChoices.ts'
import type { Text } from '../text/text.ts'

const localZone = Intl.DateTimeFormat().resolvedOptions().timeZone

/** The zones in which moments can be shown: as stored, as on this computer, and all others. */
export function zoneOptions(text: Text): { value: string; label: string }[] {
  const others = Intl.supportedValuesOf('timeZone').filter(
    (name) => name !== STORED_ZONE && name !== localZone,
  )
  return [
    { value: STORED_ZONE, label: text('shell.zoneStored') },
    ...(localZone === STORED_ZONE
      ? []
      : [{ value: localZone, label: text('shell.zoneLocal', { zone: localZone }) }]),
    ...others.map((name) => ({ value: name, label: name })),
  ]
}
