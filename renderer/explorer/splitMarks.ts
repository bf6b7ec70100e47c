export type MarkedPart = { readonly part: string; readonly isMarked: boolean; readonly at: number }

/** A text in parts: those that a search found, whatever the case, and those between. */
export function splitMarks(text: string, words: readonly string[]): MarkedPart[] {
  // `schema.name` is found in two places of the row.
  const wanted = words
    .flatMap((word) => word.toLowerCase().split('.'))
    .filter((word) => word !== '')
  const lower = text.toLowerCase()
  const parts: MarkedPart[] = []
  let from = 0
  while (from < text.length) {
    const next = nextOf(lower, wanted, from)
    if (!next) break
    if (next.at > from) parts.push({ part: text.slice(from, next.at), isMarked: false, at: from })
    parts.push({ part: text.slice(next.at, next.end), isMarked: true, at: next.at })
    from = next.end
  }
  if (from < text.length) parts.push({ part: text.slice(from), isMarked: false, at: from })
  return parts
}

/** The first place of any of the words; of two at the same place the longer one. */
function nextOf(
  text: string,
  words: readonly string[],
  from: number,
): { at: number; end: number } | null {
  let best: { at: number; end: number } | null = null
  for (const word of words) {
    const at = text.indexOf(word, from)
    if (at < 0) continue
    const end = at + word.length
    if (!best || at < best.at || (at === best.at && end > best.end)) best = { at, end }
  }
  return best
}
