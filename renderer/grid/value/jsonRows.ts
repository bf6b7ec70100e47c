import { NO_NAME, type JsonIndex } from './indexJson.ts'

/** A value of the tree that is in sight: its number, and how deep it lies. */
export type JsonRow = { readonly value: number; readonly level: number }

/** The values in sight, those inside closed ones left out. */
export function jsonRows({ nexts }: JsonIndex, opened: ReadonlySet<number>): JsonRow[] {
  const rows: JsonRow[] = []
  /** Where the objects and arrays end that the walk is in. */
  const ends: number[] = []
  let value = 0
  while (value < nexts.length) {
    while (ends.length > 0 && value >= ends.at(-1)!) ends.pop()
    rows.push({ value, level: ends.length })
    const next = nexts[value]!
    const isOpen = next > value + 1 && opened.has(value)
    if (isOpen) ends.push(next)
    value = isOpen ? value + 1 : next
  }
  return rows
}

export const hasChildren = ({ nexts }: JsonIndex, value: number): boolean =>
  nexts[value]! > value + 1

/** Members of an object, elements of an array. */
export function childCount({ nexts }: JsonIndex, value: number): number {
  const end = nexts[value]!
  let count = 0
  for (let child = value + 1; child < end; child = nexts[child]!) count++
  return count
}

const SHOWN_CHARACTERS = 400

/** As it stands in the text, or its beginning. */
export function valueText({ text, starts, ends }: JsonIndex, value: number): string {
  const start = starts[value]!
  const end = ends[value]!
  return end - start > SHOWN_CHARACTERS
    ? `${text.slice(start, start + SHOWN_CHARACTERS)}…`
    : text.slice(start, end)
}

/** The name of a member, without its quotes; null for an element of an array. */
export function memberName({ text, starts, names }: JsonIndex, value: number): string | null {
  const start = names[value]!
  if (start === NO_NAME) return null
  const written = text.slice(start, text.lastIndexOf('"', starts[value]! - 1) + 1)
  return String(JSON.parse(written))
}

/** Levels that are opened at first, as long as they hold no more than a screen or two. */
export function firstOpened(index: JsonIndex): Set<number> {
  const opened = new Set<number>([0])
  for (const { value } of jsonRows(index, opened).slice(1, 200))
    if (hasChildren(index, value) && opened.size < 20) opened.add(value)
  return opened
}
