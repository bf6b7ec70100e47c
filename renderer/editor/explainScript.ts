import { currentDrivers, currentProfiles } from '../app/profilesStore.ts'
import { askForPlan } from '../plans/plansStore.ts'
import { currentRun } from '../results/runsStore.ts'
import { text } from '../text/text.ts'
import { toast } from '../ui/toast.ts'
import { measureQuestion } from './measureQuestion.ts'
import { askParameters } from './parameters/askParameters.ts'
import { ask } from './questionStore.ts'
import { statementsToRun } from './statementsToRun.ts'
import type { OpenTab } from './tabList.ts'
import { sessionToLook } from './transactionsStore.ts'

type ExplainRequest = {
  readonly tab: Pick<OpenTab, 'id' | 'title' | 'profileId'>
  readonly script: string
  /** Empty: the cursor. */
  readonly selection: { readonly from: number; readonly to: number }
  /** Runs the statement, after asking where it changes something. */
  readonly isMeasured: boolean
}

/** Shows the plan of the statement that is meant, or says why there is none. */
export async function explainScript(request: ExplainRequest): Promise<void> {
  const { tab, script, selection, isMeasured } = request
  const profile = currentProfiles().find(({ id }) => id === tab.profileId)
  if (!profile) return toast(text('editor.chooseToRun'))
  const driver = currentDrivers().find(({ id }) => id === profile.driverId)
  const splitter = driver?.dialect.splitter ?? 'none'
  const [statement, ...others] = statementsToRun(script, splitter, selection, 'current')
  if (!statement) return toast(text('editor.nothingToRun'))
  if (others.length > 0) return toast(text('plans.oneStatement'))
  const question = isMeasured ? measureQuestion(statement.text, profile, splitter) : null
  if (question && !(await ask(question, { parameters: [], ...sessionToLook(tab.id) }))) return
  const parameters = await askParameters({
    profileId: profile.id,
    statements: [statement.text],
    splitter,
    rules: driver?.dialect.parameters,
  })
  if (!parameters) return
  await askForPlan({
    tabId: tab.id,
    label: tab.title,
    profileId: profile.id,
    sql: statement.text,
    parameters,
    isMeasured,
    ...sessionToLook(tab.id),
    runId: currentRun(tab.id)?.runId ?? null,
  })
}
