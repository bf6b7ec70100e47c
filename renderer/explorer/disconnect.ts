import { api } from '../api/api.ts'
import { currentPool } from '../app/poolsStore.ts'
import { act } from '../monitor/act.ts'
import { askOfPool } from '../monitor/poolDialogStore.ts'
import { text } from '../text/text.ts'
import { setExpanded } from './explorerStore.ts'
import { pathOf } from './treeNode.ts'

export const isConnected = (profileId: string): boolean => currentPool(profileId) !== null

/** Ends all sessions of a connection, after a question where somebody uses one; the next use begins new ones. */
export async function disconnect({ id, name }: { id: string; name: string }): Promise<void> {
  // Figures are as old as a second; what the program itself does there may be cut.
  const leases = await api.call('pools.leases', { poolId: id }).catch(() => [])
  if (leases.some(({ ownerId }) => ownerId !== null)) return askOfPool('drain', id)
  setExpanded(pathOf(id), false)
  act('pools.close', { poolId: id }, text('explorer.disconnected', { name }))
}
