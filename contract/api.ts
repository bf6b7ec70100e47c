import { alertCalls, alertEvents } from './alerts.ts'
import { copyCalls, copyEvents } from './copies.ts'
import { countCalls } from './counts.ts'
import { configCalls, configEvents } from './config.ts'
import { editCalls } from './edits.ts'
import { diagramCalls } from './diagrams.ts'
import { explorerCalls } from './explorer.ts'
import { exportCalls, exportEvents } from './exports.ts'
import { frameCalls } from './frames.ts'
import { importCalls, importEvents } from './imports.ts'
import { keptEditCalls } from './keptEdits.ts'
import { planCalls } from './plans.ts'
import { menuCalls, menuEvents } from './menus.ts'
import { parameterCalls } from './parameters.ts'
import { poolHistoryCalls } from './poolHistory.ts'
import { pointCalls } from './points.ts'
import { poolCalls, poolEvents } from './pools.ts'
import { profileImportCalls } from './profileImports.ts'
import { profileCalls, profileEvents } from './profiles.ts'
import { queryCalls, queryEvents } from './query.ts'
import { resultCalls } from './results.ts'
import { routingCalls, routingEvents } from './routing.ts'
import { schemaCompareCalls } from './schemaCompare.ts'
import { schemaModelCalls } from './schemaModel.ts'
import { savedCalls, savedEvents } from './saved.ts'
import { sessionCalls, sessionEvents } from './sessions.ts'
import { statementCalls } from './statements.ts'
import { transactionCalls, transactionEvents } from './transactions.ts'
import { workspaceCalls, workspaceEvents } from './workspace.ts'

/** Every call and event of the program: the one list both sides are typed by. */
export const calls = {
  ...profileCalls,
  ...profileImportCalls,
  ...explorerCalls,
  ...schemaModelCalls,
  ...schemaCompareCalls,
  ...diagramCalls,
  ...queryCalls,
  ...countCalls,
  ...planCalls,
  ...editCalls,
  ...keptEditCalls,
  ...resultCalls,
  ...pointCalls,
  ...copyCalls,
  ...frameCalls,
  ...exportCalls,
  ...importCalls,
  ...poolCalls,
  ...poolHistoryCalls,
  ...alertCalls,
  ...routingCalls,
  ...sessionCalls,
  ...statementCalls,
  ...transactionCalls,
  ...configCalls,
  ...parameterCalls,
  ...savedCalls,
  ...menuCalls,
  ...workspaceCalls,
}
export type Calls = typeof calls
export type CallName = keyof Calls

export const events = {
  ...profileEvents,
  ...queryEvents,
  ...copyEvents,
  ...exportEvents,
  ...importEvents,
  ...poolEvents,
  ...alertEvents,
  ...routingEvents,
  ...sessionEvents,
  ...transactionEvents,
  ...configEvents,
  ...savedEvents,
  ...menuEvents,
  ...workspaceEvents,
}
export type Events = typeof events
export type EventName = keyof Events
