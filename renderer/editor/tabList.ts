import type { EditorTab } from '../../contract/workspace.ts'

/** An open tab without what changes while it stays and is kept apart: its text, charts and session. */
export type OpenTab = Omit<EditorTab, 'text' | 'cursorOffset' | 'charts' | keyof TabSession>

/** What a tab has of a session on the server, as it is kept with it. */
export type TabSession = Pick<EditorTab, 'commitMode' | 'transaction' | 'schema' | 'keptSession'>

/** The number of the next untitled tab: the smallest that is free, as titled by `titleOf`. */
export function freeTitle(tabs: readonly OpenTab[], titleOf: (number: number) => string): string {
  const taken = new Set(tabs.map(({ title }) => title))
  for (let number = 1; ; number++) if (!taken.has(titleOf(number))) return titleOf(number)
}

/** The title of a copy: the tab's, with the smallest number from two on that is free. */
export function copyTitle(
  tabs: readonly OpenTab[],
  title: string,
  titleOf: (title: string, number: number) => string,
): string {
  const original = title.replace(/ \(\d+\)$/, '')
  return freeTitle(tabs, (number) => titleOf(original, number + 1))
}

/** Which tab comes forward when one closes: its right neighbour, else its left. */
export function neighbourOf(ids: readonly string[], closing: string): string | null {
  const index = ids.indexOf(closing)
  return ids[index + 1] ?? ids[index - 1] ?? null
}

/** The tab so many places on, around the ends. */
export function stepFrom(ids: readonly string[], id: string | null, step: number): string | null {
  if (ids.length === 0) return null
  const index = id === null ? 0 : ids.indexOf(id)
  return ids[(index + step + ids.length) % ids.length] ?? null
}

/** A place behind all others. */
export const lastPosition = (tabs: readonly OpenTab[]): number =>
  Math.max(0, ...tabs.map(({ position }) => position)) + 1
