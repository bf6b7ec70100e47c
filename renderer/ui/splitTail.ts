/** Characters at the end that stay in sight, and a text so short that it has no end of its own. */
const TAIL_LENGTH = 10
const SHORT_LENGTH = 20

const characters = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** The beginning of a text, which may be cut short, and its end, which stays; no character is broken. */
export function splitTail(text: string): [head: string, tail: string] {
  if (text.length <= SHORT_LENGTH) return [text, '']
  // Enough for the tail, however many code points a character has; texts may be very long.
  const from = text.length - Math.min(text.length, 16 * TAIL_LENGTH)
  const starts = [...characters.segment(text.slice(from))].map(({ index }) => from + index)
  const at = starts.at(-TAIL_LENGTH)
  return at === undefined || at === 0 ? [text, ''] : [text.slice(0, at), text.slice(at)]
}
