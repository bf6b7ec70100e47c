import { FolderInput, FolderPlus, Pencil, Save, SquarePen, Trash2 } from 'lucide-react'
import { useDeferredValue, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import type { SavedItem } from '../../contract/saved.ts'
import { runCommand } from '../app/commands.ts'
import { useMenuCommands } from '../app/useMenuCommands.ts'
import { useShortcut } from '../app/useShortcut.ts'
import { useTabs } from '../editor/tabsStore.ts'
import { useText } from '../text/text.ts'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { ContextMenu } from '../ui/Menu.tsx'
import type { MenuEntry } from '../ui/menuEntry.ts'
import { SearchBox } from '../ui/SearchBox.tsx'
import styles from './SavedPanel.module.css'
import { SavedRowItem } from './SavedRowItem.tsx'
import { deleteItem, openSaved, saveItem, toggleFolder, useSaved } from './savedStore.ts'
import { foldersFor, queriesBelow, savedRows, type SavedRow } from './savedTree.ts'

/** Queries kept by name, in folders. */
export function SavedPanel() {
  const text = useText()
  const treeId = useId()
  const tree = useRef<HTMLDivElement>(null)
  const { items, closedFolders } = useSaved()
  const [search, setSearch] = useState('')
  const [activeId, setActiveId] = useState<string | null>(null)
  const [renamingId, setRenamingId] = useState<string | null>(null)
  const [deleting, setDeleting] = useState<SavedItem | null>(null)
  const dragged = useRef<SavedItem | null>(null)
  const saveKeys = useShortcut('saved.save')
  const sought = useDeferredValue(search)
  const rows = savedRows(items ?? [], (id) => closedFolders.has(id), sought)
  const active = rows.find(({ item }) => item.id === activeId) ?? rows[0]

  const move = (item: SavedItem, parentId: string | null): void => {
    if (item.parentId !== parentId) void saveItem({ ...item, parentId })
  }
  const addFolder = async (): Promise<void> => {
    const id = crypto.randomUUID()
    const number = (items ?? []).filter(({ kind }) => kind === 'folder').length + 1
    const name = text('saved.folderName', { number })
    const folder = { id, kind: 'folder' as const, parentId: null, name, text: '', profileId: null }
    if (!(await saveItem(folder))) return
    setActiveId(id)
    setRenamingId(id)
  }
  const rename = (item: SavedItem, name: string | null): void => {
    setRenamingId(null)
    tree.current?.focus()
    if (name === null || name === item.name) return
    void saveItem({ ...item, name })
    const shown = useTabs.getState().tabs.find(({ savedId }) => savedId === item.id)
    if (shown) useTabs.getState().rename(shown.id, name)
  }
  const open = ({ item }: SavedRow): void =>
    item.kind === 'folder' ? toggleFolder(item.id) : openSaved(item)

  function onKeyDown(event: KeyboardEvent): void {
    if (!active) return
    const at = rows.indexOf(active)
    const { item, isOpen } = active
    const go = (to: SavedRow | undefined): void => to && setActiveId(to.item.id)
    if (event.key === 'ArrowDown') go(rows[at + 1])
    else if (event.key === 'ArrowUp') go(rows[at - 1])
    else if (event.key === 'Home') go(rows[0])
    else if (event.key === 'End') go(rows.at(-1))
    else if (event.key === 'ArrowRight' && item.kind === 'folder' && !isOpen) toggleFolder(item.id)
    else if (event.key === 'ArrowLeft' && isOpen) toggleFolder(item.id)
    else if (event.key === 'ArrowLeft') go(rows.find((row) => row.item.id === item.parentId))
    else if (event.key === 'Enter') open(active)
    else if (event.key === 'F2') setRenamingId(item.id)
    else if (event.key === 'Delete') setDeleting(item)
    else return
    event.preventDefault()
  }

  const entries = (row: SavedRow): MenuEntry[] => {
    const { item } = row
    const folders = foldersFor(items ?? [], item)
    const places = [{ id: null, path: text('saved.noFolder') }, ...folders]
    return [
      ...(item.kind === 'query'
        ? [
            {
              command: 'saved.openItem',
              label: text('saved.open'),
              icon: SquarePen,
              shortcut: 'Enter',
              onSelect: () => openSaved(item),
            },
          ]
        : []),
      {
        command: 'saved.renameItem',
        label: text('saved.rename'),
        icon: Pencil,
        shortcut: 'F2',
        onSelect: () => setRenamingId(item.id),
      },
      {
        label: text('saved.moveTo'),
        icon: FolderInput,
        entries: places.map(({ id, path }) => ({
          label: path,
          isChecked: item.parentId === id,
          onSelect: () => move(item, id),
        })),
      },
      'separator',
      {
        command: 'saved.deleteItem',
        label: text('saved.delete'),
        icon: Trash2,
        shortcut: 'Delete',
        isDanger: true,
        onSelect: () => setDeleting(item),
      },
    ]
  }

  useMenuCommands(
    text('saved.saved'),
    useMemo(
      () => ({
        'saved.openItem': text('saved.open'),
        'saved.renameItem': text('saved.rename'),
        'saved.deleteItem': text('saved.delete'),
      }),
      [text],
    ),
    () => (active ? { subject: active.item.name, entries: entries(active) } : null),
  )

  return (
    <section className={styles.panel} aria-label={text('saved.saved')} data-pane="explorer">
      <div className={styles.heading}>
        <h2 className={styles.title}>{text('saved.saved')}</h2>
        <IconButton
          icon={Save}
          label={text('saved.save')}
          shortcut={saveKeys}
          onClick={() => runCommand('saved.save')}
        />
        <IconButton
          icon={FolderPlus}
          label={text('saved.newFolder')}
          onClick={() => void addFolder()}
        />
      </div>
      <SearchBox
        label={text('saved.search')}
        hint={text('saved.searchHint')}
        value={search}
        onChange={setSearch}
      />
      {items && rows.length === 0 && (
        <p className={styles.hint}>
          {sought.trim()
            ? text('saved.noMatch', { query: sought })
            : text('saved.nothing', { keys: saveKeys ?? '' })}
        </p>
      )}
      <ContextMenu entries={active ? entries(active) : []}>
        <div
          ref={tree}
          role="tree"
          aria-label={text('saved.saved')}
          aria-activedescendant={active && `${treeId}-${active.item.id}`}
          tabIndex={0}
          className={styles.tree}
          onKeyDown={onKeyDown}
          onDragOver={(event) => event.preventDefault()}
          onDrop={() => dragged.current && move(dragged.current, null)}
          data-pane-focus
        >
          {rows.map((row) => (
            <SavedRowItem
              key={row.item.id}
              id={`${treeId}-${row.item.id}`}
              row={row}
              isActive={row === active}
              isRenaming={renamingId === row.item.id}
              onPress={() => setActiveId(row.item.id)}
              onOpen={() => open(row)}
              onRename={(name) => rename(row.item, name)}
              onDragStart={(event) => {
                dragged.current = row.item
                event.dataTransfer.effectAllowed = 'move'
                event.dataTransfer.setData('text/plain', row.item.text)
              }}
              onDropOn={() => dragged.current && move(dragged.current, row.item.id)}
            />
          ))}
        </div>
      </ContextMenu>
      {deleting && (
        <ConfirmDialog
          title={
            deleting.kind === 'folder'
              ? text('saved.deleteFolder', {
                  name: deleting.name,
                  count: queriesBelow(deleting.id, items ?? []).length,
                })
              : text('saved.deleteQuery', { name: deleting.name })
          }
          confirmLabel={text('saved.delete')}
          isDanger
          onConfirm={() => {
            void deleteItem(deleting.id)
            setDeleting(null)
          }}
          onCancel={() => setDeleting(null)}
        />
      )}
    </section>
  )
}
