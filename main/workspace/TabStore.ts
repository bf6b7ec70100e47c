import type { Database } from 'better-sqlite3'
import {
  tabSchema,
  type EditorTab,
  type KeptTab,
  type SavedTab,
  type TabsChange,
} from '../../contract/workspace.ts'

type Flat = Omit<EditorTab, 'charts' | 'commitMode' | 'transaction' | 'schema' | 'keptSession'>
type Row = Flat & { charts: string | null; session: string | null; revision: number }

type TabsListener = (change: Exclude<TabsChange, { kind: 'all' }>, byWindowId: string) => void

/**
 * The open tabs and what was typed in them, the same for all windows. Each save is one committed
 * statement, and refused where another window saved the tab since the one that saves it looked.
 */
export class TabStore {
  readonly #save
  readonly #delete
  readonly #list
  readonly #find
  readonly #listeners = new Set<TabsListener>()
  /** Which window saved a tab last: its own saves are no news to it. */
  readonly #savedBy = new Map<string, string>()

  constructor(database: Database) {
    this.#save = database.prepare<Row>(
      `insert into tabs (id, title, profile_id, text, cursor_offset, position, saved_id, charts,
         session, revision)
       values (:id, :title, :profileId, :text, :cursorOffset, :position, :savedId, :charts,
         :session, :revision)
       on conflict (id) do update set title = excluded.title, profile_id = excluded.profile_id,
         text = excluded.text, cursor_offset = excluded.cursor_offset,
         position = excluded.position, saved_id = excluded.saved_id, charts = excluded.charts,
         session = excluded.session, revision = excluded.revision`,
    )
    this.#delete = database.prepare<[string]>('delete from tabs where id = ?')
    const select = `select id, title, profile_id as profileId, text, cursor_offset as cursorOffset,
      position, saved_id as savedId, charts, session, revision from tabs`
    this.#list = database.prepare<[], Row>(`${select} order by position, id`)
    this.#find = database.prepare<[string], Row>(`${select} where id = ?`)
  }

  list(): KeptTab[] {
    return this.#list.all().map(tabOf)
  }

  /** On disk when it returns, unless it is a conflict. */
  save(
    tab: EditorTab,
    { revision: known, windowId = '' }: { revision?: number | undefined; windowId?: string } = {},
  ): SavedTab {
    const row = this.#find.get(tab.id)
    const isOthers = row && known !== undefined && row.revision !== known
    if (isOthers && this.#savedBy.get(tab.id) !== windowId)
      return { kind: 'conflict', tab: tabOf(row) }
    const revision = Math.max(row?.revision ?? 0, known ?? 0) + 1
    this.#save.run(rowOf(tab, revision))
    this.#savedBy.set(tab.id, windowId)
    this.#tell({ kind: 'saved', tab: { ...tab, revision } }, windowId)
    return { kind: 'saved', revision }
  }

  delete(tabId: string, windowId = ''): void {
    this.#delete.run(tabId)
    this.#savedBy.delete(tabId)
    this.#tell({ kind: 'closed', tabId }, windowId)
  }

  onChanged(listener: TabsListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #tell(...told: Parameters<TabsListener>): void {
    for (const listener of this.#listeners) listener(...told)
  }
}

function rowOf(
  { charts, commitMode, transaction, schema, keptSession, ...tab }: EditorTab,
  revision: number,
) {
  return {
    ...tab,
    charts: charts && JSON.stringify(charts),
    session: JSON.stringify({ commitMode, transaction, schema, keptSession }),
    revision,
  }
}

function tabOf({ charts, session, revision, ...row }: Row): KeptTab {
  const kept = session === null ? {} : (JSON.parse(session) as object)
  return { ...tabSchema.parse({ ...row, charts: charts && JSON.parse(charts), ...kept }), revision }
}
