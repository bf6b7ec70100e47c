import { Hourglass, Trash2 } from 'lucide-react'
import type { BrowseNode } from '../../../contract/explorer.ts'
import { currentDrivers, currentProfiles } from '../../app/profilesStore.ts'
import type { Text } from '../../text/text.ts'
import type { MenuEntry } from '../../ui/menuEntry.ts'
import { askAboutKey } from './keyDialogStore.ts'

/** What can be changed of a key; nothing where the database has no such keys. */
export function keyEntries(profileId: string, entry: BrowseNode, text: Text): MenuEntry[] {
  const profile = currentProfiles().find(({ id }) => id === profileId)
  const driver = currentDrivers().find(({ id }) => id === profile?.driverId)
  if (!profile || !driver?.capabilities.keyLifetimes || !entry.canOpen) return []
  const { path, name = entry.label } = entry
  const isDisabled = profile.isReadOnly
  return [
    'separator',
    {
      command: 'explorer.keyLifetime',
      label: text('keys.lifetime'),
      icon: Hourglass,
      isDisabled,
      onSelect: () => askAboutKey({ kind: 'lifetime', profileId, path, name }),
    },
    {
      command: 'explorer.deleteKey',
      label: text('keys.deleteKey'),
      icon: Trash2,
      isDanger: true,
      isDisabled,
      onSelect: () => askAboutKey({ kind: 'delete', profileId, path, name }),
    },
  ]
}
