import type { BuiltInSnippet } from '../../../contract/drivers.ts'

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
  {
    prefix: 'sel',
    name: 'select … from …',
    text: 'select ${1:*}\nfrom ${2:table}\nwhere ${0:true}',
  },
  {
    prefix: 'selg',
    name: 'select … group by …',
    text: 'select ${2:column}, count(*)\nfrom ${1:table}\ngroup by ${2:column}\norder by 2 desc$0',
  },
  {
    prefix: 'ins',
    name: 'insert into … values',
    text: 'insert into ${1:table} (${2:columns})\nvalues (${0:values})',
  },
  {
    prefix: 'ups',
    name: 'insert … on conflict do update',
    text: 'insert into ${1:table} (${2:columns})\nvalues (${3:values})\non conflict (${4:key}) do update set ${5:column} = excluded.${5:column}$0',
  },
  {
    prefix: 'upd',
    name: 'update … set … where',
    text: 'update ${1:table}\nset ${2:column} = ${3:value}\nwhere ${0:condition}',
  },
  {
    prefix: 'del',
    name: 'delete from … where',
    text: 'delete from ${1:table}\nwhere ${0:condition}',
  },
  {
    prefix: 'cte',
    name: 'with … as',
    text: 'with ${1:name} as (\n  ${2:select 1}\n)\nselect * from ${1:name}$0',
  },
  {
    prefix: 'ctab',
    name: 'create table … strict',
    text: 'create table ${1:name} (\n  id integer primary key,\n  ${2:name text not null}$0\n) strict',
  },
]
