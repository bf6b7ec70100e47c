import type { BrowseNode, SchemaObject } from '../../contract/explorer.ts'
import { api } from '../api/api.ts'
import { openRows } from '../editor/openRows.ts'
import { useTabs } from '../editor/tabsStore.ts'
import { errorLine } from '../text/errorInLanguage.ts'
import { exportTable } from '../results/tableExportStore.ts'
import { text } from '../text/text.ts'
import { toast } from '../ui/toast.ts'
import type { RelationPlace, TreeNode } from './treeNode.ts'

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
    (error: Error) => toast(errorLine(error), 'error'),
  )
}

/** Opens a tab that shows an entry of a driver's own tree, and runs it. */
export const openEntry = (profileId: string, { path, label, name }: BrowseNode, run = true) =>
  orTell(async () => {
    const statement = await api.call('explorer.openStatement', { profileId, path })
    useTabs.getState().openTab({ profileId, text: statement, title: name ?? label, run })
  })

const openSelect = (place: RelationPlace, run: boolean) => orTell(() => openRows(place, { run }))

/** Opens a tab with the statements that make a table, view or routine. */
export const showDefinition = (profileId: string, object: SchemaObject) =>
  orTell(async () => {
    const definition = await api.call('explorer.definition', { profileId, object })
    const title = text('explorer.definitionOf', { name: object.name })
    useTabs.getState().openTab({ profileId, text: definition, title, run: false })
  })

export const showRoutine = ({ profileId, routine }: Extract<TreeNode, { kind: 'routine' }>) =>
  showDefinition(profileId, { ...routine, kind: 'routine' })

/** What makes a type or sequence; of a part, what makes its table. */
export function showItem({ profileId, item }: Extract<TreeNode, { kind: 'item' }>): Promise<void> {
  const { schema, name, kind, relation } = item
  if (relation !== null)
    return showDefinition(profileId, { kind: 'relation', schema, name: relation })
  return showDefinition(profileId, { kind: kind === 'sequence' ? kind : 'type', schema, name })
}

/** Writes all rows of a table or view to a file, as they come from the server. */
export const exportRelation = (place: RelationPlace) =>
  orTell(async () => {
    const { profileId, name } = place
    const statement = await api.call('explorer.selectStatement', place)
    exportTable({ profileId, name, statement })
  })

export async function orTell(open: () => Promise<void>): Promise<void> {
  try {
    await open()
  } catch (error) {
    toast(errorLine(error), 'error')
  }
}
