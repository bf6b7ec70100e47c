import type { ParameterRules } from '../../contract/drivers.ts'
import type { ParameterValue } from '../../contract/parameters.ts'
import type { Profile } from '../../contract/profiles.ts'
import type { Splitter } from '../../contract/sql/Scanner.ts'
import { currentDrivers, currentProfiles } from '../app/profilesStore.ts'
import { currentRun, startRun } from '../results/runsStore.ts'
import type { Run, ScriptStatement } from '../results/runState.ts'
import { text } from '../text/text.ts'
import { toast } from '../ui/toast.ts'
import { forgetCatalog } from './catalogs.ts'
import { changesCatalog } from './changesCatalog.ts'
import { askParameters } from './parameters/askParameters.ts'
import { ask } from './questionStore.ts'
import { hiddenQuestion, mustOnlyRead, runQuestion } from './runQuestion.ts'
import { statementsToRun, type RunScope } from './statementsToRun.ts'
import type { OpenTab } from './tabList.ts'
import { sessionFor, sessionToLook } from './transactionsStore.ts'

type RunRequest = {
  readonly tab: Pick<OpenTab, 'id' | 'title' | 'profileId'>
  readonly script: string
  /** Empty: the cursor. */
  readonly selection: { readonly from: number; readonly to: number }
  readonly scope: RunScope
}

export type ChosenStatements = {
  readonly profileId: string
  readonly statements: ScriptStatement[]
  readonly parameters: ParameterValue[]
}

/** Runs what is meant of a tab's text, asking before it destroys, or says why nothing can be run. */
export async function runScript(request: RunRequest): Promise<void> {
  await start(request.tab, await chosenStatements(request))
}

/** Runs statements for a tab, with the same questions before. */
export async function runStatements(
  tab: RunRequest['tab'],
  statements: readonly ScriptStatement[],
): Promise<void> {
  const place = placeOf(tab)
  if (place) await start(tab, await confirmed(place, [...statements]))
}

/**
 * What is meant of a tab's text, and where it is to run; null, and said why, where that is nothing or
 * the user did not want it after all.
 */
export async function chosenStatements({
  tab,
  script,
  selection,
  scope,
}: RunRequest): Promise<ChosenStatements | null> {
  const place = placeOf(tab)
  if (!place) return null
  const statements = statementsToRun(script, place.splitter, selection, scope)
  if (statements.length === 0) return refuse(text('editor.nothingToRun'))
  return confirmed(place, statements)
}

async function start(tab: RunRequest['tab'], chosen: ChosenStatements | null): Promise<void> {
  if (!chosen) return
  const { profileId, statements, parameters } = chosen
  const place = placeOf({ ...tab, profileId })
  const texts = statements.map(({ text: sql }) => sql)
  const isGuarded = place !== null && mustOnlyRead(texts, place.profile, place.splitter)
  const begin = () => sessionFor(tab, profileId)
  const run = { tabId: tab.id, profileId, label: tab.title, parameters, begin }
  await startRun({ ...run, statements, mustOnlyRead: isGuarded })
  if (changesCatalog(currentRun(tab.id))) forgetCatalog(profileId)
  const refused = isGuarded ? refusedAsWriting(currentRun(tab.id)) : -1
  const writing = statements[refused]
  if (!place || !writing || !(await ask(hiddenQuestion(writing.text, place.profile)))) return
  await startRun({ ...run, statements: statements.slice(refused) })
  if (changesCatalog(currentRun(tab.id))) forgetCatalog(profileId)
}

/** The place of the statement that the server would not run since it writes; -1: of none. */
function refusedAsWriting(run: Run | undefined): number {
  const failed = run?.messages.findLast(({ kind }) => kind === 'failed')
  return failed?.kind === 'failed' && failed.error.code === 'read-only' ? failed.index : -1
}

type RunPlace = {
  readonly tabId: string
  readonly profile: Profile
  readonly splitter: Splitter
  readonly rules: ParameterRules | undefined
}

/** The connection of a tab and how its database reads a script; null, and said why, without one. */
function placeOf(tab: Pick<RunRequest['tab'], 'id' | 'profileId'>): RunPlace | null {
  const profile = currentProfiles().find(({ id }) => id === tab.profileId)
  if (!profile) return refuse(text('editor.chooseToRun'))
  const dialect = currentDrivers().find(({ id }) => id === profile.driverId)?.dialect
  const splitter = dialect?.splitter ?? 'none'
  return { tabId: tab.id, profile, splitter, rules: dialect?.parameters }
}

async function confirmed(
  { tabId, profile, splitter, rules }: RunPlace,
  statements: ScriptStatement[],
): Promise<ChosenStatements | null> {
  const texts = statements.map(({ text: sql }) => sql)
  const asked = { profileId: profile.id, statements: texts, splitter, rules }
  const parameters = await askParameters(asked)
  if (!parameters) return null
  const question = runQuestion(statements, profile, splitter)
  if (question && !(await ask(question, { parameters, ...sessionToLook(tabId) }))) return null
  return { profileId: profile.id, statements, parameters }
}

function refuse(reason: string): null {
  toast(reason)
  return null
}
