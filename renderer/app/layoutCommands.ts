import { PanelBottom, PanelLeft, PanelRight, RotateCcw } from 'lucide-react'
import { MONITOR_ID, useTabs } from '../editor/tabsStore.ts'
import type { Text } from '../text/text.ts'
import type { MenuEntry } from '../ui/menuEntry.ts'
import type { Command } from './commands.ts'
import { type PanelId, placeOf, type Place } from './layout.ts'
import { currentLayout, movePanel, placeResults, resetLayout } from './layoutStore.ts'

export const panelNames = {
  explorer: 'shell.explorer',
  history: 'history.history',
  saved: 'saved.saved',
  monitor: 'shell.poolMonitor',
} as const satisfies Record<PanelId, string>

const places = [
  { place: 'left', icon: PanelLeft, title: 'layout.moveLeft' },
  { place: 'right', icon: PanelRight, title: 'layout.moveRight' },
  { place: 'bottom', icon: PanelBottom, title: 'layout.moveBottom' },
] as const

/** Moves a panel; the monitor leaves the tabs, or comes back to them. */
export function move(panel: PanelId, place: Place): void {
  movePanel(panel, place)
  if (panel !== 'monitor') return
  const { openMonitor, closeTab } = useTabs.getState()
  if (place === 'tab') openMonitor()
  else closeTab(MONITOR_ID)
}

/** The places where a panel does not stand, as lines of its menu. */
export function moveEntries(panel: PanelId, text: Text): MenuEntry[] {
  const name = text(panelNames[panel])
  const now = placeOf(currentLayout(), panel)
  return [
    ...places.map(({ place, icon, title }) => ({
      label: text(title, { name }),
      icon,
      isDisabled: place === now,
      onSelect: () => move(panel, place),
    })),
    ...(panel === 'monitor'
      ? [
          {
            label: text('layout.moveToTabs', { name }),
            isDisabled: now === 'tab',
            onSelect: () => move(panel, 'tab'),
          },
        ]
      : []),
  ]
}

export function layoutCommands(text: Text): Command[] {
  const category = text('layout.category')
  const moves = (Object.keys(panelNames) as PanelId[]).flatMap((panel): Command[] => {
    const name = text(panelNames[panel])
    return places.map(({ place, icon, title }) => ({
      id: `layout.${panel}.${place}`,
      title: text(title, { name }),
      category,
      icon,
      isEnabled: () => placeOf(currentLayout(), panel) !== place,
      run: () => move(panel, place),
    }))
  })
  return [
    ...moves,
    {
      id: 'layout.monitor.tab',
      title: text('layout.moveToTabs', { name: text(panelNames.monitor) }),
      category,
      isEnabled: () => placeOf(currentLayout(), 'monitor') !== 'tab',
      run: () => move('monitor', 'tab'),
    },
    {
      id: 'layout.results.beside',
      title: text('layout.resultsBeside'),
      category,
      icon: PanelRight,
      isEnabled: () => currentLayout().results !== 'beside',
      run: () => placeResults('beside'),
    },
    {
      id: 'layout.results.below',
      title: text('layout.resultsBelow'),
      category,
      icon: PanelBottom,
      isEnabled: () => currentLayout().results !== 'below',
      run: () => placeResults('below'),
    },
    {
      id: 'layout.reset',
      title: text('layout.reset'),
      category,
      icon: RotateCcw,
      run: () => resetLayout(),
    },
  ]
}
