import { useDeferredValue, useMemo, useState } from 'react'
import { useCommands, type Command } from '../app/commands.ts'
import { useHost } from '../app/hostStore.ts'
import { chooseKeys, resetKeys, sameKeys } from '../app/keyChoices.ts'
import { describeKeys, isMac } from '../app/keys.ts'
import { choose, usePreferences } from '../app/preferencesStore.ts'
import { useText } from '../text/text.ts'
import { Button } from '../ui/Button.tsx'
import { SearchBox } from '../ui/SearchBox.tsx'
import { fixedKeys } from './fixedKeys.ts'
import { keyGroups } from './keyRows.ts'
import { KeyRow } from './KeyRow.tsx'
import styles from './KeysPart.module.css'

/** All commands with their keys, which can be chosen anew. */
export function KeysPart() {
  const text = useText()
  const known = useCommands((state) => state.known)
  const choices = usePreferences(({ keys }) => keys)
  const [typed, setTyped] = useState('')
  const [recordedId, setRecordedId] = useState<string | null>(null)
  const query = useDeferredValue(typed)
  const commands = useMemo(() => [...known.values()], [known])
  const groups = useMemo(
    () => keyGroups(commands, { query, choices, isMac }),
    [commands, query, choices],
  )
  const isBrowser = useHost()?.kind === 'browser'
  const stop = (): void => setRecordedId(null)

  /** Takes the keys from the commands that have them. */
  function give(command: Command, keys: string): void {
    const taken = sameKeys(keys, command, commands, choices)
    const others = taken.reduce((now, other) => chooseKeys(now, other, ''), choices)
    void choose({ keys: chooseKeys(others, command, keys) })
    stop()
  }

  return (
    <>
      <div className={styles.header}>
        <SearchBox
          label={text('settings.searchKeys')}
          hint={text('settings.searchKeys')}
          value={typed}
          onChange={setTyped}
        />
        <Button
          disabled={Object.keys(choices).length === 0}
          onClick={() => void choose({ keys: {} })}
        >
          {text('settings.resetAll')}
        </Button>
      </div>
      {isBrowser && <p className={styles.note}>{text('settings.keysBrowser')}</p>}
      <div className={styles.groups}>
        {groups.map(({ category, commands: listed }) => (
          <section key={category} aria-label={category}>
            <h3 className={styles.category}>{category}</h3>
            <ul>
              {listed.map((command) => (
                <KeyRow
                  key={command.id}
                  command={command}
                  choices={choices}
                  isRecorded={command.id === recordedId}
                  conflictsOf={(keys) => sameKeys(keys, command, commands, choices)}
                  onRecord={() => setRecordedId(command.id)}
                  onStop={stop}
                  onChoose={(keys) => give(command, keys)}
                  onReset={() => void choose({ keys: resetKeys(choices, command.id) })}
                />
              ))}
            </ul>
          </section>
        ))}
        {query === '' && <FixedKeys />}
        {groups.length === 0 && (
          <p className={styles.note} role="status">
            {text('shell.noCommands', { query })}
          </p>
        )}
      </div>
    </>
  )
}

/** Keys that are as everywhere, to be looked up. */
function FixedKeys() {
  const text = useText()
  const places = [...new Set(fixedKeys.map(({ place }) => place))]
  return (
    <>
      <p className={styles.note}>{text('settings.fixedKeys')}</p>
      {places.map((place) => (
        <section key={place} aria-label={text(place)}>
          <h3 className={styles.category}>{text(place)}</h3>
          <ul>
            {fixedKeys
              .filter((each) => each.place === place)
              .map(({ keys, does }) => (
                <li key={keys} className={styles.row}>
                  <span className={styles.title}>{text(does)}</span>
                  <kbd className={styles.keys}>{describeKeys(keys, isMac)}</kbd>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </>
  )
}
