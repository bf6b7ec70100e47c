import type { ScriptStatement, TextPlace } from './runState.ts'

/** Line and column, in the script it was run from, of an offset in a statement. */
export function errorPlace(
  { text, place = { line: 1, column: 1 } }: Pick<ScriptStatement, 'text' | 'place'>,
  offset: number,
): TextPlace {
  const lines = text.slice(0, offset).split('\n')
  const before = lines.at(-1)!.length
  return {
    line: place.line + lines.length - 1,
    column: lines.length === 1 ? place.column + before : before + 1,
  }
}
