import type { WorkbenchError } from '../../contract/errors.ts'
import type { BrowseNode } from '../../contract/explorer.ts'
import { api } from '../api/api.ts'
import { useTabs } from '../editor/tabsStore.ts'
import { text } from '../text/text.ts'
import { toast } from '../ui/toast.ts'
import type { RelationPlace } from './treeNode.ts'

/** Opens a tab that reads all of a table or view, and runs it. */
export const openRelation = (place: RelationPlace): Promise<void> => openSelect(place, true)

/** Opens a tab with the statement, for changing it first. */
export const selectToEditor = (place: RelationPlace): Promise<void> => openSelect(place, false)

export function newQuery(profileId: string): void {
  useTabs.getState().openTab({ profileId })
}

export function copyText(copied: string): void {
  navigator.clipboard.writeText(copied).then(
    () => toast(text('common.copied')),
    (error: Error) => toast(error.message, 'error'),
  )
}

/** Opens a tab that shows an entry of a driver's own tree, and runs it. */
export const openEntry = (profileId: string, { path, label }: BrowseNode, run = true) =>
  openStatement(profileId, label, run, () =>
    api.call('explorer.openStatement', { profileId, path }),
  )

const openSelect = ({ profileId, schema, name }: RelationPlace, run: boolean) =>
  openStatement(profileId, name, run, () =>
    api.call('explorer.selectStatement', { profileId, schema, name }),
  )

async function openStatement(
  profileId: string,
  title: string,
  run: boolean,
  ask: () => Promise<string>,
): Promise<void> {
  try {
    const statement = await ask()
    useTabs.getState().openTab({ profileId, text: statement, title, run })
  } catch (error) {
    toast((error as WorkbenchError).message, 'error')
  }
}
