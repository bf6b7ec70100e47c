import { Copy, Download, Filter as FilterIcon, FilterX, PanelRight } from 'lucide-react'
import type { CopyFormat } from '../../contract/copies.ts'
import type { Filter } from '../../contract/filters.ts'
import { describeKeys, isMac } from '../app/keys.ts'
import { shortcutOf } from '../app/useShortcut.ts'
import type { Text, TextKey } from '../text/text.ts'
import type { MenuEntry } from '../ui/menuEntry.ts'
import type { CellContent } from './decodeWindow.ts'

type CellMenuOptions = {
  /** Of the cell that has the focus; null: not here. */
  readonly content: CellContent | null
  readonly column: number
  readonly filters: readonly Filter[]
  /** Dialects without SQL have no INSERT. */
  readonly hasSql: boolean
  /** What can be changed; empty where nothing can. */
  readonly edits: readonly MenuEntry[]
  /** More entries, such as ways to other rows. */
  readonly links: readonly MenuEntry[]
  readonly onOpen: () => void
  readonly onCopy: (format: CopyFormat) => void
  readonly onExport: () => void
  readonly onFilter: (filters: readonly Filter[]) => void
}

export const FORMAT_LABELS = {
  csv: 'results.formatCsv',
  json: 'results.formatJson',
  markdown: 'results.formatMarkdown',
  sql: 'results.formatSql',
  'in-list': 'grid.formatInList',
} as const satisfies Partial<Record<CopyFormat, TextKey>>

/** What can be done with the cells that are selected. */
export function cellMenu(options: CellMenuOptions, text: Text): MenuEntry[] {
  const { onOpen, onCopy, onExport, links, hasSql, edits } = options
  const formats = (Object.keys(FORMAT_LABELS) as (keyof typeof FORMAT_LABELS)[]).filter(
    (format) => hasSql || (format !== 'sql' && format !== 'in-list'),
  )
  return [
    ...edits,
    {
      command: 'grid.openValue',
      label: text('grid.openValue'),
      icon: PanelRight,
      shortcut: edits.length > 0 ? describeKeys('Shift+Enter', isMac) : 'Enter',
      onSelect: onOpen,
    },
    ...(links.length > 0 ? (['separator', ...links] as const) : []),
    'separator',
    {
      command: 'grid.copy',
      label: text('common.copy'),
      icon: Copy,
      shortcut: shortcutOf('grid.copy'),
      onSelect: () => onCopy('tsv'),
    },
    {
      command: 'grid.copyWithHeaders',
      label: text('grid.copyWithHeaders'),
      shortcut: shortcutOf('grid.copyWithHeaders'),
      onSelect: () => onCopy('tsv-headers'),
    },
    {
      label: text('grid.copyAs'),
      entries: formats.map((format) => ({
        command: `grid.copyAs.${format}`,
        label: text(FORMAT_LABELS[format]),
        onSelect: () => onCopy(format),
      })),
    },
    {
      command: 'grid.exportSelection',
      label: text('grid.exportSelection'),
      icon: Download,
      onSelect: onExport,
    },
    ...filterEntries(options, text),
  ]
}

/** An operand is compared as a whole, and has a limit of its own. */
const MAX_OPERAND = 10_000
const SHOWN_OPERAND = 24

function filterEntries(
  { content, column, filters, onFilter }: CellMenuOptions,
  text: Text,
): MenuEntry[] {
  if (!content) return []
  const others = filters.filter((filter) => filter.column !== column)
  const isFiltered = others.length < filters.length
  const only = (filter: Filter) => () => onFilter([...others, filter])
  const clear: MenuEntry[] = isFiltered
    ? [
        {
          command: 'grid.removeFilter',
          label: text('results.removeFilter'),
          icon: FilterX,
          onSelect: () => onFilter(others),
        },
      ]
    : []
  const isNull: MenuEntry = {
    command: 'grid.filterNull',
    label: text('grid.filterNull'),
    onSelect: only({ column, operator: 'is-null' }),
  }
  const isNotNull: MenuEntry = {
    command: 'grid.filterNotNull',
    label: text('grid.filterNotNull'),
    onSelect: only({ column, operator: 'is-not-null' }),
  }
  if (content.kind === 'null') return ['separator', isNull, isNotNull, ...clear]
  const { text: value, sizeBytes } = content
  const isDisabled = sizeBytes !== null || value.length > MAX_OPERAND
  const shown = value.length > SHOWN_OPERAND ? `${value.slice(0, SHOWN_OPERAND)}…` : value
  return [
    'separator',
    {
      command: 'grid.filterEquals',
      label: text('grid.filterEquals', { value: shown }),
      icon: FilterIcon,
      isDisabled,
      onSelect: only({ column, operator: '=', value }),
    },
    {
      command: 'grid.filterExcludes',
      label: text('grid.filterExcludes', { value: shown }),
      isDisabled,
      onSelect: () => onFilter([...filters, { column, operator: '!=', value }]),
    },
    isNull,
    ...clear,
  ]
}
