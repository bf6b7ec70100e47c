import { Columns2, List, Plus } from 'lucide-react'
import { useEffect, useMemo, type ComponentType, type ReactNode } from 'react'
import { type Command, useRegisterCommands } from '../app/commands.ts'
import { setTabListOpen } from '../app/shellStore.ts'
import { useText, type Text } from '../text/text.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Splitter } from '../ui/Splitter.tsx'
import { keepMonitor, restoreMonitor } from './keptMonitor.ts'
import styles from './MainArea.module.css'
import { startRenaming } from './renamingStore.ts'
import { SidePane } from './SidePane.tsx'
import { idsBySide, sideOf, type Side } from './sides.ts'
import { stepFrom } from './tabList.ts'
import {
  flushOnLeave,
  followOtherWindows,
  idsBeside,
  restoreTabs,
  shownIds,
  useTabs,
} from './tabsStore.ts'
import { showTransactions } from './transactionsStore.ts'
import type { ViewComponents } from './viewTabs.ts'

type MainAreaProps = { monitor: ComponentType; views: ViewComponents }

/** Editor tabs, views and, when it is open, the pool monitor: these come in as components. */
export function MainArea({ monitor, views }: MainAreaProps) {
  const text = useText()
  const state = useTabs()
  const { restoring, activeId, rightIds, otherId } = state
  useEffect(() => {
    restoreMonitor()
    const stops = [keepMonitor()]
    void restoreTabs().then(() => stops.push(followOtherWindows()))
    return () => {
      for (const stop of stops) stop()
    }
  }, [])
  useEffect(flushOnLeave, [])
  useRegisterCommands(useMemo(() => tabCommands(text), [text]))
  const ids = idsBySide({ rightIds }, shownIds(state))
  const activeSide = activeId === null ? 'left' : sideOf({ rightIds }, activeId)
  const pane = (side: Side): ReactNode => (
    <SidePane
      side={side}
      ids={ids[side]}
      frontId={side === activeSide ? activeId : otherId}
      isActive={side === activeSide}
      monitor={monitor}
      views={views}
    />
  )

  return (
    <div className={styles.area}>
      {restoring === 'failed' && (
        <Banner
          severity="error"
          actions={<Button onClick={() => void restoreTabs()}>{text('common.retry')}</Button>}
        >
          {text('editor.restoreFailed')}
        </Banner>
      )}
      {activeId === null && restoring === 'done' ? (
        <NoTabs />
      ) : (
        <Splitter
          direction="horizontal"
          label={text('editor.splitWidth')}
          firstSize="50%"
          firstMinSize={240}
          secondMinSize={240}
          isSecondHidden={otherId === null}
          first={pane('left')}
          second={pane('right')}
        />
      )}
    </div>
  )
}

function NoTabs() {
  const text = useText()
  const openTab = useTabs((state) => state.openTab)
  return (
    <EmptyState
      title={text('editor.noTabs')}
      actions={
        <Button icon={Plus} onClick={() => openTab()}>
          {text('editor.newTab')}
        </Button>
      }
    >
      {text('editor.noTabsHelp')}
    </EmptyState>
  )
}

function tabCommands(text: Text): Command[] {
  const tabs = (): ReturnType<typeof useTabs.getState> => useTabs.getState()
  const step = (by: number): void => {
    const target = stepFrom(idsBeside(tabs()), tabs().activeId, by)
    if (target !== null) tabs().activate(target)
  }
  const closeActive = (): void => {
    const { activeId, closeTab } = tabs()
    if (activeId !== null) closeTab(activeId)
  }
  const category = text('editor.category')
  return [
    {
      id: 'editor.listTabs',
      title: text('editor.listTabs'),
      category,
      icon: List,
      run: () => setTabListOpen(true),
    },
    {
      id: 'editor.newTab',
      title: text('editor.newTab'),
      category,
      keys: 'Mod+T',
      run: () => tabs().openTab(),
    },
    {
      id: 'editor.closeTab',
      title: text('editor.closeTab'),
      category,
      keys: 'Mod+W',
      isEnabled: () => tabs().activeId !== null,
      run: closeActive,
    },
    {
      id: 'editor.closeOthers',
      title: text('editor.closeOthers'),
      category,
      isEnabled: () => tabs().tabs.length > 1,
      run: () => tabs().closeOthers(tabs().activeId ?? ''),
    },
    {
      id: 'editor.renameTab',
      title: text('editor.renameTab'),
      category,
      isEnabled: () => tabs().activeTab !== null,
      run: () => startRenaming(tabs().activeId),
    },
    {
      id: 'editor.reopenTab',
      title: text('editor.reopenTab'),
      category,
      keys: 'Mod+Shift+T',
      run: () => tabs().reopenTab(),
    },
    {
      id: 'editor.nextTab',
      title: text('editor.nextTab'),
      category,
      keys: 'Ctrl+PageDown',
      run: () => step(1),
    },
    {
      id: 'editor.previousTab',
      title: text('editor.previousTab'),
      category,
      keys: 'Ctrl+PageUp',
      run: () => step(-1),
    },
    {
      id: 'editor.toOtherSide',
      title: text('editor.toOtherSide'),
      category,
      icon: Columns2,
      keys: 'Mod+\\',
      isEnabled: () => shownIds(tabs()).length > 1,
      run: () => tabs().toOtherSide(tabs().activeId ?? ''),
    },
    {
      id: 'editor.otherSide',
      title: text('editor.otherSide'),
      category,
      keys: 'F7',
      isEnabled: () => tabs().otherId !== null,
      run: () => goToOtherSide(),
    },
    {
      id: 'editor.joinSides',
      title: text('editor.joinSides'),
      category,
      isEnabled: () => tabs().otherId !== null,
      run: () => tabs().joinSides(),
    },
    {
      id: 'editor.openTransactions',
      title: text('editor.openTransactions'),
      category,
      run: () => showTransactions(true),
    },
  ]
}

/** Its editor takes the focus, as the one left had it. */
function goToOtherSide(): void {
  const { otherId, activate } = useTabs.getState()
  if (otherId === null) return
  activate(otherId)
  requestAnimationFrame(() =>
    document.querySelector<HTMLElement>('[data-active=true] .monaco-editor textarea')?.focus(),
  )
}
