import type { BuiltInSnippet } from '../../../contract/drivers.ts'
import { DELETE, SELECT, SELECT_GROUPS, UPDATE, UPSERT, WITH } from '../snippets.ts'

/** How the functions are called that are used most: https://www.sqlite.org/lang_corefunc.html and its neighbours. One a line. */
export const SIGNATURES: readonly string[] = `
  abs(number)
  avg(number)
  changes()
  char(codepoint, …)
  coalesce(value, …)
  concat(value, …)
  concat_ws(separator, value, …)
  count(value)
  cume_dist()
  date(time, modifier, …)
  datetime(time, modifier, …)
  dense_rank()
  first_value(value)
  format(format, value, …)
  glob(pattern, text)
  group_concat(value, separator)
  hex(value)
  ifnull(value, replacement)
  iif(condition, if_true, if_false)
  instr(text, substring)
  json(json)
  json_array(value, …)
  json_array_length(json, path)
  json_each(json, path)
  json_extract(json, path, …)
  json_group_array(value)
  json_group_object(name, value)
  json_insert(json, path, value, …)
  json_object(name, value, …)
  json_patch(json, patch)
  json_remove(json, path, …)
  json_replace(json, path, value, …)
  json_set(json, path, value, …)
  json_tree(json, path)
  json_type(json, path)
  json_valid(json)
  julianday(time, modifier, …)
  lag(value, offset, default)
  last_insert_rowid()
  last_value(value)
  lead(value, offset, default)
  length(text)
  like(pattern, text, escape)
  lower(text)
  ltrim(text, characters)
  max(value, …)
  median(number)
  min(value, …)
  mod(dividend, divisor)
  nth_value(value, n)
  ntile(buckets)
  nullif(value, other)
  octet_length(value)
  percent_rank()
  percentile(number, percent)
  pow(base, exponent)
  printf(format, value, …)
  quote(value)
  random()
  randomblob(bytes)
  rank()
  replace(text, from, to)
  round(number, places)
  row_number()
  rtrim(text, characters)
  sign(number)
  sqrt(number)
  strftime(format, time, modifier, …)
  string_agg(value, separator)
  substr(text, start, length)
  substring(text, start, length)
  sum(number)
  time(time, modifier, …)
  timediff(time, time)
  total(number)
  trim(text, characters)
  trunc(number)
  typeof(value)
  unhex(text, ignored)
  unicode(text)
  unixepoch(time, modifier, …)
  upper(text)
  zeroblob(bytes)`
  .trim()
  .split(/\s*\n\s*/)

export const SNIPPETS: readonly BuiltInSnippet[] = [
  SELECT,
  SELECT_GROUPS,
  {
    prefix: 'ins',
    name: 'insert into … values',
    text: 'insert into ${1:table} (${2:columns})\nvalues (${0:values})',
  },
  UPSERT,
  UPDATE,
  DELETE,
  WITH,
  {
    prefix: 'ctab',
    name: 'create table … strict',
    text: 'create table ${1:name} (\n  id integer primary key,\n  ${2:name text not null}$0\n) strict',
  },
]
