import type { SchemaItem } from '../../contract/explorer.ts'
import { useLanguage } from '../text/language.ts'
import { byLocale } from '../text/phrase.ts'
import type { TextKey } from '../text/text.ts'
import type { ItemGroup, TreeNode } from './treeNode.ts'

/** What the pointer is told of a row. */
export function hintOf(node: TreeNode, label: string): string {
  if (node.kind === 'entry') return node.entry.name ?? label
  const { comment = '' } =
    node.kind === 'relation' ? node.relation : node.kind === 'column' ? node.column : {}
  return comment === '' ? label : `${label}\n${comment}`
}

/** In which group of its schema something stands; null: with its table. */
export function groupOf({ kind }: SchemaItem): ItemGroup | null {
  if (kind === 'sequence') return 'sequences'
  return kind === 'enum' || kind === 'type' || kind === 'domain' ? 'types' : null
}

export const emptyKeys = {
  columns: 'explorer.noColumns',
  keys: 'explorer.noKeys',
  indexes: 'explorer.noIndexes',
  triggers: 'explorer.noTriggers',
} as const satisfies Record<string, TextKey>

/** An estimate is not worth its digits: `1.2M`, `120万`. */
export const compact = (count: number): string =>
  compactFormat(useLanguage.getState().language).format(count)
const compactFormat = byLocale(
  (locale) => new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 }),
)

/** How many characters of a message have room in a line of a tree as wide as usual. */
const LINE_CHARACTERS = 28
const MOST_LINES = 4

/** How many lines of the tree an error takes: its own are lower, and the ways out stand below them. */
export function failedLines(message: string): number {
  let width = 0
  for (const character of message) width += character > '\u2e80' ? 2 : 1
  const lines = Math.min(MOST_LINES, Math.max(1, Math.ceil(width / LINE_CHARACTERS)))
  return Math.ceil((lines * 18 + 26) / 22)
}
