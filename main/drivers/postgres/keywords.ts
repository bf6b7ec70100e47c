/** From `pg_get_keywords()` of PostgreSQL 18. */
const words = (text: string): readonly string[] => text.trim().split(/\s+/)

export const KEYWORDS = words(`
  abort absent absolute access action add admin after aggregate all also alter always analyse
  analyze and any array as asc asensitive assertion assignment asymmetric at atomic attach
  attribute authorization backward before begin between bigint binary bit boolean both breadth by
  cache call called cascade cascaded case cast catalog chain char character characteristics check
  checkpoint class close cluster coalesce collate collation column columns comment comments commit
  committed compression concurrently conditional configuration conflict connection constraint
  constraints content continue conversion copy cost create cross csv cube current current_catalog
  current_date current_role current_schema current_time current_timestamp current_user cursor
  cycle data database day deallocate dec decimal declare default defaults deferrable deferred
  definer delete delimiter delimiters depends depth desc detach dictionary disable discard
  distinct do document domain double drop each else empty enable encoding encrypted end enforced
  enum error escape event except exclude excluding exclusive execute exists explain expression
  extension external extract false family fetch filter finalize first float following for force
  foreign format forward freeze from full function functions generated global grant granted
  greatest group grouping groups handler having header hold hour identity if ilike immediate
  immutable implicit import in include including increment indent index indexes inherit inherits
  initially inline inner inout input insensitive insert instead int integer intersect interval
  into invoker is isnull isolation join json json_array json_arrayagg json_exists json_object
  json_objectagg json_query json_scalar json_serialize json_table json_value keep key keys label
  language large last lateral leading leakproof least left level like limit listen load local
  localtime localtimestamp location lock locked logged mapping match matched materialized maxvalue
  merge merge_action method minute minvalue mode month move name names national natural nchar
  nested new next nfc nfd nfkc nfkd no none normalize normalized not nothing notify notnull nowait
  null nullif nulls numeric object objects of off offset oids old omit on only operator option
  options or order ordinality others out outer over overlaps overlay overriding owned owner
  parallel parameter parser partial partition passing password path period placing plan plans
  policy position preceding precision prepare prepared preserve primary prior privileges
  procedural procedure procedures program publication quote quotes range read real reassign
  recursive ref references referencing refresh reindex relative release rename repeatable replace
  replica reset restart restrict return returning returns revoke right role rollback rollup
  routine routines row rows rule savepoint scalar schema schemas scroll search second security
  select sequence sequences serializable server session session_user set setof sets share show
  similar simple skip smallint snapshot some source sql stable standalone start statement
  statistics stdin stdout storage stored strict string strip subscription substring support
  symmetric sysid system system_user table tables tablesample tablespace target temp template
  temporary text then ties time timestamp to trailing transaction transform treat trigger trim
  true truncate trusted type types uescape unbounded uncommitted unconditional unencrypted union
  unique unknown unlisten unlogged until update user using vacuum valid validate validator value
  values varchar variadic varying verbose version view views virtual volatile when where
  whitespace window with within without work wrapper write xml xmlattributes xmlconcat xmlelement
  xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable year yes zone
`)

/** Keywords that a name in quotes is safe from: all but those PostgreSQL calls unreserved. */
export const RESERVED: ReadonlySet<string> = new Set(
  words(`
  all analyse analyze and any array as asc asymmetric authorization between bigint binary bit
  boolean both case cast char character check coalesce collate collation column concurrently
  constraint create cross current_catalog current_date current_role current_schema current_time
  current_timestamp current_user dec decimal default deferrable desc distinct do else end except
  exists extract false fetch float for foreign freeze from full grant greatest group grouping
  having ilike in initially inner inout int integer intersect interval into is isnull join json
  json_array json_arrayagg json_exists json_object json_objectagg json_query json_scalar
  json_serialize json_table json_value lateral leading least left like limit localtime
  localtimestamp merge_action national natural nchar none normalize not notnull null nullif
  numeric offset on only or order out outer overlaps overlay placing position precision primary
  real references returning right row select session_user setof similar smallint some substring
  symmetric system_user table tablesample then time timestamp to trailing treat trim true union
  unique user using values varchar variadic verbose when where window with xmlattributes xmlconcat
  xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable
`),
)

/** Functions that people type, out of the three thousand there are. */
export const FUNCTIONS = words(`
  abs age array_agg array_append array_cat array_length array_position array_remove
  array_to_string avg bit_and bit_length bit_or bool_and bool_or btrim cardinality ceil
  char_length chr clock_timestamp coalesce concat concat_ws corr count cume_dist current_database
  current_setting current_user date_bin date_part date_trunc decode dense_rank div encode every
  exp extract first_value floor format format_type gen_random_uuid generate_series
  generate_subscripts greatest initcap isfinite json_agg json_array_elements json_build_array
  json_build_object json_object_agg jsonb_agg jsonb_array_elements jsonb_array_length
  jsonb_build_array jsonb_build_object jsonb_each jsonb_each_text jsonb_extract_path
  jsonb_object_agg jsonb_object_keys jsonb_path_exists jsonb_path_query jsonb_pretty jsonb_set
  jsonb_strip_nulls jsonb_typeof justify_interval lag last_value lead least left length ln log
  lower lpad ltrim make_date make_interval make_timestamp make_timestamptz max md5 min mod mode
  nextval now nth_value ntile nullif num_nonnulls num_nulls octet_length overlay percent_rank
  percentile_cont percentile_disc pg_backend_pid pg_cancel_backend pg_database_size
  pg_get_constraintdef pg_get_functiondef pg_get_indexdef pg_get_viewdef pg_relation_size
  pg_size_pretty pg_sleep pg_table_size pg_terminate_backend pg_total_relation_size pg_typeof
  position power quote_ident quote_literal quote_nullable random rank regexp_count regexp_like
  regexp_match regexp_matches regexp_replace regexp_split_to_array regexp_split_to_table
  regexp_substr repeat replace reverse right round row_number row_to_json rpad rtrim setval sha256
  sign split_part sqrt starts_with statement_timestamp stddev stddev_pop stddev_samp string_agg
  string_to_array string_to_table strpos substr substring sum timeofday to_char to_date to_json
  to_jsonb to_number to_timestamp to_tsquery to_tsvector translate trim trim_array trunc
  ts_headline ts_rank unnest upper uuidv4 uuidv7 var_pop var_samp variance version
  websearch_to_tsquery width_bucket xmlagg
`)
