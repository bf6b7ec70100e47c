import { Copy, SquarePen } from 'lucide-react'
import { useDeferredValue, useId, useMemo, useState, type KeyboardEvent } from 'react'
import type { HistoryEntry } from '../../contract/workspace.ts'
import { useProfiles } from '../app/profilesStore.ts'
import { useMenuCommands } from '../app/useMenuCommands.ts'
import { useTabs } from '../editor/tabsStore.ts'
import { copyText } from '../explorer/openRelation.ts'
import { useLanguage } from '../text/language.ts'
import { byLocale } from '../text/phrase.ts'
import { useText } from '../text/text.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { ErrorText } from '../ui/ErrorText.tsx'
import { ContextMenu } from '../ui/Menu.tsx'
import type { MenuEntry } from '../ui/menuEntry.ts'
import { SearchBox } from '../ui/SearchBox.tsx'
import { Select } from '../ui/Select.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { HistoryRow } from './HistoryRow.tsx'
import styles from './HistoryPanel.module.css'
import { firstWords, historyDays } from './historyDays.ts'
import { useHistory } from './useHistory.ts'

const STEP = 200
const MOST = 1_000
const ALL = 'all'

/** What was run, to be found and opened again. */
export function HistoryPanel() {
  const text = useText()
  const language = useLanguage((state) => state.language)
  const dayName = (startMs: number): string => days(language).format(startMs)
  const listId = useId()
  const profiles = useProfiles() ?? []
  const [search, setSearch] = useState('')
  const [profileId, setProfileId] = useState(ALL)
  const [limit, setLimit] = useState(STEP)
  const [activeId, setActiveId] = useState<number | null>(null)
  const { entries, error, retry } = useHistory({
    search: useDeferredValue(search).trim(),
    profileId: profileId === ALL ? null : profileId,
    limit,
  })
  const active = entries?.find(({ id }) => id === activeId) ?? entries?.[0] ?? null
  const optionId = ({ id }: HistoryEntry): string => `${listId}-${id}`
  const nameOf = (id: string): string =>
    profiles.find((profile) => profile.id === id)?.name ?? text('history.goneConnection')

  function move(to: HistoryEntry | undefined): void {
    if (!to) return
    setActiveId(to.id)
    document.getElementById(optionId(to))?.scrollIntoView({ block: 'nearest' })
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (!entries || !active) return
    const at = entries.indexOf(active)
    const last = entries.length - 1
    if (event.key === 'ArrowDown') move(entries[Math.min(at + 1, last)])
    else if (event.key === 'ArrowUp') move(entries[Math.max(at - 1, 0)])
    else if (event.key === 'Home') move(entries[0])
    else if (event.key === 'End') move(entries[last])
    else if (event.key === 'Enter') openAgain(active)
    else return
    event.preventDefault()
  }

  const entriesOf = (entry: HistoryEntry): MenuEntry[] => [
    {
      command: 'history.openAgain',
      label: text('history.openAgain'),
      icon: SquarePen,
      shortcut: 'Enter',
      onSelect: () => openAgain(entry),
    },
    {
      command: 'history.copy',
      label: text('history.copy'),
      icon: Copy,
      onSelect: () => copyText(entry.sql),
    },
  ]
  useMenuCommands(
    text('history.history'),
    useMemo(
      () => ({
        'history.openAgain': text('history.openAgain'),
        'history.copy': text('history.copy'),
      }),
      [text],
    ),
    () => active && { subject: firstWords(active.sql), entries: entriesOf(active) },
  )

  return (
    <section className={styles.history} aria-label={text('history.history')} data-pane="history">
      <h2 className={styles.title}>{text('history.history')}</h2>
      <SearchBox
        label={text('history.search')}
        hint={text('history.searchHint')}
        value={search}
        onChange={setSearch}
      />
      <div className={styles.choice}>
        <Select
          label={text('history.statementsOf')}
          isLabelHidden
          value={profileId}
          options={[
            { value: ALL, label: text('history.allConnections') },
            ...profiles.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={setProfileId}
        />
      </div>
      {error && (
        <Banner severity="error" actions={<Button onClick={retry}>{text('common.retry')}</Button>}>
          <ErrorText error={error} />
        </Banner>
      )}
      {!entries && !error && <Skeleton lines={4} />}
      {entries?.length === 0 && (
        <p className={styles.hint} role="status">
          {search.trim() ? text('history.noMatch', { query: search }) : text('history.nothing')}
        </p>
      )}
      <ContextMenu entries={active ? entriesOf(active) : []}>
        <div
          role="listbox"
          aria-label={text('history.history')}
          aria-activedescendant={active ? optionId(active) : undefined}
          tabIndex={0}
          className={styles.list}
          onKeyDown={onKeyDown}
          data-pane-focus
        >
          {historyDays(entries ?? []).map(({ startMs, entries: ofDay }) => (
            <div key={startMs} role="group" aria-label={dayName(startMs)}>
              <p className={styles.day} aria-hidden>
                {dayName(startMs)}
              </p>
              {ofDay.map((entry) => (
                <HistoryRow
                  key={entry.id}
                  id={optionId(entry)}
                  entry={entry}
                  connection={nameOf(entry.profileId)}
                  isActive={entry === active}
                  onPress={() => setActiveId(entry.id)}
                  onOpen={() => openAgain(entry)}
                />
              ))}
            </div>
          ))}
        </div>
      </ContextMenu>
      {entries && entries.length >= limit && limit < MOST && (
        <Button variant="quiet" className={styles.more} onClick={() => setLimit(limit + STEP)}>
          {text('history.more')}
        </Button>
      )}
    </section>
  )
}

/** In a tab of its own, for looking at it or changing it before it is run again. */
function openAgain({ profileId, sql }: HistoryEntry): void {
  useTabs.getState().openTab({ profileId, text: sql, title: firstWords(sql, 30) })
}

const days = byLocale((locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'full' }))
