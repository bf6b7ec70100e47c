import { Uint32List } from './Uint32List.ts'

/** Characters between two pauses. */
const STEP_CHARACTERS = 256 * 1024
/** Without wrapping, a line is cut here: no browser lays out a line of megabytes. */
const LONGEST_LINE = 4_096

/** Where each line of a text begins, lines being cut at `width` characters. */
export type TextLines = { readonly text: string; readonly starts: Uint32Array }

/** `width` null: lines are as long as they are. Yields now and then. */
export function* textLines(text: string, width: number | null): Generator<void, TextLines> {
  const starts = new Uint32List()
  const longest = width ?? LONGEST_LINE
  let paused = 0
  for (let at = 0; at <= text.length;) {
    const end = lineEnd(text, at)
    do {
      starts.push(at)
      at = cutWithin(text, at, Math.min(at + longest, end))
      if (at - paused < STEP_CHARACTERS) continue
      paused = at
      yield
    } while (at < end)
    // Past the line's end itself.
    at = end + 1
  }
  return { text, starts: starts.values }
}

/** Without the line's end. */
export function lineAt({ text, starts }: TextLines, index: number): string {
  const end = starts[index + 1] ?? text.length + 1
  return text.slice(starts[index], end).replace(/\r?\n$/, '')
}

function lineEnd(text: string, from: number): number {
  const found = text.indexOf('\n', from)
  return found < 0 ? text.length : found
}

/** Between two characters, even where one takes two units. */
function cutWithin(text: string, from: number, to: number): number {
  const isHalf = to < text.length && /[\uDC00-\uDFFF]/.test(text[to]!)
  return isHalf && to - 1 > from ? to - 1 : to
}
