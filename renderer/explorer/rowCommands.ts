import type { Command } from '../app/commands.ts'
import { menuCommands, type MenuNow } from '../app/menuCommands.ts'
import type { Text, TextKey } from '../text/text.ts'

/** What can be done with a row of the explorer, by the ids that its menu names. */
const TITLES = {
  'explorer.open': 'explorer.openTable',
  'explorer.selectToEditor': 'explorer.selectToEditor',
  'explorer.statementToEditor': 'explorer.statementToEditor',
  'explorer.showDefinition': 'explorer.showDefinition',
  'explorer.countRows': 'explorer.action_count',
  'explorer.call': 'explorer.action_call',
  'explorer.rename': 'explorer.action_rename',
  'explorer.truncate': 'explorer.action_truncate',
  'explorer.drop': 'explorer.action_drop',
  'explorer.diagram': 'diagram.open',
  'explorer.compare': 'compare.menu',
  'explorer.copyName': 'explorer.copyName',
  'explorer.exportData': 'explorer.exportData',
  'explorer.importData': 'imports.importData',
  'explorer.importNew': 'imports.importNew',
  'explorer.newQuery': 'explorer.newQuery',
  'explorer.openMonitor': 'explorer.openMonitor',
  'explorer.disconnect': 'explorer.disconnect',
  'explorer.editConnection': 'connections.editConnection',
  'explorer.duplicateConnection': 'connections.duplicateConnection',
  'explorer.moveToFolder': 'connections.moveToFolder',
  'explorer.moveUp': 'connections.moveUp',
  'explorer.moveDown': 'connections.moveDown',
  'explorer.deleteConnection': 'connections.deleteConnection',
  'explorer.renameFolder': 'connections.renameFolder',
  'explorer.keyLifetime': 'keys.lifetime',
  'explorer.deleteKey': 'keys.deleteKey',
  'explorer.refreshRow': 'common.refresh',
  'explorer.retry': 'common.retry',
  'explorer.copyError': 'explorer.copyError',
} as const satisfies Record<string, TextKey>

const KEYS = { 'explorer.moveUp': 'Alt+ArrowUp', 'explorer.moveDown': 'Alt+ArrowDown' }

/** What can be done with the row that is selected in the explorer. */
export const rowCommands = (text: Text, menu: () => MenuNow | null): Command[] =>
  menuCommands({
    titles: Object.fromEntries(Object.entries(TITLES).map(([id, title]) => [id, text(title)])),
    category: text('explorer.explorer'),
    keys: KEYS,
    within: '[data-explorer] [role="tree"]',
    menu,
  })
