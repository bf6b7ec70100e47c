/** A type of T-SQL. `length` in characters or bytes, as it is written; -1: max. */
export type ServerType = {
  readonly name: string
  readonly length: number
  readonly precision: number
  readonly scale: number
}

/** What SQLite gives and takes. */
export type Value = null | bigint | number | string | Buffer

const WRITTEN =
  /^\s*\[?(?:sys\.)?([a-z_0-9]+?)(?:_text)?\]?\s*(?:\(\s*(-?\w+)\s*(?:,\s*(\d+)\s*)?\))?\s*$/i

const ALIASES: Readonly<Record<string, string>> = {
  integer: 'int',
  numeric: 'decimal',
  dec: 'decimal',
  sysname: 'nvarchar',
  'double precision': 'float',
}

/** A type as it stands in CREATE TABLE, CAST or the declaration of a parameter. */
export function parseType(text: string): ServerType | null {
  const [, written, first, second] = WRITTEN.exec(text) ?? []
  if (written === undefined) return null
  const lower = written.toLowerCase()
  const name = ALIASES[lower] ?? lower
  const number = first === undefined ? undefined : /^max$|^-1$/i.test(first) ? -1 : Number(first)
  switch (name) {
    case 'decimal':
      return typeOf(name, 0, number ?? 18, Number(second ?? 0))
    case 'time':
    case 'datetime2':
    case 'datetimeoffset':
      return typeOf(name, 0, 0, number ?? 7)
    case 'char':
    case 'nchar':
    case 'varchar':
    case 'nvarchar':
    case 'binary':
    case 'varbinary':
      return typeOf(name, number ?? (lower === 'sysname' ? 128 : 30))
    case 'int':
    case 'bigint':
    case 'smallint':
    case 'tinyint':
    case 'bit':
    case 'real':
    case 'float':
    case 'money':
    case 'smallmoney':
    case 'date':
    case 'datetime':
    case 'smalldatetime':
    case 'uniqueidentifier':
    case 'text':
    case 'ntext':
    case 'image':
    case 'xml':
      return typeOf(name)
    default:
      return null
  }
}

export const typeOf = (name: string, length = 0, precision = 0, scale = 0): ServerType => ({
  name,
  length,
  precision,
  scale,
})

/** The type of a value whose expression tells nothing. */
export function typeOfValue(value: Value): ServerType {
  if (typeof value === 'bigint')
    return typeOf(BigInt.asIntN(32, value) === value ? 'int' : 'bigint')
  if (typeof value === 'number') return typeOf('float')
  if (typeof value === 'string') return typeOf('nvarchar', -1)
  return value === null ? typeOf('int') : typeOf('varbinary', -1)
}

/**
 * The type's name in SQLite. Decimals are kept as text there: SQLite would make doubles of them.
 */
export function sqliteType(text: string): string {
  const type = parseType(text)
  if (!type) return text
  const bare = text.replace(/\(\s*max\s*\)/i, '(-1)')
  return /^\s*(decimal|numeric|dec|money|smallmoney)/i.test(bare)
    ? bare.replace(/^\s*(\w+)/, '$1_text')
    : bare
}
