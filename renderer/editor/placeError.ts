import type { ScriptStatement } from '../results/runState.ts'

/**
 * Where in the script an error at `offset` of a statement stands now. The text may have been edited
 * since the run: the statement is looked for nearest to where it was; null when it is gone.
 */
export function placeError(
  script: string,
  { text, start }: ScriptStatement,
  offset: number,
): number | null {
  const found = nearestIndexOf(script, text, start)
  return found === null ? null : found + Math.min(Math.max(offset, 0), text.length)
}

function nearestIndexOf(script: string, text: string, start: number): number | null {
  const before = script.lastIndexOf(text, start)
  const after = script.indexOf(text, start)
  if (before === -1 && after === -1) return null
  if (before === -1) return after
  if (after === -1) return before
  return start - before <= after - start ? before : after
}

/** The word at a place, to be underlined: at least one character, none of the next line. */
export function wordRangeAt(script: string, offset: number): { from: number; to: number } {
  const from = Math.min(offset, Math.max(0, script.length - 1))
  const word = /^[\p{L}\p{N}_$]+/u.exec(script.slice(from, from + 200))?.[0] ?? ''
  return { from, to: Math.min(script.length, from + Math.max(1, word.length)) }
}
