import { useState } from 'react'
import { Columns2 } from 'lucide-react'
import { ColourMark } from '../app/ColourMark.tsx'
import { ReadOnlyMark } from '../app/ReadOnlyMark.tsx'
import { useProfile } from '../app/profilesStore.ts'
import { shortcutOf } from '../app/useShortcut.ts'
import { useIsRunning } from '../results/runsStore.ts'
import { useText } from '../text/text.ts'
import { ContextMenu } from '../ui/Menu.tsx'
import { Spinner } from '../ui/Spinner.tsx'
import { startRenaming, useRenaming } from './renamingStore.ts'
import type { Side } from './sides.ts'
import { TabItem } from './TabItem.tsx'
import type { OpenTab } from './tabList.ts'
import styles from './TabStrip.module.css'
import { useTabs } from './tabsStore.ts'

type EditorTabItemProps = { tab: OpenTab; side: Side; isActive: boolean }

/** The tab of an editor: with a mark while it runs, renamed by double click. */
export function EditorTabItem({ tab, side, isActive }: EditorTabItemProps) {
  const text = useText()
  const isRunning = useIsRunning(tab.id)
  const profile = useProfile(tab.profileId)
  const isRenaming = useRenaming(({ tabId }) => tabId === tab.id)
  const { tabs, rename, closeTab, closeOthers, reopenTab, toOtherSide } = useTabs()
  if (isRenaming) {
    return (
      <RenameField
        title={tab.title}
        onDone={(title) => {
          if (title !== null) rename(tab.id, title)
          startRenaming(null)
        }}
      />
    )
  }

  return (
    <ContextMenu
      entries={[
        {
          command: 'editor.renameTab',
          label: text('editor.renameTab'),
          onSelect: () => startRenaming(tab.id),
        },
        {
          command: 'editor.toOtherSide',
          label: text(side === 'left' ? 'editor.splitRight' : 'editor.toOtherSide'),
          shortcut: shortcutOf('editor.toOtherSide'),
          icon: Columns2,
          isDisabled: tabs.length < 2,
          onSelect: () => toOtherSide(tab.id),
        },
        'separator',
        {
          command: 'editor.closeTab',
          label: text('editor.closeTab'),
          shortcut: shortcutOf('editor.closeTab'),
          onSelect: () => closeTab(tab.id),
        },
        {
          command: 'editor.closeOthers',
          label: text('editor.closeOthers'),
          onSelect: () => closeOthers(tab.id),
        },
        {
          command: 'editor.reopenTab',
          label: text('editor.reopenTab'),
          shortcut: shortcutOf('editor.reopenTab'),
          onSelect: reopenTab,
        },
      ]}
    >
      <div className={styles.item} role="presentation">
        <TabItem
          id={tab.id}
          side={side}
          name={tab.title}
          isActive={isActive}
          mark={
            isRunning ? (
              <Spinner size={12} />
            ) : (
              profile && (
                <>
                  <ColourMark colour={profile.colour} />
                  <ReadOnlyMark isReadOnly={profile.isReadOnly} />
                </>
              )
            )
          }
          onRename={() => startRenaming(tab.id)}
        />
      </div>
    </ContextMenu>
  )
}

const focusAtOnce = (input: HTMLInputElement | null): void => input?.focus()

/** Enter and leaving keep the name, Esc does not. */
function RenameField({ title, onDone }: { title: string; onDone: (title: string | null) => void }) {
  const text = useText()
  const [typed, setTyped] = useState(title)
  const keep = (): void => onDone(typed.trim() || null)
  return (
    <input
      ref={focusAtOnce}
      className={styles.rename}
      aria-label={text('editor.tabName')}
      value={typed}
      size={Math.max(8, typed.length)}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key === 'Enter') keep()
        if (event.key === 'Escape') onDone(null)
      }}
    />
  )
}
