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
    { command: 'grid.filter', label: text('grid.filter'), icon: Filter, onSelect: onFilter },
    ...(added.length > 0 ? (['separator', ...added] as const) : []),
    'separator',
    { command: 'grid.selectColumn', label: text('grid.selectColumn'), onSelect },
    ...(hasZone
      ? [
          {
            command: 'preferences.timeZone',
            label: text('grid.displayZone'),
            icon: Clock,
            onSelect: onZone,
          },
        ]
      : []),
    'separator',
    ...pinEntries(options, text),
    { command: 'grid.hideColumn', label: text('grid.hideColumn'), icon: EyeOff, onSelect: onHide },
    ...widthEntries(options, text),
    { command: 'grid.columns', label: text('grid.columns'), icon: Columns3, onSelect: onColumns },
  ]
}

function sortEntries({ column, sort, onSort }: HeaderMenuOptions, text: Text): MenuEntry[] {
  const known = sort.find((key) => key.column === column)
  const entry = (descending: boolean): MenuEntry => ({
    command: descending ? 'grid.sortDescending' : 'grid.sortAscending',
    label: text(descending ? 'grid.sortDescending' : 'grid.sortAscending'),
    icon: descending ? ArrowDownNarrowWide : ArrowUpNarrowWide,
    ...(known?.descending === descending && { isChecked: true }),
    onSelect: () => onSort([{ column, descending }]),
  })
  const clear: MenuEntry = {
    command: 'grid.clearSort',
    label: text('grid.clearSort'),
    onSelect: () => onSort([]),
  }
  return [entry(false), entry(true), ...(sort.length > 0 ? [clear] : [])]
}

function pinEntries({ pinned, onPin }: HeaderMenuOptions, text: Text): MenuEntry[] {
  if (pinned !== null)
    return [
      {
        command: 'grid.unpinColumn',
        label: text('grid.unpinColumn'),
        icon: PinOff,
        onSelect: () => onPin(null),
      },
    ]
  return [
    {
      command: 'grid.pinLeft',
      label: text('grid.pinLeft'),
      icon: Pin,
      onSelect: () => onPin('left'),
    },
    { command: 'grid.pinRight', label: text('grid.pinRight'), onSelect: () => onPin('right') },
  ]
}

const widthEntries = ({ onFit, onFill }: HeaderMenuOptions, text: Text): MenuEntry[] => [
  {
    label: text('grid.width'),
    entries: [
      { command: 'grid.fitColumn', label: text('grid.fitColumn'), onSelect: () => onFit('one') },
      { command: 'grid.fitColumns', label: text('grid.fitColumns'), onSelect: () => onFit('all') },
      { command: 'grid.fillWidth', label: text('grid.fillWidth'), onSelect: onFill },
    ],
  },
]
