import { tokens, type Token } from './tokens.ts'

/** One statement of a text, and where in the text it starts, in UTF-16 units. */
export type StatementPart = { readonly sql: string; readonly offset: number }

/**
 * Cuts text at the semicolons between statements, as psql does: not in parentheses (rules), not in
 * the body of a function written with BEGIN ATOMIC. Parts without a word or sign are left out.
 */
export function splitStatements(sql: string): StatementPart[] {
  const parts: StatementPart[] = []
  let first: Token | null = null
  let parentheses = 0
  const blocks = new BlockDepth()
  for (const token of tokens(sql)) {
    if (token.text === ';' && parentheses === 0 && blocks.depth === 0) {
      if (first) parts.push({ sql: sql.slice(first.start, token.start), offset: first.start })
      first = null
      blocks.restart()
      continue
    }
    first ??= token
    if (token.text === '(') parentheses++
    else if (token.text === ')') parentheses = Math.max(0, parentheses - 1)
    if (token.kind === 'word') blocks.addWord(token.text)
  }
  if (first) parts.push({ sql: sql.slice(first.start), offset: first.start })
  return parts
}

/** Follows BEGIN … END and CASE … END in the body of CREATE FUNCTION or PROCEDURE. */
class BlockDepth {
  depth = 0
  #words: string[] = []

  restart(): void {
    this.depth = 0
    this.#words = []
  }

  addWord(word: string): void {
    if (this.#words.length < 4) this.#words.push(word)
    if (!this.#createsRoutine()) return
    if (word === 'begin' || (word === 'case' && this.depth > 0)) this.depth++
    else if (word === 'end' && this.depth > 0) this.depth--
  }

  #createsRoutine(): boolean {
    const [create, ...rest] = this.#words
    const kind = rest[0] === 'or' ? rest[2] : rest[0]
    return create === 'create' && (kind === 'function' || kind === 'procedure')
  }
}
