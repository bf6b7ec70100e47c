import type { Capabilities } from '../../contract/drivers.ts'
import type { Command } from '../app/commands.ts'
import { toggleBuilder } from '../builder/builderStore.ts'
import { cancelTab } from '../results/runsStore.ts'
import type { Text } from '../text/text.ts'
import type { RunScope } from './statementsToRun.ts'

type CommandParts = {
  tabId: string
  start: (scope: RunScope) => void
  startExport: () => void
  format: () => void
}

export const runCommands = (
  text: Text,
  { tabId, start, startExport, format }: CommandParts,
): Command[] => [
  {
    id: 'editor.run',
    title: text('editor.run'),
    category: text('editor.category'),
    needs: text('shell.needsEditor'),
    keys: 'Mod+Enter',
    run: () => start('current'),
  },
  {
    id: 'editor.runAll',
    title: text('editor.runAll'),
    category: text('editor.category'),
    needs: text('shell.needsEditor'),
    keys: 'Mod+Shift+Enter',
    run: () => start('all'),
  },
  {
    id: 'editor.exportQuery',
    title: text('editor.exportQuery'),
    category: text('editor.category'),
    needs: text('shell.needsEditor'),
    run: startExport,
  },
  {
    id: 'editor.cancel',
    title: text('editor.cancelHelp'),
    category: text('editor.category'),
    needs: text('shell.needsEditor'),
    run: () => cancelTab(tabId),
  },
  {
    id: 'builder.toggle',
    title: text('builder.toggle'),
    category: text('editor.category'),
    needs: text('shell.needsEditor'),
    run: () => toggleBuilder(tabId),
  },
  {
    id: 'editor.format',
    title: text('editor.format'),
    category: text('editor.category'),
    needs: text('shell.needsEditor'),
    keys: 'Shift+Alt+F',
    run: format,
  },
]

type ExplainParts = {
  plans: Capabilities['plans']
  explain: (isMeasured: boolean) => void
}

export const explainCommands = (text: Text, { plans, explain }: ExplainParts): Command[] => [
  {
    id: 'editor.explain',
    title: text('plans.explain'),
    category: text('editor.category'),
    needs: text('shell.needsEditor'),
    keys: 'Mod+Shift+E',
    isEnabled: () => plans !== undefined,
    run: () => explain(false),
  },
  {
    id: 'editor.explainAnalyze',
    title: text('plans.explainAnalyze'),
    category: text('editor.category'),
    needs: text('shell.needsEditor'),
    keys: 'Mod+Alt+E',
    isEnabled: () => plans === 'measured',
    run: () => explain(true),
  },
]
