import { Check, ChevronRight } from 'lucide-react'
import { ContextMenu as RadixContext, DropdownMenu as RadixDropdown } from 'radix-ui'
import { useRef, type ReactNode } from 'react'
import styles from './Menu.module.css'
import type { MenuEntry } from './menuEntry.ts'

export type MenuProps = {
  /** One button that takes a ref. */
  trigger: ReactNode
  entries: readonly MenuEntry[]
  align?: 'start' | 'end'
}

/** A menu below a button. */
export function Menu({ trigger, entries, align = 'start' }: MenuProps) {
  const { select, runSelected } = useSelection()
  return (
    // Not modal: what lies behind is not hidden from screen readers.
    <RadixDropdown.Root modal={false}>
      <RadixDropdown.Trigger asChild>{trigger}</RadixDropdown.Trigger>
      <RadixDropdown.Portal>
        <RadixDropdown.Content
          className={styles.menu}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          onCloseAutoFocus={runSelected}
        >
          <Entries entries={entries} parts={RadixDropdown} onSelect={select} />
        </RadixDropdown.Content>
      </RadixDropdown.Portal>
    </RadixDropdown.Root>
  )
}

export type ContextMenuProps = {
  /** The area: one element that takes a ref. */
  children: ReactNode
  /** Read when the menu opens. Nothing opens where there are none. */
  entries: readonly MenuEntry[]
  onOpenChange?: (isOpen: boolean) => void
}

/** A menu at the pointer, by right click or the menu key. */
export function ContextMenu({ children, entries, onOpenChange }: ContextMenuProps) {
  const { select, runSelected } = useSelection()
  return (
    <RadixContext.Root modal={false} {...(onOpenChange && { onOpenChange })}>
      <RadixContext.Trigger asChild>{children}</RadixContext.Trigger>
      {entries.length > 0 && (
        <RadixContext.Portal>
          <RadixContext.Content
            className={styles.menu}
            collisionPadding={8}
            onCloseAutoFocus={runSelected}
          >
            <Entries entries={entries} parts={RadixContext} onSelect={select} />
          </RadixContext.Content>
        </RadixContext.Portal>
      )}
    </RadixContext.Root>
  )
}

type Parts = Pick<
  typeof RadixDropdown,
  'Item' | 'CheckboxItem' | 'Separator' | 'Sub' | 'SubTrigger' | 'SubContent' | 'Portal'
>

/**
 * What was chosen runs when the menu has closed and given the focus back, so that a dialog it opens
 * keeps the focus.
 */
function useSelection() {
  const selected = useRef<(() => void) | null>(null)
  return {
    select: (run: () => void) => {
      selected.current = run
    },
    runSelected: () => {
      const run = selected.current
      selected.current = null
      if (run) queueMicrotask(run)
    },
  }
}

function Entries({
  entries,
  parts,
  onSelect,
}: {
  entries: readonly MenuEntry[]
  parts: Parts
  onSelect: (run: () => void) => void
}) {
  return entries.map((entry, index) => {
    if (entry === 'separator')
      return <parts.Separator key={keyOf(entries, index)} className={styles.separator} />
    if ('entries' in entry)
      return <Submenu key={keyOf(entries, index)} entry={entry} parts={parts} onSelect={onSelect} />
    const {
      label,
      icon: Icon,
      shortcut,
      isChecked,
      isDanger,
      isNote = false,
      isDisabled = isNote,
      onSelect: run,
    } = entry
    const content = (
      <>
        <span className={styles.icon}>
          {isChecked ? <Check size={16} aria-hidden /> : Icon && <Icon size={16} aria-hidden />}
        </span>
        <span className={styles.label}>{label}</span>
        {shortcut && <kbd className={styles.shortcut}>{shortcut}</kbd>}
      </>
    )
    const common = {
      className: styles.entry,
      disabled: isDisabled,
      'data-danger': isDanger || undefined,
      'data-note': isNote || undefined,
      onSelect: () => onSelect(run),
    }
    return isChecked === undefined ? (
      <parts.Item key={keyOf(entries, index)} {...common}>
        {content}
      </parts.Item>
    ) : (
      <parts.CheckboxItem key={keyOf(entries, index)} {...common} checked={isChecked}>
        {content}
      </parts.CheckboxItem>
    )
  })
}

type Submenu = Extract<MenuEntry, { entries: readonly MenuEntry[] }>

function Submenu({
  entry: { label, icon: Icon, entries },
  parts,
  onSelect,
}: {
  entry: Submenu
  parts: Parts
  onSelect: (run: () => void) => void
}) {
  return (
    <parts.Sub>
      <parts.SubTrigger className={styles.entry}>
        <span className={styles.icon}>{Icon && <Icon size={16} aria-hidden />}</span>
        <span className={styles.label}>{label}</span>
        <ChevronRight size={14} aria-hidden />
      </parts.SubTrigger>
      <parts.Portal>
        <parts.SubContent className={styles.menu} collisionPadding={8}>
          <Entries entries={entries} parts={parts} onSelect={onSelect} />
        </parts.SubContent>
      </parts.Portal>
    </parts.Sub>
  )
}

/** A separator is known by the entry before it. */
function keyOf(entries: readonly MenuEntry[], index: number): string {
  const entry = entries[index]
  if (entry !== 'separator') return entry?.label ?? ''
  return index === 0 ? 'separator' : `${keyOf(entries, index - 1)} separator`
}
