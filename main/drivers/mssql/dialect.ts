import type { ColumnType, TimeUnit } from '../../../contract/columns.ts'
import type { Dialect } from '../driver.ts'
import { SIGNATURES, SNIPPETS } from './editorHelp.ts'
import { edits } from './edits.ts'
import { objectWriter } from './objects.ts'
import { sessionChange } from './sql/sessionChange.ts'
import { FUNCTIONS, KEYWORDS, RESERVED } from './keywords.ts'

const PLAIN_IDENTIFIER = '^[A-Za-z_][A-Za-z0-9_@#$]*$'
const plainIdentifier = new RegExp(PLAIN_IDENTIFIER)

export const dialect: Dialect = {
  splitter: 'mssql',
  rowLimit: 'fetch',
  identifierQuote: ['[', ']'],
  plainIdentifier: PLAIN_IDENTIFIER,
  keywords: KEYWORDS,
  functions: FUNCTIONS,
  signatures: SIGNATURES,
  snippets: SNIPPETS,
  callsWithSchema: true,
  parameters: { marks: ['@'], sentAs: '@p', fractions: 'text' },
  literals: {
    booleans: ['0', '1'],
    textPrefix: 'N',
    bytes: ['0x', ''],
    textWithNul: null,
    // The server keeps no such reals, and says so when it reads these.
    reals: {
      nan: "'NaN'",
      infinity: "'Infinity'",
      negativeInfinity: "'-Infinity'",
      negativeZero: '-0e0',
      // https://learn.microsoft.com/sql/t-sql/data-types/constants-transact-sql: without one it is a decimal.
      needs: 'exponent',
    },
    decimalDigits: 38,
    utcOffset: ' +00:00',
    // https://learn.microsoft.com/sql/t-sql/queries/table-value-constructor-transact-sql
    maxInsertRows: 1_000,
  },
  sessionChange,
  transaction: {
    begin: 'BEGIN TRANSACTION',
    commit: 'COMMIT TRANSACTION',
    rollback: 'ROLLBACK TRANSACTION',
    savepoint: {
      set: (name) => `SAVE TRANSACTION ${quoteIdentifier(name)}`,
      rollbackTo: (name) => `ROLLBACK TRANSACTION ${quoteIdentifier(name)}`,
      release: () => '',
    },
  },
  edits,
  objects: objectWriter(quoteIdentifier),
  quoteIdentifier,
  typeFor,
  selectAll: (schema, name) => `SELECT * FROM ${quoteIdentifier(schema)}.${quoteIdentifier(name)}`,
}

export function quoteIdentifier(name: string): string {
  if (plainIdentifier.test(name) && !RESERVED.has(name.toLowerCase())) return name
  return `[${name.replaceAll(']', ']]')}]`
}

/** Texts of any length: what a mark says of them need not fit the type of that name. */
function typeFor(type: ColumnType): string {
  switch (type.kind) {
    case 'bool':
      return 'bit'
    case 'int16':
      return 'smallint'
    case 'int32':
      return 'int'
    case 'int64':
      return 'bigint'
    case 'float32':
      return 'real'
    case 'float64':
      return 'float'
    case 'decimal':
      return `decimal(${type.precision},${type.scale})`
    case 'date':
      return 'date'
    case 'time':
      return `time(${placesOf(type)})`
    case 'timestamp':
      return `${type.zone === null ? 'datetime2' : 'datetimeoffset'}(${placesOf(type)})`
    case 'binary':
      return 'varbinary(max)'
    case 'text':
      return type.mark === 'uuid' ? 'uniqueidentifier' : 'nvarchar(max)'
    case 'any':
      return 'nvarchar(max)'
  }
}

/** The server keeps no more than 100 ns. */
const placesOf = ({ unit }: { readonly unit: TimeUnit }): number => (unit === 'us' ? 6 : 7)
