/** From the Transact-SQL reference, "Reserved keywords", and the other words of its statements. */
const words = (text: string): readonly string[] => text.trim().split(/\s+/)

const reserved = words(`
  add all alter and any as asc authorization backup begin between break browse bulk by cascade case
  check checkpoint close clustered coalesce collate column commit compute constraint contains
  containstable continue convert create cross current current_date current_time current_timestamp
  current_user cursor database dbcc deallocate declare default delete deny desc disk distinct
  distributed double drop dump else end errlvl escape except exec execute exists exit external fetch
  file fillfactor for foreign freetext freetexttable from full function goto grant group having
  holdlock identity identity_insert identitycol if in index inner insert intersect into is join key
  kill left like lineno load merge national nocheck nonclustered not null nullif of off offsets on
  open opendatasource openquery openrowset openxml option or order outer over percent pivot plan
  precision primary print proc procedure public raiserror read readtext reconfigure references
  replication restore restrict return revert revoke right rollback rowcount rowguidcol rule save
  schema securityaudit select semantickeyphrasetable semanticsimilaritydetailstable
  semanticsimilaritytable session_user set setuser shutdown some statistics system_user table
  tablesample textsize then to top tran transaction trigger truncate try_convert tsequal union unique
  unpivot update updatetext use user values varying view waitfor when where while with within
  writetext`)

export const RESERVED: ReadonlySet<string> = new Set(reserved)

export const KEYWORDS: readonly string[] = [
  ...reserved,
  ...words(`
    apply bigint binary bit catch char date datetime datetime2 datetimeoffset decimal delay float go
    image include instead int isolation level matched max money nchar next nocount ntext numeric
    nvarchar offset only output partition real returns rows rowversion sequence smalldatetime
    smallint smallmoney snapshot sql_variant text throw time tinyint try uniqueidentifier using value
    varbinary varchar xact_abort xml`),
]

export const FUNCTIONS: readonly string[] = words(`
  abs ascii avg cast ceiling char charindex checksum choose concat concat_ws convert cos count
  count_big cume_dist datalength dateadd datediff datediff_big datefromparts datename datepart
  datetrunc day db_id db_name dense_rank difference error_line error_message error_number
  error_severity exp first_value floor format generate_series getdate getutcdate greatest grouping
  host_name iif isdate isjson isnull isnumeric json_modify json_object json_query json_value lag
  last_value lead least len log log10 lower ltrim max min month newid ntile object_definition
  object_id object_name openjson parse parsename patindex percent_rank pi power quotename radians
  rand rank replace replicate reverse round row_number rtrim scope_identity sign sin soundex space
  sqrt square stdev str string_agg string_escape string_split stuff substring suser_sname sum
  switchoffset sysdatetime sysdatetimeoffset sysutcdatetime tan textptr todatetimeoffset translate
  trim try_cast try_parse type_id type_name unicode upper user_name var year`)
