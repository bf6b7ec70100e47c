/** What a column holds, in a word that databases of different makes share. */
export type GeneralType =
  | 'whole number'
  | 'decimal'
  | 'real'
  | 'text'
  | 'yes or no'
  | 'date'
  | 'time'
  | 'timestamp'
  | 'bytes'
  | 'uuid'
  | 'json'
  | 'xml'
  | 'other'

const RULES: readonly (readonly [RegExp, GeneralType])[] = [
  [/^(uuid|uniqueidentifier)\b/, 'uuid'],
  [/^jsonb?\b|^json_text\b/, 'json'],
  [/^xml\b/, 'xml'],
  [/^(bool|boolean|bit)\b(?!\s*varying)/, 'yes or no'],
  [/^(timestamp|datetime|datetime2|smalldatetime|datetimeoffset|timestamptz)\b/, 'timestamp'],
  [/^date\b/, 'date'],
  [/^time(tz)?\b/, 'time'],
  [/^(bytea|blob|binary|varbinary|image|rowversion)\b/, 'bytes'],
  [/^(numeric|decimal|money|smallmoney|decimal_text|number)\b/, 'decimal'],
  [/^(real|float\d*|double)\b/, 'real'],
  [/^(?:tiny|small|medium|big)?int(?:eger|\d*)\b|^serial|^(big|small)serial/, 'whole number'],
  [/char|text|clob|citext|^name\b|string/, 'text'],
]

export function generalType(serverType: string): GeneralType {
  const type = serverType.toLowerCase()
  return RULES.find(([pattern]) => pattern.test(type))?.[1] ?? 'other'
}
