/** Of the tables that keep the columns of table types. */
export const TABLE_TYPE_PREFIX = 'TT_'

/** What `CREATE TYPE … FROM …` says. */
export type AliasText = { readonly base: string; readonly isNullable: boolean }

export function parseAlias(sql: string): AliasText | null {
  const [, base, no] = /\bfrom\s+(\w+(?:\s*\([^)]*\))?)\s*(not\s+null)?/i.exec(sql) ?? []
  return base === undefined ? null : { base, isNullable: no === undefined }
}

/** The lines of `CREATE TYPE … AS TABLE (…)`. */
export const tableLines = (sql: string): string | null =>
  /\bas\s+table\s*(\([\s\S]*\))/i.exec(sql)?.[1] ?? null

/** Where a sequence does not say otherwise, as for a bigint. */
export function parseSequence(sql: string) {
  const read = (word: string) => new RegExp(String.raw`\b${word}\s+(-?\d+)`, 'i').exec(sql)?.[1]
  const least = read('minvalue') ?? '-9223372036854775808'
  return {
    type: /\bas\s+(\w+)/i.exec(sql)?.[1]?.toLowerCase() ?? 'bigint',
    start_value: read('start\\s+with') ?? least,
    increment: read('increment\\s+by') ?? '1',
    minimum_value: least,
    maximum_value: read('maxvalue') ?? '9223372036854775807',
    is_cycling: /(?<!no\s)\bcycle\b/i.test(sql) ? 1 : 0,
    is_cached: /\bno\s+cache\b/i.test(sql) ? 0 : 1,
    cache_size: Number(read('cache') ?? 0) || null,
  }
}
