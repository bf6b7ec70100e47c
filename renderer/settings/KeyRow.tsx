import { RotateCcw, TriangleAlert } from 'lucide-react'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import type { Command } from '../app/commands.ts'
import { keysOf, type KeyChoices } from '../app/keyChoices.ts'
import { describeKeys, isMac, keysOfPress } from '../app/keys.ts'
import { useText } from '../text/text.ts'
import { Button } from '../ui/Button.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { fixedKeys } from './fixedKeys.ts'
import styles from './KeysPart.module.css'

type KeyRowProps = {
  command: Command
  choices: KeyChoices
  isRecorded: boolean
  conflictsOf: (keys: string) => Command[]
  onRecord: () => void
  onStop: () => void
  onChoose: (keys: string) => void
  onReset: () => void
}

/** A command with its keys, and what is pressed to give it others. */
export function KeyRow(props: KeyRowProps) {
  const { command, choices, isRecorded, conflictsOf, onRecord, onStop, onChoose, onReset } = props
  const text = useText()
  const change = useRef<HTMLButtonElement>(null)
  const keys = keysOf(command, choices)
  const conflicts = keys ? conflictsOf(keys) : []
  const stop = (): void => {
    onStop()
    requestAnimationFrame(() => change.current?.focus())
  }
  return (
    <li className={styles.row} data-recorded={isRecorded || undefined}>
      <span className={styles.title}>{command.title}</span>
      {conflicts.length > 0 && !isRecorded && (
        <span className={styles.conflict}>
          <TriangleAlert size={14} aria-hidden />
          {text('settings.alsoUsed', { title: conflicts[0]!.title })}
        </span>
      )}
      {isRecorded ? (
        <Recorder
          command={command}
          conflictsOf={conflictsOf}
          onStop={stop}
          onChoose={(chosen) => {
            onChoose(chosen)
            requestAnimationFrame(() => change.current?.focus())
          }}
        />
      ) : (
        <>
          {keys && <kbd className={styles.keys}>{describeKeys(keys, isMac)}</kbd>}
          {choices[command.id] !== undefined && (
            <IconButton
              size="small"
              icon={RotateCcw}
              label={text('settings.resetKeys', { title: command.title })}
              onClick={() => {
                onReset()
                change.current?.focus()
              }}
            />
          )}
          <Button
            ref={change}
            variant="quiet"
            className={styles.change}
            aria-label={text('settings.changeKeys', { title: command.title })}
            onClick={onRecord}
          >
            {text('settings.change')}
          </Button>
        </>
      )}
    </li>
  )
}

type RecorderProps = Pick<KeyRowProps, 'command' | 'conflictsOf' | 'onStop' | 'onChoose'>

/** Takes the keys that are pressed. Esc gives up, Backspace leaves the command without keys. */
function Recorder({ command, conflictsOf, onStop, onChoose }: RecorderProps) {
  const text = useText()
  const [pressed, setPressed] = useState<string | null>(null)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])
  const conflicts = pressed === null ? [] : conflictsOf(pressed)
  const fixed = fixedKeys.find(({ keys }) => keys === pressed)

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Tab') return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Escape') return onStop()
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey
    if (isPlain && (event.key === 'Backspace' || event.key === 'Delete')) return onChoose('')
    const keys = keysOfPress(event.nativeEvent, isMac)
    if (keys === null) return
    const isTaken = conflictsOf(keys).length > 0 || fixedKeys.some((each) => each.keys === keys)
    if (isTaken) setPressed(keys)
    else onChoose(keys)
  }

  return (
    <div className={styles.recorder}>
      <div
        ref={box}
        role="textbox"
        tabIndex={0}
        data-keeps-escape
        aria-label={text('settings.pressKeys', { title: command.title })}
        className={styles.box}
        onKeyDown={onKeyDown}
      >
        {pressed === null ? text('settings.press') : describeKeys(pressed, isMac)}
      </div>
      {pressed !== null && (
        <div role="alert" className={styles.question}>
          <p>
            {conflicts.length > 0
              ? text('settings.conflict', {
                  keys: describeKeys(pressed, isMac),
                  title: conflicts.map(({ title }) => title).join(', '),
                })
              : fixed &&
                text('settings.fixedConflict', {
                  keys: describeKeys(pressed, isMac),
                  place: text(fixed.place),
                  title: text(fixed.does),
                })}
          </p>
          <Button variant="primary" onClick={() => onChoose(pressed)}>
            {text('settings.useHere')}
          </Button>
        </div>
      )}
      <Button variant="quiet" className={styles.change} onClick={onStop}>
        {text('common.cancel')}
      </Button>
    </div>
  )
}
