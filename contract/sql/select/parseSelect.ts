import type { Splitter } from '../Scanner.ts'
import { readTokens, type Token, unquoted } from './selectTokens.ts'
import type {
  Aggregate,
  ColumnUse,
  Condition,
  ConditionGroup,
  ConditionTest,
  Join,
  Operator,
  Ordering,
  SelectColumn,
  SelectQuery,
  TableUse,
  Value,
} from './SelectQuery.ts'

/** `part`: what of the text the builder cannot show; empty: it ends too early. */
export type ParsedSelect =
  | { readonly query: SelectQuery }
  | { readonly problem: 'comment' | 'part'; readonly part: string }

export type SelectReading = {
  readonly splitter: Splitter
  /** Names without quotes mean those in lower case. */
  readonly foldsNames: boolean
}

/** Reads what `buildSelect` can write, and says what else stands there. */
export function parseSelect(sql: string, { splitter, foldsNames }: SelectReading): ParsedSelect {
  const read = readTokens(sql, splitter)
  if (read.comment !== null) return { problem: 'comment', part: read.comment }
  const parser = new Parser(read.tokens, foldsNames)
  try {
    return { query: parser.select() }
  } catch (error) {
    if (!(error instanceof Unsupported)) throw error
    return { problem: 'part', part: partFrom(sql, read.tokens, error.token) }
  }
}

/** Words with which the next part of a statement begins. */
const PARTS = new Set(
  (
    'select from where group order having limit offset fetch window union intersect except ' +
    'join left right inner full cross natural on using for and or as'
  ).split(' '),
)
const LONGEST_PART = 60

/** What stands at a token, up to the end of its part: a call with its arguments, not what follows it. */
function partFrom(sql: string, tokens: readonly Token[], first: Token | undefined): string {
  if (!first) return ''
  let depth = 0
  let end = first.from + first.text.length
  for (const token of tokens.slice(tokens.indexOf(first))) {
    const { text, word, from } = token
    if (token !== first && depth === 0 && (text === ',' || text === ')' || PARTS.has(word))) break
    if (text === '(') depth++
    if (text === ')') depth--
    end = from + text.length
  }
  const part = sql.slice(first.from, end)
  return part.length > LONGEST_PART ? `${part.slice(0, LONGEST_PART)}…` : part
}

class Unsupported extends Error {
  readonly token: Token | undefined

  constructor(token: Token | undefined) {
    super('The builder cannot show this.')
    this.token = token
  }
}

const AGGREGATE_NAMES: Readonly<Record<string, Aggregate>> = {
  count: 'count',
  sum: 'sum',
  avg: 'avg',
  min: 'min',
  max: 'max',
}

/** Words that end a name where an alias could stand. */
const RESERVED = new Set(
  (
    'from where group having order limit offset fetch union intersect except join inner left right ' +
    'full cross natural on using as and or not in is like ilike between null asc desc window for ' +
    'select distinct all case when then else end exists lateral top with returning tablesample nulls'
  ).split(' '),
)

class Parser {
  readonly #tokens: readonly Token[]
  readonly #foldsNames: boolean
  #at = 0

  constructor(tokens: readonly Token[], foldsNames: boolean) {
    this.#tokens = tokens
    this.#foldsNames = foldsNames
  }

  select(): SelectQuery {
    this.#expect('select')
    const isDistinct = this.#take('distinct')
    const columns = this.#list(() => this.#selectColumn())
    this.#expect('from')
    const from = this.#table()
    const joins: Join[] = []
    for (let join = this.#join(); join; join = this.#join()) joins.push(join)
    const where = this.#take('where') ? asGroup(this.#or()) : NOTHING
    this.#groupBy(columns)
    const orderBy = this.#orderBy()
    const { limit, offset } = this.#limit()
    if (this.#peek()?.text === ';') this.#at++
    if (this.#peek()) throw this.#unsupported()
    return { isDistinct, columns, from, joins, where, orderBy, limit, offset }
  }

  #selectColumn(): SelectColumn {
    const start = this.#at
    const aggregate = this.#aggregate()
    if (!aggregate) {
      this.#at = start
      return { ...this.#column(true), aggregate: null, alias: this.#alias() }
    }
    return { ...aggregate, alias: this.#alias() }
  }

  #aggregate(): Omit<SelectColumn, 'alias'> | null {
    const name = AGGREGATE_NAMES[this.#peek()?.word ?? '']
    if (!name || this.#tokens[this.#at + 1]?.text !== '(') return null
    this.#at += 2
    const isDistinct = this.#take('distinct')
    if (isDistinct && name !== 'count') throw this.#unsupported(-1)
    const column = this.#column(name === 'count' && !isDistinct)
    this.#expect(')')
    return { ...column, aggregate: isDistinct ? 'count-distinct' : name }
  }

  /** AS may be left out; a name that is reserved is none. */
  #alias(): string | null {
    if (this.#take('as')) return this.#name()
    const token = this.#peek()
    if (!token || !isName(token)) return null
    return this.#name()
  }

  #table(): TableUse {
    const first = this.#name()
    const second = this.#take('.') ? this.#name() : null
    if (this.#peek()?.text === '.' || this.#peek()?.text === '(') throw this.#unsupported()
    const [schema, name] = second === null ? [null, first] : [first, second]
    return { schema, name, alias: this.#alias() }
  }

  #join(): Join | null {
    const kind = this.#joinKind()
    if (!kind) return null
    const table = this.#table()
    if (kind === 'cross') return { kind, table, on: [] }
    this.#expect('on')
    // A pair may stand in parentheses, as people write them.
    const on = [this.#pair()]
    while (this.#take('and')) on.push(this.#pair())
    return { kind, table, on }
  }

  #joinKind(): Join['kind'] | null {
    if (this.#take('join')) return 'inner'
    const kind = this.#peek()?.word
    if (
      kind !== 'inner' &&
      kind !== 'left' &&
      kind !== 'right' &&
      kind !== 'full' &&
      kind !== 'cross'
    )
      return null
    this.#at++
    if (kind !== 'inner' && kind !== 'cross') this.#take('outer')
    this.#expect('join')
    return kind
  }

  #pair(): Join['on'][number] {
    const left = this.#column()
    this.#expect('=')
    return { left, right: this.#column() }
  }

  #or(): Condition {
    const conditions = [this.#and()]
    while (this.#take('or')) conditions.push(this.#and())
    return conditions.length === 1 ? conditions[0]! : { kind: 'group', joiner: 'or', conditions }
  }

  #and(): Condition {
    const conditions = [this.#condition()]
    while (this.#take('and')) conditions.push(this.#condition())
    return conditions.length === 1 ? conditions[0]! : { kind: 'group', joiner: 'and', conditions }
  }

  #condition(): Condition {
    if (!this.#take('(')) return this.#test()
    const inner = this.#or()
    this.#expect(')')
    return inner
  }

  #test(): ConditionTest {
    const column = this.#column()
    const operator = this.#operator()
    return { kind: 'test', ...column, operator, values: this.#valuesOf(operator) }
  }

  #operator(): Operator {
    if (this.#take('is')) {
      const isNot = this.#take('not')
      this.#expect('null')
      return isNot ? 'is not null' : 'is null'
    }
    const isNot = this.#take('not')
    const token = this.#peek()
    const word = token?.word
    if (word === 'like' || word === 'in') {
      this.#at++
      return isNot ? `not ${word}` : word
    }
    if (isNot) throw this.#unsupported()
    if (word === 'ilike' || word === 'between') {
      this.#at++
      return word
    }
    const sign = token?.text === '!=' ? '<>' : token?.text
    if (!sign || !['=', '<>', '<', '<=', '>', '>='].includes(sign)) throw this.#unsupported()
    this.#at++
    return sign as Operator
  }

  #valuesOf(operator: Operator): Value[] {
    switch (operator) {
      case 'is null':
      case 'is not null':
        return []
      case 'between': {
        const low = this.#value()
        this.#expect('and')
        return [low, this.#value()]
      }
      case 'in':
      case 'not in': {
        this.#expect('(')
        const values = this.#list(() => this.#value())
        this.#expect(')')
        return values
      }
      default:
        return [this.#value()]
    }
  }

  #value(): Value {
    const token = this.#peek()
    if (!token) throw this.#unsupported()
    this.#at++
    if (token.kind === 'parameter') return { kind: 'parameter', name: token.text.slice(1) }
    if (token.kind === 'number' || token.kind === 'text')
      return { kind: 'literal', sql: token.text }
    if (token.word === 'null' || token.word === 'true' || token.word === 'false')
      return { kind: 'literal', sql: token.text }
    this.#at--
    throw this.#unsupported()
  }

  /** What the columns say by themselves: all that no aggregate stands on. */
  #groupBy(columns: readonly SelectColumn[]): void {
    const start = this.#at
    if (!this.#take('group')) {
      const isMixed =
        columns.some(({ aggregate }) => aggregate) && columns.some(({ aggregate }) => !aggregate)
      if (isMixed) throw this.#unsupported()
      return
    }
    this.#expect('by')
    const grouped = this.#list(() => this.#column())
    const plain = columns.filter(({ aggregate }) => aggregate === null)
    const textOf = ({ table, column }: ColumnUse) => JSON.stringify([table, column])
    const isSame =
      plain.length < columns.length &&
      JSON.stringify(grouped.map(textOf).toSorted()) ===
        JSON.stringify(plain.map(textOf).toSorted())
    if (isSame) return
    this.#at = start
    throw this.#unsupported()
  }

  #orderBy(): Ordering[] {
    if (!this.#take('order')) return []
    this.#expect('by')
    // What stands for no order where the dialect asks for one.
    if (this.#takeAll('(', 'select', 'null', ')')) return []
    return this.#list(() => {
      const column = this.#column()
      const isDescending = this.#take('desc')
      if (!isDescending) this.#take('asc')
      return { ...column, isDescending }
    })
  }

  #limit(): { limit: Value | null; offset: Value | null } {
    if (this.#take('limit')) {
      const limit = this.#value()
      return { limit, offset: this.#take('offset') ? this.#value() : null }
    }
    if (!this.#take('offset')) return { limit: null, offset: null }
    const offset = this.#value()
    const given = isZero(offset) ? null : offset
    if (!this.#take('rows') && !this.#take('row')) return { limit: null, offset: given }
    if (!this.#take('fetch')) return { limit: null, offset: given }
    if (!this.#take('next')) this.#expect('first')
    const limit = this.#value()
    if (!this.#take('rows')) this.#expect('row')
    this.#expect('only')
    return { limit, offset: given }
  }

  #column(canBeAll = false): ColumnUse {
    if (canBeAll && this.#take('*')) return { table: null, column: '*' }
    const first = this.#name()
    if (!this.#take('.')) {
      if (this.#peek()?.text === '(') throw this.#unsupported(-1)
      return { table: null, column: first }
    }
    if (canBeAll && this.#take('*')) return { table: first, column: '*' }
    const column = this.#name()
    if (['.', '('].includes(this.#peek()?.text ?? '')) throw this.#unsupported()
    return { table: first, column }
  }

  #name(): string {
    const token = this.#peek()
    if (!token || !isName(token)) throw this.#unsupported()
    this.#at++
    return this.#foldsNames && token.kind === 'word' ? token.word : unquoted(token)
  }

  #list<T>(read: () => T): T[] {
    const items = [read()]
    while (this.#take(',')) items.push(read())
    return items
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#at]
  }

  #take(wanted: string): boolean {
    const token = this.#peek()
    if (!token || (token.kind === 'word' || token.kind === 'sign' ? token.word : '') !== wanted)
      return false
    this.#at++
    return true
  }

  #takeAll(...wanted: string[]): boolean {
    const isThere = wanted.every((word, index) => this.#tokens[this.#at + index]?.word === word)
    if (isThere) this.#at += wanted.length
    return isThere
  }

  #expect(wanted: string): void {
    if (!this.#take(wanted)) throw this.#unsupported()
  }

  #unsupported(step = 0): Unsupported {
    return new Unsupported(this.#tokens[this.#at + step])
  }
}

const isName = (token: Token): boolean =>
  token.kind === 'name' || (token.kind === 'word' && !RESERVED.has(token.word))

const isZero = (value: Value): boolean => value.kind === 'literal' && value.sql === '0'

const NOTHING: ConditionGroup = { kind: 'group', joiner: 'and', conditions: [] }

const asGroup = (condition: Condition): ConditionGroup =>
  condition.kind === 'group' ? condition : { kind: 'group', joiner: 'and', conditions: [condition] }
