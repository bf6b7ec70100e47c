import type { BuiltInSnippet } from '../../../contract/drivers.ts'
import { DELETE, UPDATE } from '../snippets.ts'

/** How the functions are called that are used most: https://learn.microsoft.com/sql/t-sql/functions/functions. One a line. */
export const SIGNATURES: readonly string[] = `
  abs(number)
  avg(number)
  cast(value as type)
  ceiling(number)
  charindex(substring, text, start)
  choose(index, value, …)
  coalesce(value, …)
  concat(value, …)
  concat_ws(separator, value, …)
  convert(type, value, style)
  count(value)
  count_big(value)
  cume_dist()
  datalength(value)
  dateadd(datepart, number, date)
  datediff(datepart, startdate, enddate)
  datediff_big(datepart, startdate, enddate)
  datefromparts(year, month, day)
  datename(datepart, date)
  datepart(datepart, date)
  datetrunc(datepart, date)
  day(date)
  db_id(name)
  db_name(id)
  dense_rank()
  eomonth(date, months)
  first_value(value)
  floor(number)
  format(value, format, culture)
  generate_series(start, stop, step)
  getdate()
  getutcdate()
  greatest(value, …)
  iif(condition, if_true, if_false)
  isdate(value)
  isjson(text)
  isnull(value, replacement)
  isnumeric(value)
  json_modify(json, path, value)
  json_query(json, path)
  json_value(json, path)
  lag(value, offset, default)
  last_value(value)
  lead(value, offset, default)
  least(value, …)
  left(text, count)
  len(text)
  log(number, base)
  lower(text)
  ltrim(text)
  max(value)
  min(value)
  month(date)
  newid()
  ntile(buckets)
  nullif(value, other)
  object_definition(id)
  object_id(name, type)
  object_name(id)
  openjson(json, path)
  parse(text as type using culture)
  patindex(pattern, text)
  percent_rank()
  power(base, exponent)
  quotename(name, quote)
  rand(seed)
  rank()
  replace(text, from, to)
  replicate(text, count)
  reverse(text)
  right(text, count)
  round(number, places, truncate)
  row_number()
  rtrim(text)
  scope_identity()
  sign(number)
  sqrt(number)
  stdev(number)
  str(number, length, decimals)
  string_agg(value, separator)
  string_split(text, separator, ordinal)
  stuff(text, start, length, new)
  substring(text, start, length)
  sum(number)
  switchoffset(datetimeoffset, zone)
  sysdatetime()
  sysdatetimeoffset()
  sysutcdatetime()
  todatetimeoffset(datetime, zone)
  translate(text, from, to)
  trim(text)
  try_cast(value as type)
  try_convert(type, value, style)
  try_parse(text as type using culture)
  unicode(text)
  upper(text)
  var(number)
  year(date)`
  .trim()
  .split(/\s*\n\s*/)

export const SNIPPETS: readonly BuiltInSnippet[] = [
  {
    prefix: 'sel',
    name: 'select top … from …',
    text: 'select top (${1:100}) ${2:*}\nfrom ${3:table}\nwhere ${0:1 = 1}',
  },
  {
    prefix: 'selg',
    name: 'select … group by …',
    text: 'select ${2:column}, count(*) as rows\nfrom ${1:table}\ngroup by ${2:column}\norder by rows desc$0',
  },
  {
    prefix: 'ins',
    name: 'insert into … output',
    text: 'insert into ${1:table} (${2:columns})\noutput inserted.*\nvalues (${0:values})',
  },
  UPDATE,
  DELETE,
  {
    prefix: 'mer',
    name: 'merge into … using',
    text: 'merge into ${1:target} as t\nusing ${2:source} as s on t.${3:id} = s.${3:id}\nwhen matched then update set ${4:column} = s.${4:column}\nwhen not matched then insert (${3:id}, ${4:column}) values (s.${3:id}, s.${4:column});$0',
  },
  {
    prefix: 'cte',
    name: 'with … as',
    text: 'with ${1:name} as (\n  ${2:select 1 as one}\n)\nselect * from ${1:name}$0',
  },
  {
    prefix: 'ctab',
    name: 'create table',
    text: 'create table ${1:dbo}.${2:name} (\n  id bigint identity primary key,\n  ${3:name nvarchar(200) not null}$0\n)',
  },
  {
    prefix: 'try',
    name: 'begin try … catch',
    text: 'begin try\n  ${0:select 1}\nend try\nbegin catch\n  throw;\nend catch',
  },
  {
    prefix: 'page',
    name: 'offset … fetch',
    text: 'order by ${1:id}\noffset ${2:0} rows fetch next ${3:100} rows only$0',
  },
]
