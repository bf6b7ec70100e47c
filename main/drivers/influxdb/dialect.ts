import type { Dialect } from '../driver.ts'

const WORDS =
  `ALL ALTER ANALYZE AND AS ASC BY CARDINALITY CREATE CONTINUOUS DATABASE DATABASES DEFAULT DELETE DESC
  DROP DURATION EVERY EXPLAIN FIELD FILL FOR FROM GRANT GROUP IN INTO KEY KEYS KILL LIMIT MEASUREMENT
  MEASUREMENTS NOT NULL OFFSET ON OR ORDER POLICIES POLICY PRIVILEGES QUERIES QUERY RENAME REPLICATION
  RETENTION REVOKE SELECT SERIES SET SHARD SHARDS SHOW SLIMIT SOFFSET STATS SUBSCRIPTIONS TAG TIME TO TZ
  USER USERS VALUES WHERE WITH`
    .trim()
    .split(/\s+/)

const FUNCTIONS =
  `abs bottom ceil count cumulative_sum derivative difference distinct elapsed first floor integral last
  max mean median min mode moving_average non_negative_derivative now percentile round sample spread
  stddev sum top`
    .trim()
    .split(/\s+/)

export const dialect: Dialect = {
  splitter: 'influx',
  identifierQuote: ['"', '"'],
  plainIdentifier: '^[A-Za-z_][A-Za-z0-9_]*$',
  keywords: WORDS,
  functions: FUNCTIONS,
  quoteIdentifier,
  // A colon is a cast or a record's. In Flux a dollar stands in strings only.
  parameters: {
    marks: ['$'],
    hasColon: false,
    scannedAs: 'influxql',
    sentAs: '$',
    fractions: 'real',
  },
  selectAll: (schema, name) => `SELECT * FROM ${quoteIdentifier(schema)}..${quoteIdentifier(name)}`,
}

/** Always in quotes: which words are keywords differs between the languages. */
export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll(/["\\]/g, '\\$&').replaceAll('\n', '\\n')}"`
}
