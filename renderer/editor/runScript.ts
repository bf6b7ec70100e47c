import { currentDrivers, currentProfiles } from '../app/profilesStore.ts'
import { currentRun, startRun } from '../results/runsStore.ts'
import { text } from '../text/text.ts'
import { toast } from '../ui/toast.ts'
import { forgetCatalog } from './catalogs.ts'
import { changesCatalog } from './changesCatalog.ts'
import { statementsToRun, type RunScope } from './statementsToRun.ts'
import type { OpenTab } from './tabList.ts'

type RunRequest = {
  readonly tab: Pick<OpenTab, 'id' | 'title' | 'profileId'>
  readonly script: string
  /** Empty: the cursor. */
  readonly selection: { readonly from: number; readonly to: number }
  readonly scope: RunScope
}

/** Runs what is meant of a tab's text, or says why there is nothing to run. */
export async function runScript({ tab, script, selection, scope }: RunRequest): Promise<void> {
  const profile = currentProfiles().find(({ id }) => id === tab.profileId)
  if (!profile) return toast(text('editor.chooseToRun'))
  const driver = currentDrivers().find(({ id }) => id === profile.driverId)
  const statements = statementsToRun(script, driver?.dialect.splitter ?? 'none', selection, scope)
  if (statements.length === 0) return toast(text('editor.nothingToRun'))
  await startRun({ tabId: tab.id, profileId: profile.id, label: tab.title, statements })
  if (changesCatalog(currentRun(tab.id))) forgetCatalog(profile.id)
}
