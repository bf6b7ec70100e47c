import { analysis } from './en/analysis.ts'
import { charts } from './en/charts.ts'
import { builder } from './en/builder.ts'
import { common } from './en/common.ts'
import { compare } from './en/compare.ts'
import { connections } from './en/connections.ts'
import { diagram } from './en/diagram.ts'
import { editor } from './en/editor.ts'
import { edits } from './en/edits.ts'
import { explorer } from './en/explorer.ts'
import { grid } from './en/grid.ts'
import { history } from './en/history.ts'
import { imports } from './en/imports.ts'
import { layout } from './en/layout.ts'
import { keys } from './en/keys.ts'
import { monitor } from './en/monitor.ts'
import { parameters } from './en/parameters.ts'
import { plans } from './en/plans.ts'
import { results } from './en/results.ts'
import { settings } from './en/settings.ts'
import { saved } from './en/saved.ts'
import { statements } from './en/statements.ts'
import { shell } from './en/shell.ts'
import { tour } from './en/tour.ts'

/** Every word of the window in English, by feature; the other languages have the same keys. */
export const en = {
  analysis,
  charts,
  builder,
  common,
  compare,
  connections,
  diagram,
  editor,
  edits,
  explorer,
  grid,
  history,
  imports,
  layout,
  keys,
  monitor,
  parameters,
  plans,
  results,
  settings,
  saved,
  shell,
  statements,
  tour,
}
