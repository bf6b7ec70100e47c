import type { BuiltInSnippet } from '../../../contract/drivers.ts'
import { DELETE, SELECT, SELECT_GROUPS, UPDATE, UPSERT, WITH } from '../snippets.ts'

/** How the functions are called that are used most: https://www.postgresql.org/docs/18/functions.html. One a line. */
export const SIGNATURES: readonly string[] = `
  abs(number)
  age(timestamp, timestamp)
  array_agg(value order by …)
  array_append(array, element)
  array_length(array, dimension)
  array_position(array, element)
  array_remove(array, element)
  array_to_string(array, delimiter, null_string)
  avg(number)
  bool_and(boolean)
  bool_or(boolean)
  btrim(text, characters)
  cast(value as type)
  ceil(number)
  char_length(text)
  coalesce(value, …)
  concat(value, …)
  concat_ws(separator, value, …)
  count(value)
  cume_dist()
  date_bin(stride, source, origin)
  date_part(field, source)
  date_trunc(field, source, zone)
  dense_rank()
  extract(field from source)
  first_value(value)
  floor(number)
  format(format, value, …)
  gen_random_uuid()
  generate_series(start, stop, step)
  generate_subscripts(array, dimension)
  greatest(value, …)
  initcap(text)
  json_agg(value)
  json_build_object(key, value, …)
  jsonb_agg(value)
  jsonb_array_elements(jsonb)
  jsonb_build_object(key, value, …)
  jsonb_each(jsonb)
  jsonb_each_text(jsonb)
  jsonb_object_agg(key, value)
  jsonb_object_keys(jsonb)
  jsonb_path_query(target, path, vars)
  jsonb_set(target, path, new_value, create_if_missing)
  lag(value, offset, default)
  last_value(value)
  lead(value, offset, default)
  least(value, …)
  left(text, n)
  length(text)
  lower(text)
  lpad(text, length, fill)
  ltrim(text, characters)
  make_date(year, month, day)
  make_interval(years, months, weeks, days, hours, mins, secs)
  max(value)
  md5(text)
  min(value)
  mod(dividend, divisor)
  now()
  nth_value(value, n)
  ntile(buckets)
  nullif(value, other)
  overlay(text placing new from start for count)
  percent_rank()
  percentile_cont(fraction)
  percentile_disc(fraction)
  pg_cancel_backend(pid)
  pg_size_pretty(bytes)
  pg_sleep(seconds)
  pg_terminate_backend(pid)
  pg_total_relation_size(relation)
  position(substring in text)
  power(base, exponent)
  random()
  rank()
  regexp_match(text, pattern, flags)
  regexp_matches(text, pattern, flags)
  regexp_replace(text, pattern, replacement, flags)
  regexp_split_to_table(text, pattern, flags)
  repeat(text, number)
  replace(text, from, to)
  reverse(text)
  right(text, n)
  round(number, places)
  row_number()
  row_to_json(record)
  rpad(text, length, fill)
  rtrim(text, characters)
  setval(sequence, value, is_called)
  split_part(text, delimiter, n)
  sqrt(number)
  starts_with(text, prefix)
  string_agg(value, delimiter)
  string_to_array(text, delimiter, null_string)
  strpos(text, substring)
  substr(text, start, count)
  substring(text from start for count)
  sum(number)
  to_char(value, format)
  to_date(text, format)
  to_json(value)
  to_jsonb(value)
  to_number(text, format)
  to_timestamp(seconds)
  translate(text, from, to)
  trim(text)
  trunc(number, places)
  unnest(array)
  upper(text)
  width_bucket(operand, low, high, count)`
  .trim()
  .split(/\s*\n\s*/)

export const SNIPPETS: readonly BuiltInSnippet[] = [
  SELECT,
  SELECT_GROUPS,
  {
    prefix: 'ins',
    name: 'insert into … returning',
    text: 'insert into ${1:table} (${2:columns})\nvalues (${3:values})\nreturning ${0:*}',
  },
  UPSERT,
  UPDATE,
  DELETE,
  WITH,
  {
    prefix: 'rec',
    name: 'with recursive … as',
    text: 'with recursive ${1:tree} as (\n  select ${2:id}, 1 as depth from ${3:table} where ${4:parent_id} is null\n  union all\n  select child.${2:id}, depth + 1 from ${3:table} child join ${1:tree} on child.${4:parent_id} = ${1:tree}.${2:id}\n)\nselect * from ${1:tree}$0',
  },
  {
    prefix: 'ctab',
    name: 'create table',
    text: 'create table ${1:name} (\n  id bigint generated always as identity primary key,\n  ${2:name text not null}$0\n)',
  },
  {
    prefix: 'cidx',
    name: 'create index concurrently',
    text: 'create index concurrently ${1:name} on ${2:table} (${3:columns})$0',
  },
  { prefix: 'do', name: 'do block', text: 'do $$\nbegin\n  ${0:null;}\nend\n$$' },
]
