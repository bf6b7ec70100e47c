import type { NamedObject, ObjectAction } from '../../contract/explorer.ts'
import { api } from '../api/api.ts'
import { currentDrivers, currentProfiles } from '../app/profilesStore.ts'
import { useTabs } from '../editor/tabsStore.ts'
import { text } from '../text/text.ts'
import { orTell } from './openRelation.ts'
import type { TreeNode } from './treeNode.ts'

export type ObjectOfProfile = NamedObject & { readonly profileId: string }

/** What statements can be written for; null: it is no object of the database's, or a part of one. */
export function namedObjectOf(node: TreeNode): ObjectOfProfile | null {
  switch (node.kind) {
    case 'relation': {
      const { kind, schema, name } = node.relation
      return { profileId: node.profileId, kind, schema, name, signature: '' }
    }
    case 'routine':
      return { profileId: node.profileId, ...node.routine }
    case 'item': {
      const { kind, schema, name } = node.item
      if (kind === 'constraint' || kind === 'index' || kind === 'trigger') return null
      return { profileId: node.profileId, kind, schema, name, signature: '' }
    }
    default:
      return null
  }
}

/** What the driver can write for it. */
export function objectActionsOf({ profileId, kind }: ObjectOfProfile): readonly ObjectAction[] {
  const driverId = currentProfiles().find(({ id }) => id === profileId)?.driverId
  const driver = currentDrivers().find(({ id }) => id === driverId)
  return driver?.dialect.objectActions?.[kind] ?? []
}

/** Opens a tab with the statement; only what reads is run at once. */
export const writeStatement = (
  { profileId, ...object }: ObjectOfProfile,
  action: ObjectAction,
): Promise<void> =>
  orTell(async () => {
    const statement = await api.call('explorer.objectStatement', { profileId, action, object })
    const title = text(`explorer.title_${action}`, { name: object.name })
    const run = action === 'count'
    useTabs.getState().openTab({ profileId, text: statement, title, run })
  })
