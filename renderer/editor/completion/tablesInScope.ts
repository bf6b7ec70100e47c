import type { SqlToken } from './scanSql.ts'

/** A table named in a statement. */
export type TableRef = {
  readonly schema: string | null
  /** Empty: a subquery. */
  readonly name: string
  readonly alias: string | null
  /** What a subquery or common table expression gives; null: the catalog knows the columns. */
  readonly derived: {
    readonly columns: readonly string[]
    readonly allOf: readonly TableRef[]
  } | null
}

export type SqlPlace = {
  /**
   * What belongs where the cursor stands: a statement's first word, a table, or anything else.
   * `insert-columns`: the list behind `INSERT INTO t`.
   */
  readonly expects: 'statement' | 'relation' | 'expression' | 'insert-columns'
  /** Tables that can be named here, the nearest query's first. */
  readonly tables: readonly TableRef[]
  /** Common table expressions, usable as tables. */
  readonly commonTables: readonly TableRef[]
  /** Behind the ON of a join: the tables of its query so far, the joined one last. */
  readonly joined: readonly TableRef[]
  /** Names of the select list of the query so far. */
  readonly outputs: readonly string[]
}

type Scope = {
  readonly parent: Scope | null
  tables: TableRef[]
  commonTables: TableRef[]
  /** Names of the select list so far, `*` for all of a table's. */
  outputs: string[]
  expects: SqlPlace['expects']
  /** In a FROM clause a comma brings the next table. */
  isInFrom: boolean
  isInSelectList: boolean
  /** The table just read, to which an alias may be given. */
  aliasable: TableRef | null
  /** The name of the common table expression whose body this is. */
  defines: string | null
  /** Set by `name AS (` in a WITH clause. */
  isInWith: boolean
}

const RELATION_FOLLOWS = new Set('FROM JOIN USING INTO UPDATE TABLE TRUNCATE'.split(' '))
const SET_OPERATIONS = new Set(['UNION', 'INTERSECT', 'EXCEPT'])
/** Words that stand behind a table and are no alias. */
const NO_ALIAS = new Set(
  (
    'WHERE ON INNER LEFT RIGHT FULL CROSS NATURAL OUTER GROUP ORDER HAVING LIMIT OFFSET ' +
    'FETCH WINDOW UNION INTERSECT EXCEPT SET VALUES SELECT RETURNING DEFAULT FOR WITH INDEXED NOT ' +
    'TABLESAMPLE LATERAL WHEN AS ONLY AND OR CASCADE'
  ).split(' '),
)
/** Words that end a FROM clause. */
const CLAUSES = new Set(
  'WHERE GROUP ORDER HAVING LIMIT OFFSET FETCH WINDOW SET VALUES RETURNING SELECT'.split(' '),
)

/**
 * Reads one statement and tells what may stand at `offset`: which tables, aliases and common table
 * expressions are in scope there. A tolerant reader: half-written SQL is the usual case.
 * Leave the word being typed out of `tokens`.
 */
export function placeInSql(tokens: readonly SqlToken[], offset: number): SqlPlace {
  const reader = new ScopeReader()
  let scopeAtOffset: Scope | null = null
  let expects: SqlPlace['expects'] = 'statement'
  let joined: readonly TableRef[] = []
  let outputs: readonly string[] = []
  const arrive = (before: SqlToken | undefined): void => {
    scopeAtOffset = reader.scope
    expects = reader.scope.expects
    outputs = [...reader.scope.outputs]
    if (isWord(before, 'ON')) joined = [...reader.scope.tables]
  }
  tokens.forEach((token, index) => {
    if (!scopeAtOffset && token.start >= offset) arrive(tokens[index - 1])
    reader.read(token, tokens, index)
  })
  if (!scopeAtOffset) arrive(tokens.at(-1))
  return {
    expects,
    joined,
    outputs,
    tables: chain(scopeAtOffset).flatMap((scope) => scope.tables),
    commonTables: chain(scopeAtOffset).flatMap((scope) => scope.commonTables),
  }
}

function chain(scope: Scope | null): Scope[] {
  return scope ? [scope, ...chain(scope.parent)] : []
}

class ScopeReader {
  scope: Scope = newScope(null)
  /** Columns that a common table expression names itself, as in `name (a, b) AS (`. */
  readonly #listed = new WeakMap<Scope, readonly string[]>()

  read(token: SqlToken, tokens: readonly SqlToken[], index: number): void {
    if (token.kind === 'opaque') return
    if (token.text === '(' && token.kind === 'punctuation') this.#open(tokens, index)
    else if (token.text === ')' && token.kind === 'punctuation') this.#close()
    else if (token.text === ',' && token.kind === 'punctuation') this.#comma(tokens[index - 1])
    else if (token.kind === 'word' && this.#keyword(tokens, index)) return
    else this.#name(token, tokens, index)
  }

  #open(tokens: readonly SqlToken[], index: number): void {
    const outer = this.scope
    const isInsertList = outer.expects !== 'relation' && isInsertTarget(tokens, index)
    const inner = newScope(outer)
    if (isInsertList && outer.aliasable) {
      inner.expects = 'insert-columns'
      inner.tables.push(outer.aliasable)
    } else if (outer.isInWith && isWord(tokens[index - 1], 'AS', 'MATERIALIZED')) {
      inner.expects = 'statement'
      inner.defines = definedName(tokens, index)
      const listed = listedColumns(tokens, index)
      if (listed) this.#listed.set(inner, listed)
    } else if (outer.expects === 'relation') inner.expects = 'relation'
    this.scope = inner
  }

  #close(): void {
    const inner = this.scope
    this.#endOutput(inner)
    const outer = inner.parent
    if (!outer) return
    this.scope = outer
    if (inner.defines !== null) {
      outer.commonTables.push(derivedTable(inner.defines, inner, this.#listed.get(inner)))
    } else if (outer.expects === 'relation') {
      outer.aliasable = derivedTable('', inner)
      outer.tables.push(outer.aliasable)
      outer.expects = 'expression'
    }
  }

  #comma(before: SqlToken | undefined): void {
    const { scope } = this
    if (scope.isInFrom) scope.expects = 'relation'
    if (scope.isInSelectList && before) this.#endOutput(scope)
    scope.aliasable = null
  }

  /** Answers whether the word was one that shapes the statement. */
  #keyword(tokens: readonly SqlToken[], index: number): boolean {
    const { scope } = this
    if (tokens[index - 1]?.text === '.') return false
    const word = tokens[index]!.text.toUpperCase()
    if (SET_OPERATIONS.has(word)) {
      this.#endOutput(scope)
      this.scope = nextOfSet(scope)
      return true
    }
    if (RELATION_FOLLOWS.has(word)) return this.#relationFollows(word, tokens, index)
    if (word === 'WITH') scope.isInWith = true
    if (word === 'SELECT') {
      scope.isInSelectList = true
      scope.isInWith = false
    }
    if (CLAUSES.has(word)) scope.isInFrom = false
    else if (!NO_ALIAS.has(word)) return false
    if (word === 'AS' || word === 'ONLY' || word === 'LATERAL') return true
    if (scope.expects !== 'relation' || CLAUSES.has(word)) scope.expects = 'expression'
    scope.aliasable = null
    return true
  }

  #relationFollows(word: string, tokens: readonly SqlToken[], index: number): boolean {
    const { scope } = this
    const before = tokens[index - 1]
    if (word === 'FROM') {
      // EXTRACT(year FROM t) and IS DISTINCT FROM bring no table.
      const isOfFunction = scope.parent && !scope.isInSelectList && !isWord(before, 'DELETE')
      if (isOfFunction || isWord(before, 'DISTINCT')) return false
      this.#endOutput(scope)
    }
    const opensStatement = !before || before.text === '(' || before.text === ')'
    if (word === 'UPDATE' && !opensStatement) return false // FOR UPDATE, DO UPDATE
    if (word === 'USING' && (!scope.isInFrom || tokens[index + 1]?.text === '(')) {
      scope.aliasable = null
      return true
    }
    scope.isInFrom = word !== 'INTO' && word !== 'TABLE'
    scope.isInSelectList = false
    scope.expects = 'relation'
    scope.aliasable = null
    return true
  }

  #name(token: SqlToken, tokens: readonly SqlToken[], index: number): void {
    const { scope } = this
    const isName = token.kind === 'word' || token.kind === 'quoted'
    if (scope.expects === 'statement') scope.expects = 'expression'
    if (!isName) {
      if (token.text !== '.') scope.aliasable = null
      if (token.text === '*' && scope.isInSelectList && isAllColumns(tokens[index - 1]))
        scope.outputs.push('*')
      return
    }
    if (scope.isInSelectList) this.#lastName = token.text
    if (scope.expects === 'relation') {
      if (tokens[index + 1]?.text === '.') return
      scope.aliasable = tableRef(token, tokens, index)
      scope.tables.push(scope.aliasable)
      scope.expects = 'expression'
    } else if (scope.aliasable) {
      const aliased = { ...scope.aliasable, alias: token.text }
      scope.tables = scope.tables.map((table) => (table === scope.aliasable ? aliased : table))
      scope.aliasable = null
    }
  }

  #lastName: string | null = null

  #endOutput(scope: Scope): void {
    if (scope.isInSelectList && this.#lastName !== null) scope.outputs.push(this.#lastName)
    this.#lastName = null
  }
}

const newScope = (parent: Scope | null): Scope => ({
  parent,
  tables: [],
  commonTables: [],
  outputs: [],
  expects: parent ? 'expression' : 'statement',
  isInFrom: false,
  isInSelectList: false,
  aliasable: null,
  defines: null,
  isInWith: false,
})

/** The next query of a UNION: tables of its own, but the same surroundings. */
const nextOfSet = ({ parent, commonTables, defines, outputs }: Scope): Scope => ({
  ...newScope(parent),
  commonTables,
  defines,
  outputs,
  expects: 'statement',
})

/** What a subquery gives: its named columns, and for a `*` all of its tables'. */
function derivedTable(
  name: string,
  { outputs, tables }: Scope,
  listed?: readonly string[],
): TableRef {
  if (listed) return { schema: null, name, alias: null, derived: { columns: listed, allOf: [] } }
  const columns = outputs.filter((output) => output !== '*')
  const allOf = columns.length < outputs.length ? tables : []
  return { schema: null, name, alias: null, derived: { columns: [...new Set(columns)], allOf } }
}

function tableRef(token: SqlToken, tokens: readonly SqlToken[], index: number): TableRef {
  const isQualified = tokens[index - 1]?.text === '.'
  const schema = isQualified ? (tokens[index - 2]?.text ?? null) : null
  return { schema, name: token.text, alias: null, derived: null }
}

const isWord = (token: SqlToken | undefined, ...words: string[]): boolean =>
  token?.kind === 'word' && words.includes(token.text.toUpperCase())

/** A `*` that stands for columns, not for a product. */
const isAllColumns = (before: SqlToken | undefined): boolean =>
  isWord(before, 'SELECT', 'DISTINCT') || before?.text === ',' || before?.text === '.'

/** Whether the parenthesis at `index` is the column list of `INSERT INTO [schema.]table (`. */
function isInsertTarget(tokens: readonly SqlToken[], index: number): boolean {
  const beforeName = tokens[index - 2]?.text === '.' ? index - 4 : index - 2
  return isWord(tokens[beforeName], 'INTO')
}

/** The `name` of `name AS (`, `name (columns) AS (` or `name AS MATERIALIZED (`. */
function definedName(tokens: readonly SqlToken[], parenthesis: number): string | null {
  let at = parenthesis - 1
  while (isWord(tokens[at], 'AS', 'MATERIALIZED', 'NOT')) at--
  if (tokens[at]?.text === ')') {
    while (at >= 0 && tokens[at]?.text !== '(') at--
    at--
  }
  return tokens[at]?.text ?? null
}

/** The columns of `name (a, b) AS (`; null where none are listed. */
function listedColumns(tokens: readonly SqlToken[], parenthesis: number): string[] | null {
  let at = parenthesis - 1
  while (isWord(tokens[at], 'AS', 'MATERIALIZED', 'NOT')) at--
  if (tokens[at]?.text !== ')') return null
  const columns: string[] = []
  for (at--; at >= 0 && tokens[at]!.text !== '('; at--)
    if (tokens[at]!.kind !== 'punctuation') columns.unshift(tokens[at]!.text)
  return columns
}
