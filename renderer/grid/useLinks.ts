import { ArrowDownLeft, ArrowUpRight } from 'lucide-react'
import type { Column } from '../../contract/columns.ts'
import { api } from '../api/api.ts'
import { openRows } from '../editor/openRows.ts'
import { useTabs } from '../editor/tabsStore.ts'
import type { Origin } from '../results/originsStore.ts'
import { errorLine } from '../text/errorInLanguage.ts'
import { useText } from '../text/text.ts'
import type { MenuEntry } from '../ui/menuEntry.ts'
import type { CellPlace } from '../ui/moveFocus.ts'
import { toast } from '../ui/toast.ts'
import { referencedRows, referringRows, type ReferencedRow } from './foreignKeys.ts'
import type { ResultWindows } from './ResultWindows.ts'
import { useForeignKeys } from './useForeignKeys.ts'

type LinksOptions = {
  /** By their names in the table. */
  readonly columns: readonly Column[]
  readonly windows: ResultWindows
  readonly origin: Origin | undefined
  /** Called where there are several kinds of rows to choose from. */
  readonly onChoose: (choice: ReferringChoice) => void
}

export type ReferringChoice = {
  readonly profileId: string
  /** Of the table whose row it is. */
  readonly schema: string
  readonly table: string
  readonly choices: readonly ReferencedRow[]
  readonly onChoose: (rows: ReferencedRow) => void
}

const SHOWN_KEY = 24

/** Ways from a cell to the rows that it points to, and to those that point to its row. */
export function useLinks({ columns, windows, origin, onChoose }: LinksOptions) {
  const text = useText()
  const keys = useForeignKeys(origin)

  const jump = ({ schema, table, where }: ReferencedRow): void => {
    const { activeTab } = useTabs.getState()
    if (!origin || !activeTab) return
    const cameFrom = { tabId: activeTab.id, title: activeTab.title }
    const rows = { profileId: origin.profileId, schema, name: table, where }
    openRows(rows, { run: true, cameFrom }).catch((error: Error) =>
      toast(errorLine(error), 'error'),
    )
  }

  /** Asked for when it is wanted: it takes the keys of all schemas. */
  async function findReferring({ row }: CellPlace): Promise<void> {
    if (!origin) return
    const { profileId, schema, name } = origin
    const found = await api.call('explorer.referring', { profileId, schema, name })
    const choices = referringRows(found, columns, (at) => windows.contentAt(row, at))
    const [only] = choices
    if (!only) toast(text('grid.noReferring', { table: name }))
    else if (choices.length === 1) jump(only)
    else onChoose({ profileId, schema, table: name, choices, onChoose: jump })
  }

  const referring = (place: CellPlace): MenuEntry => ({
    command: 'grid.goToReferring',
    label: text('grid.goToReferring'),
    icon: ArrowDownLeft,
    onSelect: () =>
      void findReferring(place).catch((error: Error) => toast(errorLine(error), 'error')),
  })

  return (place: CellPlace): MenuEntry[] => [
    ...referencedRows(keys, columns, place.column, (at) => windows.contentAt(place.row, at)).map(
      (referenced): MenuEntry => {
        const key = referenced.where.map(({ value }) => value).join(', ')
        return {
          command: 'grid.goToReferenced',
          label: text('grid.goToReferenced', {
            table: referenced.table,
            key: key.length > SHOWN_KEY ? `${key.slice(0, SHOWN_KEY)}…` : key,
          }),
          icon: ArrowUpRight,
          onSelect: () => jump(referenced),
        }
      },
    ),
    ...(origin ? [referring(place)] : []),
  ]
}
