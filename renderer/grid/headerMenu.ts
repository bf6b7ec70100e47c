import {
  ArrowDownNarrowWide,
  ArrowUpNarrowWide,
  Clock,
  Columns3,
  EyeOff,
  Filter,
  Pin,
  PinOff,
} from 'lucide-react'
import type { SortKey } from '../../contract/filters.ts'
import type { Text } from '../text/text.ts'
import type { MenuEntry } from '../ui/menuEntry.ts'
import type { PinnedSide } from './columnLayout.ts'

type HeaderMenuOptions = {
  readonly column: number
  readonly sort: readonly SortKey[]
  readonly pinned: PinnedSide | null
  /** The column holds moments, which can be shown in another zone. */
  readonly hasZone: boolean
  /** Entries of other features, such as statistics of the column. */
  readonly added: readonly MenuEntry[]
  readonly onSort: (sort: readonly SortKey[]) => void
  readonly onFilter: () => void
  readonly onPin: (side: PinnedSide | null) => void
  readonly onHide: () => void
  /** To the content: this column, or all of them. */
  readonly onFit: (which: 'one' | 'all') => void
  /** All columns to the width of the grid. */
  readonly onFill: () => void
  readonly onColumns: () => void
  readonly onSelect: () => void
  readonly onZone: () => void
}

/** What can be done with a column. */
export function headerMenu(options: HeaderMenuOptions, text: Text): MenuEntry[] {
  const { added, hasZone, onFilter, onColumns, onHide, onSelect, onZone } = options
  return [
    ...sortEntries(options, text),
    { label: text('grid.filter'), icon: Filter, onSelect: onFilter },
    ...(added.length > 0 ? (['separator', ...added] as const) : []),
    'separator',
    { label: text('grid.selectColumn'), onSelect },
    ...(hasZone ? [{ label: text('grid.displayZone'), icon: Clock, onSelect: onZone }] : []),
    'separator',
    ...pinEntries(options, text),
    { label: text('grid.hideColumn'), icon: EyeOff, onSelect: onHide },
    ...widthEntries(options, text),
    { label: text('grid.columns'), icon: Columns3, onSelect: onColumns },
  ]
}

function sortEntries({ column, sort, onSort }: HeaderMenuOptions, text: Text): MenuEntry[] {
  const known = sort.find((key) => key.column === column)
  const entry = (descending: boolean): MenuEntry => ({
    label: text(descending ? 'grid.sortDescending' : 'grid.sortAscending'),
    icon: descending ? ArrowDownNarrowWide : ArrowUpNarrowWide,
    ...(known?.descending === descending && { isChecked: true }),
    onSelect: () => onSort([{ column, descending }]),
  })
  const clear: MenuEntry = { label: text('grid.clearSort'), onSelect: () => onSort([]) }
  return [entry(false), entry(true), ...(sort.length > 0 ? [clear] : [])]
}

function pinEntries({ pinned, onPin }: HeaderMenuOptions, text: Text): MenuEntry[] {
  if (pinned !== null)
    return [{ label: text('grid.unpinColumn'), icon: PinOff, onSelect: () => onPin(null) }]
  return [
    { label: text('grid.pinLeft'), icon: Pin, onSelect: () => onPin('left') },
    { label: text('grid.pinRight'), onSelect: () => onPin('right') },
  ]
}

const widthEntries = ({ onFit, onFill }: HeaderMenuOptions, text: Text): MenuEntry[] => [
  {
    label: text('grid.width'),
    entries: [
      { label: text('grid.fitColumn'), onSelect: () => onFit('one') },
      { label: text('grid.fitColumns'), onSelect: () => onFit('all') },
      { label: text('grid.fillWidth'), onSelect: onFill },
    ],
  },
]
