import type { RequestInput } from '../../contract/contract.ts'
import type { explorerCalls } from '../../contract/explorer.ts'
import { api } from '../api/api.ts'
import { noteOrigin, type Origin } from '../results/originsStore.ts'
import { useTabs } from './tabsStore.ts'

type Rows = RequestInput<(typeof explorerCalls)['explorer.selectStatement']>

/** Opens a tab with a statement that reads a table, all of it or some rows. */
export async function openRows(
  rows: Rows,
  { run, cameFrom = null }: { run: boolean; cameFrom?: Origin['cameFrom'] },
): Promise<void> {
  const { profileId, schema, name } = rows
  const statement = await api.call('explorer.selectStatement', rows)
  const tabId = useTabs.getState().openTab({ profileId, text: statement, title: name, run })
  noteOrigin(tabId, { profileId, schema, name, statement, cameFrom })
}
