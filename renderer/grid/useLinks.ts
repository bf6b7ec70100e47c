import { ArrowUpRight } from 'lucide-react'
import { openRows } from '../editor/openRows.ts'
import { useTabs } from '../editor/tabsStore.ts'
import type { Origin } from '../results/originsStore.ts'
import type { ResultState } from '../results/runState.ts'
import { errorLine } from '../text/errorInLanguage.ts'
import { useText } from '../text/text.ts'
import type { MenuEntry } from '../ui/menuEntry.ts'
import type { CellPlace } from '../ui/moveFocus.ts'
import { toast } from '../ui/toast.ts'
import { referencedRows, type ReferencedRow } from './foreignKeys.ts'
import type { ResultWindows } from './ResultWindows.ts'
import { useForeignKeys } from './useForeignKeys.ts'

type LinksOptions = {
  readonly source: ResultState
  readonly windows: ResultWindows
  readonly origin: Origin | undefined
}

const SHOWN_KEY = 24

/** Ways from a cell to the rows that it points to. */
export function useLinks({ source, windows, origin }: LinksOptions) {
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

  return ({ row, column }: CellPlace): MenuEntry[] =>
    referencedRows(keys, source.columns, column, (at) => windows.contentAt(row, at)).map(
      (referenced) => {
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
    )
}
