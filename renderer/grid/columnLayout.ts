import type { Column } from '../../contract/columns.ts'
import type { ColumnLayout } from '../../contract/workspace.ts'

export type PinnedSide = 'left' | 'right'

export const PLAIN_LAYOUT: ColumnLayout = { order: [], hidden: [], left: [], right: [], widths: [] }

/** Names what a layout is for: results of the same columns look alike. */
export const layoutKey = (columns: readonly Column[]): string =>
  JSON.stringify(columns.map(({ name, serverType }) => [name, serverType]))

/** All columns in the order of the layout; those it does not name come last. */
export function orderedKeys({ order }: ColumnLayout, columnCount: number): number[] {
  const known = [...new Set(order)].filter((key) => key < columnCount)
  const rest = Array.from({ length: columnCount }, (_, key) => key)
  return [...known, ...rest.filter((key) => !known.includes(key))]
}

export function pinnedSide({ left, right }: ColumnLayout, key: number): PinnedSide | null {
  if (left.includes(key)) return 'left'
  return right.includes(key) ? 'right' : null
}

/** Keys in sight as the grid shows them: those pinned at the left, the rest, those at the right. */
export function visibleKeys(layout: ColumnLayout, columnCount: number): number[] {
  const shown = orderedKeys(layout, columnCount).filter((key) => !layout.hidden.includes(key))
  const at = (side: PinnedSide | null) => shown.filter((key) => pinnedSide(layout, key) === side)
  return [...at('left'), ...at(null), ...at('right')]
}

export const widthOf = ({ widths }: ColumnLayout, key: number): number | undefined =>
  widths.find(([known]) => known === key)?.[1]

export const withPinned = (
  layout: ColumnLayout,
  key: number,
  side: PinnedSide | null,
): ColumnLayout => ({
  ...layout,
  left: side === 'left' ? [...without(layout.left, key), key] : without(layout.left, key),
  right: side === 'right' ? [...without(layout.right, key), key] : without(layout.right, key),
})

/** At least one column stays in sight. */
export function withHidden(
  layout: ColumnLayout,
  key: number,
  isHidden: boolean,
  columnCount: number,
): ColumnLayout {
  if (!isHidden) return { ...layout, hidden: without(layout.hidden, key) }
  const hidden = [...without(layout.hidden, key), key]
  return hidden.length < columnCount ? { ...layout, hidden } : layout
}

export const withWidths = (
  layout: ColumnLayout,
  widths: readonly (readonly [key: number, width: number])[],
): ColumnLayout => {
  const changed = new Map([...layout.widths, ...widths].map(([key, width]) => [key, width]))
  return { ...layout, widths: [...changed] }
}

/** `key` comes to stand where `target` is. */
export function withMoved(
  layout: ColumnLayout,
  key: number,
  target: number,
  columnCount: number,
): ColumnLayout {
  const keys = orderedKeys(layout, columnCount)
  const isDown = keys.indexOf(key) < keys.indexOf(target)
  const others = without(keys, key)
  const at = others.indexOf(target) + (isDown ? 1 : 0)
  return { ...layout, order: [...others.slice(0, at), key, ...others.slice(at)] }
}

/** The widths scaled so that the columns fill the room; never below what can be read. */
export function fittedWidths(
  widths: readonly (readonly [key: number, width: number])[],
  room: number,
): [number, number][] {
  const total = widths.reduce((sum, [, width]) => sum + width, 0)
  return widths.map(([key, width]) => [
    key,
    Math.max(MIN_FITTED, Math.floor((width * room) / total)),
  ])
}

const MIN_FITTED = 48

const without = (keys: readonly number[], key: number): number[] =>
  keys.filter((each) => each !== key)
