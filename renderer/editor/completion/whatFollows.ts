import {
  AFTER,
  AFTER_NOT,
  BEHIND,
  BODY_WORDS,
  CASE_WORDS,
  COLUMN_OPTIONS,
  COLUMN_WORDS,
  OPERAND_WORDS,
  QUERY_WORDS,
  STATEMENT_WORDS,
  TABLE_CHANGES,
  TEST_WORDS,
  WINDOW_WORDS,
} from './followingWords.ts'
import {
  type Frame,
  OPERATORS,
  ENDED,
  JOIN_PARTS,
  SIMPLE,
  OBJECTS,
  BEFORE_NAME,
  ALIASABLE,
  SEES_OUTPUTS,
  newFrame,
  WORDS_BEHIND_NAME,
} from './grammarFrame.ts'
import type { SqlToken } from './scanSql.ts'

/** What the grammar lets stand behind the tokens of a statement. */
export type Following = {
  /**
   * `name`: one is invented here, nothing can be offered; `maybe-name`: one may be invented, or one of the
   * words goes on; `operand`: an expression begins; `operator`: one has ended; `any`: not known.
   */
  readonly kind:
    | 'statement'
    | 'operand'
    | 'operator'
    | 'relation'
    | 'routine'
    | 'type'
    | 'name'
    | 'maybe-name'
    | 'any'
  /** Key words that may stand here, in capitals, the likeliest first. */
  readonly words: readonly string[]
  /** The words belong before all names, as EXISTS behind NOT. */
  readonly isWordLikelier: boolean
  /** In USING (…) a column stands without its table. */
  readonly takesBareColumns: boolean
  /** Names of the select list can be used. */
  readonly seesOutputs: boolean
  /** What is read stands here, and not what is written to: a function may stand for a table. */
  readonly isSource: boolean
}

/** Reads the tokens of one statement, without comments, up to the name being typed; tolerant. */
export function whatFollows(tokens: readonly SqlToken[]): Following {
  const reader = new GrammarReader()
  tokens.forEach((token, index) => reader.read(token, tokens, index))
  return reader.following(tokens)
}

class GrammarReader {
  #frames: Frame[] = [newFrame()]
  /** The last token, where it was read as a key word, in capitals; and the one before it. */
  #keywords: readonly [before: string, last: string] = ['', '']

  get #frame(): Frame {
    return this.#frames.at(-1)!
  }

  read(token: SqlToken, tokens: readonly SqlToken[], index: number): void {
    const before = tokens[index - 1]
    if (token.kind === 'punctuation') return this.#punctuation(token.text, before)
    const isPart = before?.kind === 'punctuation' && before.text === '.'
    const word = token.kind === 'word' && !isPart ? token.text.toUpperCase() : ''
    if (word !== '' && this.#keyword(word)) this.#keywords = [this.#keywords[1], word]
    else this.#value(isPart)
  }

  following(tokens: readonly SqlToken[]): Following {
    const frame = this.#frame
    const { kind, words } = this.#expected(tokens.at(-1))
    const isWordLikelier = ['NOT', 'CASE'].includes(this.#keywords[1])
    return {
      kind,
      words,
      isWordLikelier,
      takesBareColumns: frame.isOfUsing || frame.clause === 'set',
      seesOutputs: SEES_OUTPUTS.has(frame.clause),
      isSource: kind === 'relation' && (frame.clause === 'from' || frame.clause === 'join'),
    }
  }

  #expected(last: SqlToken | undefined): { kind: Following['kind']; words: readonly string[] } {
    const { at, clause, making, cases, isNested, verb } = this.#frame
    const [before, word] = this.#keywords
    const asked = word === '' ? undefined : (AFTER[`${before} ${word}`] ?? AFTER[word])
    if (at === 'name') {
      const words = asked ?? this.#wordsBeforeName()
      return { kind: words.length > 0 ? 'maybe-name' : 'name', words }
    }
    if (word === 'NOT') {
      const isTest = at === 'operand' && last !== undefined && this.#isAfterOperand
      if (before !== 'IS')
        return {
          kind: isTest ? 'operator' : 'operand',
          words: AFTER_NOT[isTest ? 'operator' : 'operand'],
        }
    }
    if (asked)
      return {
        kind: at === 'operand' && word === 'DISTINCT' ? 'operand' : 'operator',
        words: asked,
      }
    switch (at) {
      case 'statement':
        return { kind: 'statement', words: isNested ? QUERY_WORDS : STATEMENT_WORDS }
      case 'body':
        return { kind: 'operator', words: BODY_WORDS }
      case 'operand':
        return { kind: 'operand', words: caseWords(cases, OPERAND_WORDS) }
      case 'relation':
      case 'routine':
        return { kind: at, words: [] }
      case 'type':
        return { kind: 'type', words: [] }
      case 'typed':
        return { kind: 'operator', words: COLUMN_OPTIONS }
      case 'given':
        return { kind: 'operator', words: WORDS_BEHIND_NAME[making] ?? [] }
      case 'ended':
      case 'named': {
        if (cases.length > 0)
          return { kind: 'operator', words: [...CASE_WORDS[cases.at(-1)!], ...TEST_WORDS] }
        if (verb === 'ALTER' && clause === null) return { kind: 'operator', words: TABLE_CHANGES }
        const words = clause
          ? BEHIND[clause]
          : [...TEST_WORDS, ...(this.#frame.isCast ? ['AS'] : ['ORDER BY', 'FROM'])]
        return { kind: at === 'ended' && this.#takesAlias ? 'maybe-name' : 'operator', words }
      }
      case 'any':
        return { kind: 'any', words: isNested ? WINDOW_WORDS : [] }
    }
  }

  #isAfterOperand = false

  get #takesAlias(): boolean {
    const { clause, isStar, cases } = this.#frame
    return ALIASABLE.has(clause) && !isStar && cases.length === 0
  }

  #wordsBeforeName(): readonly string[] {
    const { definesColumns, making } = this.#frame
    if (definesColumns && making === 'column') return COLUMN_WORDS
    if (making === 'table') return ['IF NOT EXISTS']
    if (making === 'with' && this.#keywords[1] === 'WITH') return ['RECURSIVE']
    if (making === 'index') return ['CONCURRENTLY', 'IF NOT EXISTS', 'ON']
    return []
  }

  #punctuation(text: string, before: SqlToken | undefined): void {
    const frame = this.#frame
    const wasKeyword = this.#keywords[1]
    if (text !== '.') this.#keywords = ['', '']
    switch (text) {
      case '.':
        return
      case '(':
        return void this.#frames.push(this.#opened(wasKeyword, before))
      case ')':
        if (this.#frames.length > 1) this.#frames.pop()
        return this.#closed()
      case ',':
        return this.#comma()
      case ';':
        this.#frames = [newFrame()]
        return
      case '*': {
        const isAll = frame.at === 'operand' || before?.text === '.'
        frame.isStar = isAll
        frame.at = isAll ? 'ended' : 'operand'
        return
      }
      case ':':
        if (before?.text === ':' && frame.at !== 'type') {
          frame.isCastType = true
          frame.at = 'type'
        }
        return
      case '[':
      case ']':
        return
      default:
        if (frame.at !== 'any' && frame.at !== 'name') frame.at = 'operand'
    }
  }

  #opened(keyword: string, before: SqlToken | undefined): Frame {
    const { at, clause, making, definesColumns } = this.#frame
    const isNested = true
    if (at === 'given' && making === 'table')
      return newFrame({ isNested, at: 'name', making: 'column', definesColumns: true })
    if (at === 'given' && making === 'with')
      return newFrame({ isNested, at: 'name', isNames: true })
    if (making === 'with' && clause === null) return newFrame({ isNested })
    if (making === 'window' || keyword === 'OVER')
      return newFrame({ isNested, at: 'any', isArguments: true })
    if (at === 'relation') return newFrame({ isNested })
    const isCast = before?.kind === 'word' && /^(?:try_)?cast$/i.test(before.text)
    return newFrame({
      isNested,
      at: definesColumns ? 'any' : 'operand',
      isArguments: true,
      isCast,
      isOfUsing: keyword === 'USING',
    })
  }

  #closed(): void {
    const frame = this.#frame
    if (frame.definesColumns) frame.at = 'typed'
    else if (frame.making === 'with' && frame.clause === null) {
      if (frame.at !== 'given') frame.at = 'body'
    } else if (frame.making === 'table' && frame.at === 'given') frame.at = 'any'
    else if (frame.at !== 'any') {
      frame.at = frame.at === 'named' || frame.clause === 'into' ? 'named' : 'ended'
      frame.isStar = false
    }
  }

  #comma(): void {
    const frame = this.#frame
    frame.isStar = false
    if (frame.isNames) frame.at = 'name'
    else if (frame.definesColumns && frame.verb !== 'ALTER') {
      frame.at = 'name'
      frame.making = 'column'
    } else if (frame.verb === 'ALTER') {
      frame.definesColumns = false
      frame.at = 'any'
    } else if (frame.at === 'body') frame.at = 'name'
    else if (frame.making === 'window' && frame.clause === 'from') frame.at = 'name'
    else if (frame.clause === 'from' || frame.clause === 'join' || frame.clause === 'on')
      frame.at = 'relation'
    else if (frame.at !== 'any') frame.at = 'operand'
  }

  /** A name, a number or a string. */
  #value(isPart: boolean): void {
    const frame = this.#frame
    this.#keywords = ['', '']
    this.#isAfterOperand = true
    if (isPart) return
    switch (frame.at) {
      case 'statement':
      case 'routine':
        frame.at = 'any'
        return
      case 'operand':
        frame.at = frame.definesColumns ? 'typed' : 'ended'
        frame.isStar = false
        return
      case 'relation':
        frame.at = frame.definesColumns ? 'typed' : 'ended'
        return
      case 'ended':
        if (this.#takesAlias) frame.at = 'named'
        return
      case 'name':
        frame.at = frame.making === 'alias' ? 'named' : frame.making === 'column' ? 'type' : 'given'
        if (frame.making === 'constraint') frame.at = 'typed'
        return
      case 'type':
        frame.at = frame.isCastType || frame.isCast ? 'ended' : 'typed'
        frame.isCastType = false
        return
      default:
    }
  }

  /** Answers whether the word was one that shapes the statement. */
  #keyword(word: string): boolean {
    const frame = this.#frame
    const [, before] = this.#keywords
    if (frame.at === 'name' && !frame.definesColumns) return BEFORE_NAME.has(word)
    if (frame.definesColumns) return this.#columnWord(word)
    if (frame.verb !== '' && frame.clause === null && this.#objectWord(word)) return true
    const simple = SIMPLE[word]
    if (simple) {
      const isArgument = frame.isArguments && frame.clause === null
      if (isArgument && word !== 'SELECT' && word !== 'WHERE') return false
      ;[frame.clause, frame.at] = simple
      frame.isStar = false
      return true
    }
    if (frame.at === 'statement' && /^(?:CREATE|ALTER|DROP|TRUNCATE)$/.test(word)) {
      frame.verb = word
      frame.at = 'any'
      return true
    }
    if (JOIN_PARTS.has(word)) return frame.at !== 'operand' && frame.at !== 'any'
    if (OPERATORS.has(word)) {
      this.#isAfterOperand = frame.at === 'ended'
      if (frame.at !== 'any' && frame.at !== 'statement') frame.at = 'operand'
      return true
    }
    if (ENDED.has(word)) {
      if (frame.at !== 'any') frame.at = 'ended'
      return true
    }
    return this.#otherWord(word, before)
  }

  #otherWord(word: string, before: string): boolean {
    const frame = this.#frame
    switch (word) {
      case 'FROM':
        if (before === 'DISTINCT' || (frame.isArguments && frame.clause === null))
          frame.at = 'operand'
        else {
          frame.clause = 'from'
          frame.at = 'relation'
          frame.isStar = false
        }
        return true
      case 'ON':
        frame.clause = 'on'
        frame.at = 'operand'
        return true
      case 'USING':
        frame.at = frame.clause === 'join' ? 'named' : 'relation'
        return true
      case 'BY':
        frame.clause =
          before === 'GROUP' ? 'group by' : before === 'PARTITION' ? 'partition by' : 'order by'
        frame.at = 'operand'
        return true
      case 'ORDER':
      case 'GROUP':
      case 'PARTITION':
        if (frame.at === 'operand') return false
        frame.at = 'ended'
        return true
      case 'SET':
        if (frame.at === 'statement') frame.at = 'any'
        else {
          frame.clause = 'set'
          frame.at = 'operand'
        }
        return true
      case 'UPDATE':
        frame.at = before === 'FOR' || before === 'DO' ? 'ended' : 'relation'
        frame.clause = 'update'
        return true
      case 'WITH':
      case 'WINDOW':
        if (word === 'WITH' && frame.at !== 'statement') return false
        frame.making = word.toLowerCase()
        frame.at = 'name'
        return true
      case 'CALL':
      case 'EXEC':
      case 'EXECUTE':
        if (frame.at !== 'statement') return false
        frame.at = 'routine'
        return true
      case 'SAVEPOINT':
        frame.at = 'name'
        return true
      case 'AS':
        return this.#as()
      case 'UNION':
      case 'INTERSECT':
      case 'EXCEPT':
        Object.assign(frame, { clause: null, at: 'statement', making: '' })
        return true
      case 'EXPLAIN':
      case 'RECURSIVE':
        return true
      case 'CASE':
        frame.cases.push('CASE')
        frame.at = 'operand'
        return true
      case 'WHEN':
      case 'THEN':
      case 'ELSE':
        if (frame.cases.length > 0) frame.cases[frame.cases.length - 1] = word
        frame.at = 'operand'
        return true
      case 'END':
        if (frame.cases.length === 0) return false
        frame.cases.pop()
        frame.at = 'ended'
        return true
      default:
        if (!['statement', 'body'].includes(frame.at) || AFTER[word] === undefined) return false
        frame.at = 'any'
        return true
    }
  }

  #as(): boolean {
    const frame = this.#frame
    if (frame.at === 'given') {
      frame.at = frame.making === 'view' || frame.making === 'table' ? 'statement' : 'any'
      if (frame.at === 'statement') frame.verb = ''
    } else if (frame.isCast) frame.at = 'type'
    else if (frame.at !== 'any') {
      frame.making = 'alias'
      frame.at = 'name'
    }
    return true
  }

  /** Behind CREATE, ALTER, DROP and TRUNCATE. */
  #objectWord(word: string): boolean {
    const frame = this.#frame
    const [, before] = this.#keywords
    if (frame.at === 'relation' && /^(?:IF|NOT|EXISTS|ONLY)$/.test(word)) return true
    if (OBJECTS.has(word) && (frame.at === 'any' || frame.verb === 'TRUNCATE')) {
      frame.making = word.toLowerCase()
      frame.at = frame.verb === 'CREATE' ? 'name' : 'relation'
      return true
    }
    if (frame.verb === 'CREATE') {
      if (word === 'ON') frame.at = 'relation'
      return word === 'ON' || AFTER[word] !== undefined || /^(?:OR|REPLACE)$/.test(word)
    }
    if (frame.verb !== 'ALTER') return false
    if (word === 'COLUMN' || word === 'CONSTRAINT') frame.at = 'operand'
    else if (word === 'TO') {
      frame.making = 'other'
      frame.at = 'name'
    } else if (word === 'ADD') {
      frame.making = 'column'
      frame.definesColumns = true
      frame.at = 'name'
    } else if (word === 'TYPE') frame.at = 'type'
    else return AFTER[word] !== undefined && before !== '.'
    return true
  }

  /** Inside CREATE TABLE (…), and behind ADD COLUMN. */
  #columnWord(word: string): boolean {
    const frame = this.#frame
    if (frame.at === 'name') {
      if (word === 'COLUMN' || /^(?:IF|NOT|EXISTS)$/.test(word)) return true
      if (word === 'CONSTRAINT') frame.making = 'constraint'
      else if (/^(?:PRIMARY|FOREIGN|UNIQUE|CHECK|LIKE|EXCLUDE)$/.test(word)) frame.at = 'typed'
      else return false
      return true
    }
    if (frame.at === 'type') return false
    if (word === 'CONSTRAINT') {
      frame.making = 'constraint'
      frame.at = 'name'
    } else if (word === 'REFERENCES') frame.at = 'relation'
    else if (word === 'DEFAULT') frame.at = 'operand'
    else frame.at = 'typed'
    return true
  }
}

const caseWords = (cases: Frame['cases'], operands: readonly string[]): readonly string[] =>
  cases.at(-1) === 'CASE' ? ['WHEN', ...operands] : operands
