import type { Splitter } from './Scanner.ts'
import { splitPieces, type StatementPiece, type StatementRange } from './splitStatements.ts'

/**
 * The statement that a cursor at `offset` means: the one it stands in, in whose comments it stands,
 * or behind which it stands on the same line. Behind the last statement it means the last. On an
 * empty line between two it means neither: null, so that nothing runs that was not pointed at.
 */
export function statementAt(
  script: string,
  splitter: Splitter,
  offset: number,
): StatementRange | null {
  const piece = pieceAt(script, splitPieces(script, splitter), offset)
  return piece && { text: piece.text, from: piece.from, to: piece.to }
}

/** The same among the pieces of a script. */
export function pieceAt(
  script: string,
  pieces: readonly StatementPiece[],
  offset: number,
): StatementPiece | null {
  // The first that begins behind the cursor; the one before it begins at or before the cursor.
  const found = pieces.findIndex(({ from }) => from > offset)
  const nextIndex = found < 0 ? pieces.length : found
  const next = pieces[nextIndex]
  const previous = pieces[nextIndex - 1]

  if (previous && offset <= endOf(previous)) return previous
  if (previous && !script.slice(endOf(previous), offset).includes('\n')) {
    const isNextOnLine = next && !script.slice(offset, next.from).includes('\n')
    return isNextOnLine ? next : previous
  }
  if (!next) return previous ?? null
  if (offset >= next.commentsFrom) return next
  return isOnLineOf(script, next, offset) ? next : null
}

const endOf = ({ to, separatorTo }: StatementPiece) => separatorTo ?? to

const isOnLineOf = (script: string, { commentsFrom }: StatementPiece, offset: number) =>
  !script.slice(offset, commentsFrom).includes('\n')
