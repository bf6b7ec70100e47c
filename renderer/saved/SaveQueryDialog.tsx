import { useState } from 'react'
import { draftOf, useTabs } from '../editor/tabsStore.ts'
import { useText } from '../text/text.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Select } from '../ui/Select.tsx'
import { TextField } from '../ui/TextField.tsx'
import { askForName, saveItem, useSaved } from './savedStore.ts'
import { foldersFor } from './savedTree.ts'

/** Stands for no folder; a select must have a value. */
const TOP = 'top'

/** Asks under which name and in which folder a tab is saved. Once in the window. */
export function SaveQueryDialog() {
  const tabId = useSaved((state) => state.savingTabId)
  return tabId && <SaveQueryForm key={tabId} tabId={tabId} />
}

function SaveQueryForm({ tabId }: { tabId: string }) {
  const text = useText()
  const tab = useTabs(({ tabs }) => tabs.find(({ id }) => id === tabId))
  const items = useSaved((state) => state.items) ?? []
  const [name, setName] = useState(tab?.title ?? '')
  const [folderId, setFolderId] = useState(TOP)
  const close = (): void => askForName(null)
  const save = async (): Promise<void> => {
    if (!tab || name.trim() === '') return
    const item = {
      ...{ id: crypto.randomUUID(), kind: 'query' as const, name: name.trim() },
      ...{ parentId: folderId === TOP ? null : folderId, profileId: tab.profileId },
      text: draftOf(tabId).text,
    }
    if (!(await saveItem(item))) return
    useTabs.getState().noteSaved(tabId, item)
    close()
  }
  return (
    <Dialog
      title={text('saved.saveTitle')}
      width="small"
      onClose={close}
      onSubmit={() => void save()}
      footer={
        <>
          <Button onClick={close}>{text('common.cancel')}</Button>
          <Button variant="primary" type="submit" disabled={name.trim() === ''}>
            {text('common.save')}
          </Button>
        </>
      }
    >
      <TextField
        label={text('saved.name')}
        value={name}
        onFocus={(event) => event.currentTarget.select()}
        onChange={setName}
      />
      <Select
        label={text('saved.folder')}
        value={folderId}
        options={[
          { value: TOP, label: text('saved.noFolder') },
          ...foldersFor(items, null).map(({ id, path }) => ({ value: id, label: path })),
        ]}
        onChange={setFolderId}
      />
    </Dialog>
  )
}
