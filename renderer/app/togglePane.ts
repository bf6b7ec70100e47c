import { isPanelShown, type PanelId } from './layout.ts'
import { currentLayout, togglePanel } from './layoutStore.ts'
import { focusPaneSoon } from './panes.ts'

/** Shows a panel with the focus in it, or hides it; the focus that was in it goes to the editors. */
export function togglePane(panel: PanelId): void {
  const hadFocus = document.activeElement?.closest(`[data-pane="${panel}"]`) !== null
  togglePanel(panel)
  if (isPanelShown(currentLayout(), panel)) focusPaneSoon(panel)
  else if (hadFocus) focusPaneSoon('main')
}
