import type { Splitter } from '../../../contract/sql/Scanner.ts'
import { splitPieces } from '../../../contract/sql/splitStatements.ts'
import { statementAt } from '../../../contract/sql/statementAt.ts'

type Range = { readonly from: number; readonly to: number }

/** So much behind the cursor is read; what stands further down has no say in what is written here. */
const READ_AHEAD = 20_000

const ON_LINE = /^[^\S\n]*$/
/** Space, and no more than one end of a line. */
const BESIDE = /^[^\S\n]*\n?[^\S\n]*$/

/** Finds the statement that is being written, without reading all before it again at every key. */
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
    const start = this.#startBefore(script, splitter, offset)
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

  /** Where a statement begins anew, at or before `offset`. */
  #startBefore(script: string, splitter: Splitter, offset: number): number {
    // Batches end by lines of their own, and what stands behind GO on its line counts.
    if (splitter !== 'postgres' && splitter !== 'sqlite') return 0
    const same = splitter === this.#splitter ? commonLength(this.#script, script) : 0
    const known = this.#ends.filter((end) => end <= same && end <= offset)
    const from = known.at(-1) ?? 0
    const more = splitPieces(script.slice(from, offset), splitter).flatMap(({ separatorTo }) =>
      separatorTo === null ? [] : [from + separatorTo],
    )
    this.#script = script
    this.#splitter = splitter
    this.#ends = [...known, ...more]
    return this.#ends.at(-1) ?? 0
  }
}

function commonLength(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  let at = 0
  while (at < length && a.charCodeAt(at) === b.charCodeAt(at)) at++
  return at
}
