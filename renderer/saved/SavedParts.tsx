import { Bookmark, BookmarkPlus, Save, TextQuote } from 'lucide-react'
import { useEffect, useMemo } from 'react'
import { useRegisterCommands, type Command } from '../app/commands.ts'
import { togglePane } from '../app/togglePane.ts'
import { SnippetsDialog } from '../editor/snippets/SnippetsDialog.tsx'
import { followSnippets, setSnippetsOpen } from '../editor/snippets/snippetsStore.ts'
import { useTabs } from '../editor/tabsStore.ts'
import { useText, type Text } from '../text/text.ts'
import { askForName, followSaved, saveTabInFront } from './savedStore.ts'
import { SaveQueryDialog } from './SaveQueryDialog.tsx'

/** Saved queries and snippets as the whole window has them: commands, dialogs, what is known. */
export function SavedParts() {
  const text = useText()
  useEffect(followSaved, [])
  useEffect(followSnippets, [])
  useRegisterCommands(useMemo(() => savedCommands(text), [text]))
  return (
    <>
      <SaveQueryDialog />
      <SnippetsDialog />
    </>
  )
}

function savedCommands(text: Text): Command[] {
  const category = text('editor.category')
  const isEnabled = (): boolean => useTabs.getState().activeTab !== null
  return [
    {
      id: 'view.toggleSaved',
      title: text('shell.toggleSaved'),
      category: text('shell.categoryView'),
      icon: Bookmark,
      keys: 'Mod+Shift+S',
      run: () => togglePane('saved'),
    },
    {
      id: 'saved.save',
      title: text('saved.save'),
      category,
      icon: Save,
      keys: 'Mod+S',
      isEnabled,
      run: saveTabInFront,
    },
    {
      id: 'saved.saveAs',
      title: text('saved.saveAs'),
      category,
      icon: BookmarkPlus,
      isEnabled,
      run: () => askForName(useTabs.getState().activeTab?.id ?? null),
    },
    {
      id: 'editor.snippets',
      title: text('saved.manageSnippets'),
      category,
      icon: TextQuote,
      run: () => setSnippetsOpen(true),
    },
  ]
}
