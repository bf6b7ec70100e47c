import { Plus } from 'lucide-react'
import { lazy, Suspense, useEffect, useMemo, type ComponentType } from 'react'
import { type Command, useRegisterCommands } from '../app/commands.ts'
import { useText, type Text } from '../text/text.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import styles from './MainArea.module.css'
import { MAIN_PANEL_ID } from './mainPanel.ts'
import { stepFrom } from './tabList.ts'
import { TabStrip } from './TabStrip.tsx'
import { flushOnLeave, MONITOR_ID, restoreTabs, shownIds, useTabs } from './tabsStore.ts'

const EditorPane = lazy(async () => ({ default: (await import('./EditorPane.tsx')).EditorPane }))

/** Editor tabs and, when it is open, the pool monitor, which comes in as a component. */
export function MainArea({ monitor: Monitor }: { monitor: ComponentType }) {
  const text = useText()
  const { restoring, activeId, activeTab } = useTabs()
  useEffect(() => void restoreTabs(), [])
  useEffect(flushOnLeave, [])
  useRegisterCommands(useMemo(() => tabCommands(text), [text]))

  return (
    <div className={styles.area}>
      <TabStrip />
      {restoring === 'failed' && (
        <Banner
          severity="error"
          actions={<Button onClick={() => void restoreTabs()}>{text('common.retry')}</Button>}
        >
          {text('editor.restoreFailed')}
        </Banner>
      )}
      <div
        role="tabpanel"
        id={MAIN_PANEL_ID}
        aria-label={activeTab?.title ?? text('editor.poolMonitor')}
        className={styles.panel}
      >
        <Suspense fallback={null}>
          {activeTab && <EditorPane tab={activeTab} />}
          {activeId === MONITOR_ID && <Monitor />}
        </Suspense>
        {activeId === null && restoring === 'done' && <NoTabs />}
      </div>
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
    const target = stepFrom(shownIds(tabs()), tabs().activeId, by)
    if (target !== null) tabs().activate(target)
  }
  const closeActive = (): void => {
    const { activeId, closeTab } = tabs()
    if (activeId !== null) closeTab(activeId)
  }
  const category = text('editor.category')
  return [
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
  ]
}
