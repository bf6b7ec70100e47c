import type { SuggestionKind } from './sqlCompletion.ts'

/** Names of the database; of one's own words only the beginnings count, lest Enter takes another for them. */
const NAMES = new Set<SuggestionKind>(['table', 'view', 'column', 'schema'])
/** A single letter stands in the middle of nearly everything. */
const LEAST_INSIDE = 2

const QUOTE = /^["`[]/

/** So little is typed that letters inside words do not count yet: with the next one, all is asked anew. */
export const isTooShortInside = (typed: string): boolean =>
  typed.replace(QUOTE, '').length < LEAST_INSIDE

/**
 * What Monaco is to sift a suggestion by, where `typed` stands in its range. Monaco looks from the beginnings
 * of words on; a name that holds the text inside a word is told from there on, and stands behind the others.
 */
export function filterTextOf(
  { kind, label }: { kind: SuggestionKind; label: string },
  typed: string,
): string {
  const quote = QUOTE.exec(typed)?.[0] ?? ''
  const wanted = typed.slice(quote.length).toLowerCase()
  const at = label.toLowerCase().indexOf(wanted)
  const isInside = at > 0 && !isTooShortInside(typed) && NAMES.has(kind)
  return isInside ? `${quote} ${label.slice(at)}` : quote + label
}
