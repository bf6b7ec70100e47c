import type { TextKey } from '../text/text.ts'

/** Keys that belong to a place as they do in other programs, and cannot be chosen. */
export type FixedKey = { readonly keys: string; readonly does: TextKey; readonly place: TextKey }

const at = (place: TextKey, all: readonly (readonly [keys: string, does: TextKey])[]): FixedKey[] =>
  all.map(([keys, does]) => ({ keys, does, place }))

export const fixedKeys: readonly FixedKey[] = [
  ...at('settings.inEditor', [
    ['Ctrl+Space', 'settings.keyComplete'],
    ['Escape', 'settings.keyCancelRun'],
    ['Mod+F', 'settings.keyFindText'],
    ['Mod+/', 'settings.keyComment'],
    ['Mod+D', 'settings.keyNextMatch'],
    ['Alt+ArrowUp', 'settings.keyLineUp'],
    ['Alt+ArrowDown', 'settings.keyLineDown'],
    ['Mod+Z', 'settings.keyUndo'],
    ['Mod+Shift+Z', 'settings.keyRedo'],
  ]),
  ...at('settings.inGrid', [
    ['Enter', 'settings.keyOpenValue'],
    ['Shift+Enter', 'settings.keyOpenBeside'],
    ['Mod+V', 'settings.keyPaste'],
    ['Mod+A', 'settings.keySelectAll'],
    ['Shift+Space', 'settings.keySelectRow'],
    ['Mod+Space', 'settings.keySelectColumn'],
    ['Mod+Home', 'settings.keyFirstCell'],
    ['Mod+End', 'settings.keyLastCell'],
    ['Shift+F10', 'settings.keyMenu'],
  ]),
  ...at('settings.inLists', [
    ['ArrowRight', 'settings.keyExpand'],
    ['ArrowLeft', 'settings.keyCollapse'],
    ['Enter', 'settings.keyOpenRow'],
    ['F2', 'settings.keyRename'],
    ['Delete', 'settings.keyCloseTab'],
  ]),
  ...at('settings.inRecord', [
    ['ArrowLeft', 'settings.keyPreviousRow'],
    ['ArrowRight', 'settings.keyNextRow'],
  ]),
]
