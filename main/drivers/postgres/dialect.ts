import type { ColumnType, TextMark } from '../../../contract/columns.ts'
import type { Dialect } from '../driver.ts'
import { SIGNATURES, SNIPPETS } from './editorHelp.ts'
import { edits } from './edits.ts'
import { objectWriter } from './objects.ts'
import { sessionChange } from './sql/sessionChange.ts'
import { FUNCTIONS, KEYWORDS, RESERVED } from './keywords.ts'

/** Lower case throughout: what stands without quotes is folded to it. */
const PLAIN_IDENTIFIER = '^[a-z_][a-z0-9_$]*$'
const plainIdentifier = new RegExp(PLAIN_IDENTIFIER)

export const dialect: Dialect = {
  splitter: 'postgres',
  identifierQuote: ['"', '"'],
  plainIdentifier: PLAIN_IDENTIFIER,
  keywords: KEYWORDS,
  functions: FUNCTIONS,
  signatures: SIGNATURES,
  snippets: SNIPPETS,
  parameters: { marks: ['$'], sentAs: '$', fractions: 'text' },
  literals: {
    booleans: ['false', 'true'],
    textPrefix: '',
    bytes: ["'\\x", "'"],
    textWithNul: null,
    // Quoted, since a bare -0 is an integer's; the column's type reads them.
    reals: {
      nan: "'NaN'",
      infinity: "'Infinity'",
      negativeInfinity: "'-Infinity'",
      negativeZero: "'-0'",
      needs: null,
    },
    decimalDigits: null,
    utcOffset: '+00',
    maxInsertRows: null,
  },
  edits,
  foldsNames: true,
  objects: objectWriter(quoteIdentifier),
  quoteIdentifier,
  selectAll: (schema, name) => `SELECT * FROM ${quoteIdentifier(schema)}.${quoteIdentifier(name)}`,
  typeFor,
  sessionChange,
  useSchema: (schema) => `SET search_path TO ${quoteIdentifier(schema)}, public`,
  transaction: {
    begin: 'BEGIN',
    // https://www.postgresql.org/docs/18/transaction-iso.html: read uncommitted is read committed.
    beginAt: {
      'read committed': 'BEGIN ISOLATION LEVEL READ COMMITTED',
      'repeatable read': 'BEGIN ISOLATION LEVEL REPEATABLE READ',
      serializable: 'BEGIN ISOLATION LEVEL SERIALIZABLE',
    },
    commit: 'COMMIT',
    rollback: 'ROLLBACK',
    savepoint: {
      set: (name) => `SAVEPOINT ${quoteIdentifier(name)}`,
      rollbackTo: (name) => `ROLLBACK TO SAVEPOINT ${quoteIdentifier(name)}`,
      release: (name) => `RELEASE SAVEPOINT ${quoteIdentifier(name)}`,
      refuseWrites: 'SET TRANSACTION READ ONLY',
    },
  },
}

function quoteIdentifier(name: string): string {
  if (plainIdentifier.test(name) && !RESERVED.has(name)) return name
  return `"${name.replaceAll('"', '""')}"`
}

const TYPE_BY_MARK: Partial<Record<TextMark, string>> = {
  decimal: 'numeric',
  date: 'date',
  time: 'time',
  timestamp: 'timestamp',
  interval: 'interval',
  uuid: 'uuid',
  json: 'jsonb',
  xml: 'xml',
}

function typeFor(type: ColumnType): string {
  switch (type.kind) {
    case 'bool':
      return 'boolean'
    case 'int16':
      return 'smallint'
    case 'int32':
      return 'integer'
    case 'int64':
      return 'bigint'
    case 'float32':
      return 'real'
    case 'float64':
      return 'double precision'
    case 'decimal':
      return `numeric(${type.precision},${type.scale})`
    case 'date':
      return 'date'
    case 'binary':
      return 'bytea'
    // Nanoseconds have no type of the server's.
    case 'time':
      return type.unit === 'us' ? 'time' : 'text'
    case 'timestamp':
      if (type.unit === 'ns') return 'text'
      return type.zone === null ? 'timestamp' : 'timestamptz'
    case 'text':
      return (type.mark && TYPE_BY_MARK[type.mark]) ?? 'text'
    case 'any':
      return 'text'
  }
}
