import { Scanner } from '../../../contract/sql/Scanner.ts'

/** What SQLite keeps of a table in its text only. */
export type CreateTableText = {
  /** By the name in lower case. */
  readonly columns: ReadonlyMap<
    string,
    { readonly generated: string | null; readonly collation: string | null }
  >
  /** `CHECK (…)` of columns and table, in order. */
  readonly checks: readonly { readonly name: string | null; readonly definition: string }[]
  /** What stands behind the parenthesis, such as `STRICT`. */
  readonly options: string
}

type Token = {
  readonly text: string
  readonly from: number
  readonly to: number
  readonly depth: number
}

/** Reads the text as SQLite has checked it; of another one it tells what it can make out. */
export function parseCreateTable(sql: string): CreateTableText {
  const tokens = tokensOf(sql)
  const open = tokens.findIndex(({ text }) => text === '(')
  const close = tokens.findLastIndex(({ text, depth }) => text === ')' && depth === 0)
  if (open < 0 || close < open) return { columns: new Map(), checks: [], options: '' }
  const columns = new Map<string, { generated: string | null; collation: string | null }>()
  const checks: { name: string | null; definition: string }[] = []
  for (const item of itemsOf(tokens.slice(open + 1, close))) {
    checks.push(...checksOf(sql, item))
    if (!TABLE_CONSTRAINT.test(item[0]?.text ?? ''))
      columns.set(unquote(item[0]?.text ?? '').toLowerCase(), columnOf(sql, item))
  }
  const behind = tokens.slice(close + 1).map(({ text }) => text.toUpperCase())
  return { columns, checks, options: behind.join(' ').replaceAll(' ,', ',') }
}

const TABLE_CONSTRAINT = /^(constraint|primary|unique|check|foreign)$/i

/** Without space and comments. A parenthesis has the depth of what stands around it. */
function tokensOf(sql: string): Token[] {
  const scanner = new Scanner(sql, 'sqlite')
  const tokens: Token[] = []
  let depth = 0
  while (scanner.next()) {
    const { kind, text, from, to } = scanner
    if (kind === 'space' || kind === 'comment' || kind === 'semicolon') continue
    if (kind === 'close') depth--
    tokens.push({ text, from, to, depth })
    if (kind === 'open') depth++
  }
  return tokens
}

/** What the commas of the outermost level part. */
function itemsOf(tokens: readonly Token[]): Token[][] {
  const items: Token[][] = [[]]
  for (const token of tokens)
    if (token.text === ',' && token.depth === 1) items.push([])
    else items.at(-1)!.push(token)
  return items.filter((item) => item.length > 0)
}

function columnOf(sql: string, item: readonly Token[]) {
  const collate = item.findIndex(({ text, depth }) => depth === 1 && /^collate$/i.test(text))
  const as = item.findIndex(
    ({ text, depth }, at) => depth === 1 && /^as$/i.test(text) && item[at + 1]?.text === '(',
  )
  const isCounted = item.some(({ text, depth }) => depth === 1 && /^autoincrement$/i.test(text))
  return {
    collation: collate < 0 ? null : (item[collate + 1]?.text ?? null),
    generated: as < 0 ? (isCounted ? 'AUTOINCREMENT' : null) : generatedText(sql, item, as),
  }
}

function generatedText(sql: string, item: readonly Token[], as: number): string {
  const end = endOfParenthesis(item, as + 1)
  const isStored = /^stored$/i.test(item[end]?.text ?? '')
  return `GENERATED ALWAYS AS ${between(sql, item.slice(as + 1, end))} ${isStored ? 'STORED' : 'VIRTUAL'}`
}

function checksOf(sql: string, item: readonly Token[]) {
  return item.flatMap(({ text, depth }, at) => {
    if (depth !== 1 || !/^check$/i.test(text) || item[at + 1]?.text !== '(') return []
    const isNamed = /^constraint$/i.test(item[at - 2]?.text ?? '')
    const expression = between(sql, item.slice(at + 1, endOfParenthesis(item, at + 1)))
    const name = isNamed ? unquote(item[at - 1]!.text) : null
    return [{ name, definition: `CHECK ${expression}` }]
  })
}

/** The place behind the parenthesis that opens at `at`. */
function endOfParenthesis(item: readonly Token[], at: number): number {
  const { depth } = item[at]!
  const close = item.findIndex((token, index) => {
    return index > at && token.text === ')' && token.depth === depth
  })
  return close < 0 ? item.length : close + 1
}

/** As it was written. */
const between = (sql: string, tokens: readonly Token[]): string =>
  sql.slice(tokens[0]?.from, tokens.at(-1)?.to)

function unquote(name: string): string {
  const quote = name[0] ?? ''
  if (!'"`[\''.includes(quote) || quote === '') return name
  const close = quote === '[' ? ']' : quote
  return name.slice(1, -1).replaceAll(close + close, close)
}
