/** Its text is cut from the script when asked for: most words are of no interest. */
export type Word = { readonly text: string; readonly from: number; readonly to: number }

/**
 * Tells which semicolons end a statement: those inside of a body (a trigger of SQLite, a function
 * in standard SQL or a rule of PostgreSQL) do not. Sees every word, semicolon and parenthesis.
 */
export interface StatementEnd {
  word(token: Word): void
  /** Whether this semicolon ends the statement. */
  semicolon(): boolean
  /** `depthChange`: 1 for an opening parenthesis, -1 for a closing one, 0 for all else. */
  other(depthChange: -1 | 0 | 1): void
}

/** More words than these in front of what is created, no statement has. */
const LEADING_WORDS = 6

/**
 * SQLite's own rule (`sqlite3_complete`): in `create trigger` only a semicolon after `; end` ends.
 * So `end` of a `case` is none.
 */
export class SqliteStatementEnd implements StatementEnd {
  #leading: string[] = []
  #tail: 'inside' | 'after-semicolon' | 'after-end' = 'inside'

  word(token: Word): void {
    if (this.#leading.length < LEADING_WORDS) this.#leading.push(token.text.toLowerCase())
    const isEnd = this.#tail === 'after-semicolon' && token.text.toLowerCase() === 'end'
    this.#tail = isEnd ? 'after-end' : 'inside'
  }

  semicolon(): boolean {
    const ends = this.#tail === 'after-end' || !this.#isTrigger()
    this.#tail = 'after-semicolon'
    if (ends) this.#reset()
    return ends
  }

  other(): void {
    this.#tail = 'inside'
    // What stands between leading words is no keyword, so that no more of them count.
    while (this.#leading.length < LEADING_WORDS) this.#leading.push('')
  }

  #isTrigger(): boolean {
    if (this.#leading[0] !== 'create' && this.#leading[0] !== 'explain') return false
    return /^(explain (query plan )?)?create (temp |temporary )?trigger\b/.test(
      this.#leading.join(' '),
    )
  }

  #reset(): void {
    this.#leading = []
    this.#tail = 'inside'
  }
}

/**
 * As psql does it: in `create function` and `create procedure`, `begin` and `case` go in and `end`
 * goes out; in `create rule`, parentheses do. Elsewhere a parenthesis left open ends at the
 * semicolon, so that a half-written statement does not swallow those after it.
 */
export class PostgresStatementEnd implements StatementEnd {
  #leading: string[] = []
  #kind: 'routine' | 'rule' | 'plain' = 'plain'
  #bodyDepth = 0
  #parenDepth = 0

  word(token: Word): void {
    if (this.#leading.length < LEADING_WORDS) {
      this.#leading.push(token.text.toLowerCase())
      this.#kind = kindOf(this.#leading)
    }
    if (this.#kind !== 'routine' || this.#parenDepth > 0) return
    const word = token.text.toLowerCase()
    if (word === 'begin' || (word === 'case' && this.#bodyDepth > 0)) this.#bodyDepth++
    else if (word === 'end' && this.#bodyDepth > 0) this.#bodyDepth--
  }

  semicolon(): boolean {
    if (this.#bodyDepth > 0) return false
    if (this.#kind === 'rule' && this.#parenDepth > 0) return false
    this.#leading = []
    this.#kind = 'plain'
    this.#parenDepth = 0
    return true
  }

  other(depthChange: -1 | 0 | 1): void {
    this.#parenDepth = Math.max(0, this.#parenDepth + depthChange)
  }
}

function kindOf(leading: readonly string[]): 'routine' | 'rule' | 'plain' {
  if (leading[0] !== 'create') return 'plain'
  const created = /^create (?:or replace )?(function|procedure|rule)\b/.exec(leading.join(' '))?.[1]
  if (created === undefined) return 'plain'
  return created === 'rule' ? 'rule' : 'routine'
}

/** T-SQL sends batches: only GO ends one. */
export class BatchEnd implements StatementEnd {
  word(): void {}
  semicolon(): boolean {
    return false
  }
  other(): void {}
}
