import { useId, useState } from 'react'
import { tidyFolder } from '../../contract/profilePlace.ts'
import { useProfiles } from '../app/profilesStore.ts'
import { useText } from '../text/text.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { TextField } from '../ui/TextField.tsx'
import { foldersOf } from './planMove.ts'

export type FolderDialogProps = {
  title: string
  confirmLabel: string
  folder: string
  onChosen: (folder: string) => void
  onClose: () => void
}

/** Asks for the path of a folder, new or there already. */
export function FolderDialog({
  title,
  confirmLabel,
  folder,
  onChosen,
  onClose,
}: FolderDialogProps) {
  const text = useText()
  const [typed, setTyped] = useState(folder)
  return (
    <Dialog
      title={title}
      width="small"
      onClose={onClose}
      onSubmit={() => {
        onClose()
        onChosen(tidyFolder(typed))
      }}
      footer={
        <>
          <Button onClick={onClose}>{text('common.cancel')}</Button>
          <Button variant="primary" type="submit">
            {confirmLabel}
          </Button>
        </>
      }
    >
      <FolderField value={typed} onChange={setTyped} />
    </Dialog>
  )
}

/** The path of a folder; those there are already are proposed. */
export function FolderField({
  value,
  onChange,
}: {
  value: string
  onChange: (folder: string) => void
}) {
  const text = useText()
  const listId = useId()
  const folders = foldersOf(useProfiles() ?? [])
  return (
    <>
      <TextField
        label={text('connections.folder')}
        help={text('connections.folderHelp')}
        placeholder={text('connections.folderPlaceholder')}
        value={value}
        onChange={onChange}
        list={listId}
      />
      <datalist id={listId}>
        {folders.map((folder) => (
          <option key={folder} value={folder}>
            {folder}
          </option>
        ))}
      </datalist>
    </>
  )
}
