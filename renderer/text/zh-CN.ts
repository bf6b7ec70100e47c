import { analysis } from './zh-CN/analysis.ts'
import { charts } from './zh-CN/charts.ts'
import { builder } from './zh-CN/builder.ts'
import { common } from './zh-CN/common.ts'
import { compare } from './zh-CN/compare.ts'
import { connections } from './zh-CN/connections.ts'
import { diagram } from './zh-CN/diagram.ts'
import { editor } from './zh-CN/editor.ts'
import { edits } from './zh-CN/edits.ts'
import { explorer } from './zh-CN/explorer.ts'
import { grid } from './zh-CN/grid.ts'
import { history } from './zh-CN/history.ts'
import { imports } from './zh-CN/imports.ts'
import { layout } from './zh-CN/layout.ts'
import { keys } from './zh-CN/keys.ts'
import { monitor } from './zh-CN/monitor.ts'
import { parameters } from './zh-CN/parameters.ts'
import { plans } from './zh-CN/plans.ts'
import { results } from './zh-CN/results.ts'
import { settings } from './zh-CN/settings.ts'
import { saved } from './zh-CN/saved.ts'
import { statements } from './zh-CN/statements.ts'
import { shell } from './zh-CN/shell.ts'
import { tour } from './zh-CN/tour.ts'

/** 简体中文. */
export const zhCN = {
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
