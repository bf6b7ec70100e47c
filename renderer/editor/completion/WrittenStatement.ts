import type { Splitter } from '../../../contract/sql/Scanner.ts'
import { splitPieces, type StatementRange } from '../../../contract/sql/splitStatements.ts'
import { pieceAt, statementAt } from '../../../contract/sql/statementAt.ts'

type Range = { readonly from: number; readonly to: number }

/** So much behind the cursor is read; what stands further down has no say in what is written here. */
const READ_AHEAD = 20_000
/** Most statements end within so much; where one does not, more is read. */
const STATEMENT_AHEAD = 2_000
/** Texts are compared in blocks of so many characters, which the engine does far faster than one by one. */
const BLOCK_LENGTH = 4_096

const ON_LINE = /^[^\S\n]*$/
/** Space, and no more than one end of a line. */
const BESIDE = /^[^\S\n]*\n?[^\S\n]*$/

/** Finds the statement that is being written, without reading all of a long script again at every key. */
export class WrittenStatement {
  #script = ''
  #splitter: Splitter = 'none'
  /** Behind which separators statements ended, in order, as far as was read. */
  #ends: number[] = []

  /**
   * The statement at `offset`, the space behind it included. Behind its semicolon, behind an empty line, and
   * in front of any, a new one begins.
   */
  rangeAt(script: string, splitter: Splitter, offset: number): Range {
    const start = this.#endsBefore(script, splitter, offset).at(-1) ?? 0
    const read = script.slice(start, offset + READ_AHEAD)
    const found = statementAt(read, splitter, offset - start)
    const nothing = { from: offset, to: offset }
    if (!found || offset - start < found.from) return nothing
    const from = found.from + start
    const to = found.to + start
    if (offset <= to) return { from, to }
    const isGoingOn = (splitter === 'redis' ? ON_LINE : BESIDE).test(script.slice(to, offset))
    return isGoingOn ? { from, to: offset } : nothing
  }

  /** Finds what the function `statementAt` finds. */
  statementAt(script: string, splitter: Splitter, offset: number): StatementRange | null {
    if (!isRemembered(splitter)) return statementAt(script, splitter, offset)
    // Behind a statement, one may mean it still: its own beginning is needed.
    const start = this.#endsBefore(script, splitter, offset).at(-2) ?? 0
    for (let ahead = STATEMENT_AHEAD; ; ahead *= 4) {
      const read = script.slice(start, offset + ahead)
      const pieces = splitPieces(read, splitter)
      // What has its end by a separator does not change by what follows.
      const isRead =
        offset + ahead >= script.length ||
        pieces.some(({ from, separatorTo }) => from > offset - start && separatorTo !== null)
      if (!isRead) continue
      const found = pieceAt(read, pieces, offset - start)
      return found && { text: found.text, from: found.from + start, to: found.to + start }
    }
  }

  /** Behind which separators statements end, in order, at or before `offset`. */
  #endsBefore(script: string, splitter: Splitter, offset: number): readonly number[] {
    if (!isRemembered(splitter)) return []
    const same = splitter === this.#splitter ? commonLength(this.#script, script) : 0
    const known = this.#ends.filter((end) => end <= same && end <= offset)
    const from = known.at(-1) ?? 0
    const more = splitPieces(script.slice(from, offset), splitter).flatMap(({ separatorTo }) =>
      separatorTo === null ? [] : [from + separatorTo],
    )
    this.#script = script
    this.#splitter = splitter
    this.#ends = [...known, ...more]
    return this.#ends
  }
}

/** Of the one script that is written in. */
export const written = new WrittenStatement()

/** Batches end by lines of their own, and what stands behind GO on its line counts. */
const isRemembered = (splitter: Splitter): boolean =>
  splitter === 'postgres' || splitter === 'sqlite'

function commonLength(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  let at = 0
  while (at < length && a.slice(at, at + BLOCK_LENGTH) === b.slice(at, at + BLOCK_LENGTH))
    at += BLOCK_LENGTH
  while (at < length && a.charCodeAt(at) === b.charCodeAt(at)) at++
  return Math.min(at, length)
}
