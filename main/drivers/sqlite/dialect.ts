import type { ColumnType } from '../../../contract/columns.ts'
import type { Dialect } from '../driver.ts'
import { SIGNATURES, SNIPPETS } from './editorHelp.ts'
import { edits } from './edits.ts'
import { objectWriter } from './objects.ts'
import { sessionChange } from './statementCommand.ts'

/** How SQLite 3.5x writes things. */
export const dialect: Dialect = {
  splitter: 'sqlite',
  identifierQuote: ['"', '"'],
  plainIdentifier: '^[A-Za-z_][A-Za-z0-9_$]*$',
  // https://www.sqlite.org/lang_keywords.html
  keywords: words(`
    ABORT ACTION ADD AFTER ALL ALTER ALWAYS ANALYZE AND AS ASC ATTACH AUTOINCREMENT BEFORE BEGIN
    BETWEEN BY CASCADE CASE CAST CHECK COLLATE COLUMN COMMIT CONFLICT CONSTRAINT CREATE CROSS
    CURRENT CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP DATABASE DEFAULT DEFERRABLE DEFERRED DELETE
    DESC DETACH DISTINCT DO DROP EACH ELSE END ESCAPE EXCEPT EXCLUDE EXCLUSIVE EXISTS EXPLAIN FAIL
    FILTER FIRST FOLLOWING FOR FOREIGN FROM FULL GENERATED GLOB GROUP GROUPS HAVING IF IGNORE
    IMMEDIATE IN INDEX INDEXED INITIALLY INNER INSERT INSTEAD INTERSECT INTO IS ISNULL JOIN KEY LAST
    LEFT LIKE LIMIT MATCH MATERIALIZED NATURAL NO NOT NOTHING NOTNULL NULL NULLS OF OFFSET ON OR
    ORDER OTHERS OUTER OVER PARTITION PLAN PRAGMA PRECEDING PRIMARY QUERY RAISE RANGE RECURSIVE
    REFERENCES REGEXP REINDEX RELEASE RENAME REPLACE RESTRICT RETURNING RIGHT ROLLBACK ROW ROWS
    SAVEPOINT SELECT SET STRICT TABLE TEMP TEMPORARY THEN TIES TO TRANSACTION TRIGGER UNBOUNDED
    UNION UNIQUE UPDATE USING VACUUM VALUES VIEW VIRTUAL WHEN WHERE WINDOW WITH WITHIN WITHOUT`),
  // https://www.sqlite.org/lang_corefunc.html and its neighbours on dates, aggregates, windows,
  // mathematics and JSON
  functions: words(`
    abs acos acosh asin asinh atan atan2 atanh avg bm25 ceil ceiling changes char coalesce concat
    concat_ws cos cosh count cume_dist date datetime degrees dense_rank exp first_value floor format
    glob group_concat hex highlight if ifnull iif instr json json_array json_array_insert
    json_array_length json_each json_error_position json_extract json_group_array
    json_group_object json_insert json_object json_patch json_pretty json_quote json_remove
    json_replace json_set json_tree json_type json_valid jsonb jsonb_array jsonb_each jsonb_extract
    jsonb_group_array jsonb_group_object jsonb_insert jsonb_object jsonb_patch jsonb_remove
    jsonb_replace jsonb_set jsonb_tree julianday lag last_insert_rowid last_value lead length like
    likelihood likely ln log log10 log2 lower ltrim max median min mod nth_value ntile nullif
    octet_length percent_rank percentile percentile_cont percentile_disc pi pow power printf quote
    radians random randomblob rank replace round row_number rtrim sign sin sinh snippet soundex sqlite_source_id
    sqlite_version sqrt strftime string_agg substr substring subtype sum tan tanh time timediff
    total total_changes trim trunc typeof unhex unicode unistr unistr_quote unixepoch unlikely upper
    zeroblob`),
  signatures: SIGNATURES,
  snippets: SNIPPETS,
  parameters: { marks: ['@', '$', '?'], sentAs: '?', fractions: 'real' },
  literals: {
    booleans: ['0', '1'],
    textPrefix: '',
    bytes: ["X'", "'"],
    // The tokenizer ends at NUL. Bytes become text in the database's encoding, UTF-8 by default.
    textWithNul: ["CAST(X'", "' AS TEXT)"],
    // https://www.sqlite.org/quirks.html: no literal for infinity, but this overflows to it.
    reals: {
      nan: "'NaN'",
      infinity: '9e999',
      negativeInfinity: '-9e999',
      negativeZero: '-0.0',
      needs: 'point',
    },
    // https://www.sqlite.org/datatype3.html, 3: a decimal is read as a double.
    decimalDigits: 15,
    utcOffset: '+00',
    maxInsertRows: null,
  },
  edits,
  objects: objectWriter(quoteIdentifier),
  quoteIdentifier,
  selectAll: (schema, name) => `select * from ${quoteIdentifier(schema)}.${quoteIdentifier(name)}`,
  typeFor,
  sessionChange,
  transaction: {
    begin: 'begin immediate',
    // https://www.sqlite.org/lang_transaction.html: when the lock is taken.
    beginAt: {
      deferred: 'begin deferred',
      immediate: 'begin immediate',
      exclusive: 'begin exclusive',
    },
    commit: 'commit',
    rollback: 'rollback',
    savepoint: {
      set: (name) => `savepoint ${quoteIdentifier(name)}`,
      rollbackTo: (name) => `rollback to ${quoteIdentifier(name)}`,
      release: (name) => `release ${quoteIdentifier(name)}`,
    },
  },
}

/** Decimals of more digits would be rounded to a double by a column of numbers. */
const EXACT_DIGITS = 15

/** Names whose affinity keeps the values (https://www.sqlite.org/datatype3.html, 3.1). */
function typeFor(type: ColumnType): string {
  switch (type.kind) {
    case 'bool':
      return 'BOOLEAN'
    case 'int16':
    case 'int32':
    case 'int64':
      return 'INTEGER'
    case 'float32':
    case 'float64':
      return 'REAL'
    case 'decimal': {
      const name = type.precision <= EXACT_DIGITS ? 'NUMERIC' : 'DECIMAL_TEXT'
      return `${name}(${type.precision},${type.scale})`
    }
    case 'date':
    case 'time':
      return type.kind.toUpperCase()
    case 'timestamp':
      return type.zone === null ? 'DATETIME' : 'TIMESTAMP'
    case 'binary':
      return 'BLOB'
    case 'text':
      if (type.mark === 'decimal') return 'DECIMAL_TEXT'
      return type.mark === 'json' ? 'JSON_TEXT' : 'TEXT'
    // No type name keeps every storage class but BLOB, and none at all.
    case 'any':
      return 'BLOB'
  }
}

export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

function words(text: string): string[] {
  return text.trim().split(/\s+/)
}
