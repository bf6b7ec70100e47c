import { Dialog as Radix } from 'radix-ui'
import { useId, useMemo, useState, type KeyboardEvent, type MouseEvent } from 'react'
import { useText } from '../text/text.ts'
import { useCommands } from './commands.ts'
import styles from './CommandPalette.module.css'
import { matchCommands } from './matchCommands.ts'
import { paletteCommands, type PaletteCommand } from './paletteCommands.ts'
import { useShortcut } from './useShortcut.ts'

/** Every command by name. */
export function CommandPalette({ onClose }: { onClose: () => void }) {
  const text = useText()
  const commands = useCommands((state) => state.commands)
  const known = useCommands((state) => state.known)
  return (
    <Palette
      title={text('shell.commandPalette')}
      hint={text('shell.commandPaletteHint')}
      noneText={(query) => text('shell.noCommands', { query })}
      commands={useMemo(() => paletteCommands(commands, known), [commands, known])}
      onClose={onClose}
    />
  )
}

export type PaletteProps = {
  readonly title: string
  readonly hint: string
  readonly noneText: (query: string) => string
  readonly commands: readonly PaletteCommand[]
  readonly onClose: () => void
}

/** A list to choose from by typing. Enter runs the marked one, Esc closes. */
export function Palette({ title, hint, noneText, commands, onClose }: PaletteProps) {
  const listId = useId()
  const [query, setQuery] = useState('')
  const [marked, setMarked] = useState(0)
  const found = useMemo(
    () => matchCommands(commands, query).sort((a, b) => Number(a.isMissing) - Number(b.isMissing)),
    [commands, query],
  )

  function run(command: PaletteCommand | undefined): void {
    if (!command || command.isMissing) return
    onClose()
    // After the dialog has given the focus back to where the command applies.
    requestAnimationFrame(() => void command.run())
  }

  function onKeyDown(event: KeyboardEvent): void {
    const last = found.length - 1
    if (event.key === 'ArrowDown') setMarked(marked >= last ? 0 : marked + 1)
    else if (event.key === 'ArrowUp') setMarked(marked <= 0 ? Math.max(0, last) : marked - 1)
    else if (event.key === 'Enter') run(found[marked])
    else return
    event.preventDefault()
  }

  return (
    <Radix.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className={styles.scrim} />
        <Radix.Content
          className={styles.palette}
          aria-describedby={undefined}
          onClick={(event) => run(found[indexAt(event)])}
          onPointerMove={(event) => {
            const index = indexAt(event)
            if (index >= 0) setMarked(index)
          }}
        >
          <Radix.Title className="visually-hidden">{title}</Radix.Title>
          <input
            className={styles.input}
            role="combobox"
            aria-expanded
            aria-controls={listId}
            aria-activedescendant={found[marked] ? `${listId}-${marked}` : undefined}
            aria-label={hint}
            placeholder={hint}
            spellCheck={false}
            autoComplete="off"
            value={query}
            onChange={(event) => {
              setQuery(event.currentTarget.value)
              setMarked(0)
            }}
            onKeyDown={onKeyDown}
          />
          <div id={listId} role="listbox" aria-label={title} className={styles.list}>
            {found.map((command, index) => (
              <CommandLine
                key={command.id}
                id={`${listId}-${index}`}
                command={command}
                isMarked={index === marked}
                index={index}
              />
            ))}
          </div>
          {found.length === 0 && (
            <p className={styles.none} role="status">
              {noneText(query)}
            </p>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

type CommandLineProps = {
  id: string
  command: PaletteCommand
  isMarked: boolean
  index: number
}

function CommandLine({ id, command, isMarked, index }: CommandLineProps) {
  const { icon: Icon, title, category, isMissing, needs } = command
  const keys = useShortcut(command.id)
  return (
    <div
      id={id}
      role="option"
      aria-selected={isMarked}
      aria-disabled={isMissing || undefined}
      className={styles.command}
      data-index={index}
      ref={isMarked ? bringIntoSight : undefined}
    >
      <span className={styles.icon}>{Icon && <Icon size={16} aria-hidden />}</span>
      <span className={styles.title}>{title}</span>
      <span className={styles.category}>{isMissing ? needs : category}</span>
      {keys && <kbd className={styles.keys}>{keys}</kbd>}
    </div>
  )
}

const bringIntoSight = (line: HTMLElement | null) => line?.scrollIntoView({ block: 'nearest' })

/** The line under the pointer; -1: none. */
const indexAt = ({ target }: MouseEvent): number => {
  const line = target instanceof Element ? target.closest('[data-index]') : null
  return Number(line?.getAttribute('data-index') ?? -1)
}
