/**
 * The program's own tables, one step a version, oldest first. A step that was released is never
 * changed; the next change is a new one at the end.
 */
export const migrations: readonly string[] = [
  `
  -- settings: the whole profile as JSON, checked by its schema when read
  create table profiles (
    id text primary key,
    name text not null,
    settings text not null,
    created_at_ms real not null
  ) strict;

  -- only ciphertexts, made by the key store of the operating system
  create table secrets (
    profile_id text not null,
    name text not null,
    ciphertext blob not null,
    primary key (profile_id, name)
  ) strict, without rowid;

  create table tabs (
    id text primary key,
    title text not null,
    profile_id text,
    text text not null,
    cursor_offset integer not null,
    position real not null
  ) strict;

  create table history (
    id integer primary key,
    profile_id text not null,
    sql text not null,
    started_at_ms real not null,
    elapsed_ms real not null,
    row_count integer,
    outcome text not null,
    error_message text
  ) strict;
  create index history_by_profile on history (profile_id, id);

  -- value: JSON
  create table preferences (
    name text primary key,
    value text not null
  ) strict, without rowid;

  -- things the program does once in its life, such as offering the sample
  create table milestones (
    name text primary key,
    reached_at_ms real not null
  ) strict, without rowid;
  `,
  `
  -- columns: names and types of a result; layout: JSON
  create table column_layouts (
    columns text not null unique on conflict replace,
    layout text not null
  ) strict;
  `,
  `
  -- placeholders of statements: what was last given for them
  create table parameter_values (
    profile_id text not null,
    name text not null,
    type text not null,
    text text not null,
    primary key (profile_id, name)
  ) strict, without rowid;

  -- queries kept by name, and the folders they stand in
  create table saved_queries (
    id text primary key,
    kind text not null,
    parent_id text,
    name text not null,
    text text not null,
    profile_id text
  ) strict;

  create table snippets (
    id text primary key,
    prefix text not null,
    name text not null,
    text text not null,
    driver_id text
  ) strict;

  -- the saved query that a tab shows
  alter table tabs add column saved_id text;
  `,
  `
  -- what a pool did in a step of time; figures: least, mean and most of each as packed 32-bit floats
  create table pool_history (
    pool_id text not null,
    step_ms integer not null,
    at_ms integer not null,
    sample_count integer not null,
    figures blob not null,
    primary key (pool_id, step_ms, at_ms)
  ) strict, without rowid;
  create index pool_history_by_age on pool_history (step_ms, at_ms);

  -- rule: JSON
  create table alert_rules (
    id text not null unique,
    rule text not null
  ) strict;

  -- alert: JSON, with its rule as it was
  create table alerts (
    id text primary key,
    since_ms real not null,
    until_ms real,
    alert text not null
  ) strict;

  create table alert_mutes (
    pool_id text primary key,
    until_ms real not null
  ) strict, without rowid;
  `,
  `
  -- keys of SSH servers that the user has trusted; fingerprint: SHA256 in base64, as ssh-keygen shows it
  create table known_hosts (
    host text not null,
    port integer not null,
    key_type text not null,
    fingerprint text not null,
    trusted_at_ms real not null,
    primary key (host, port)
  ) strict, without rowid;
  `,
  `
  -- positions: JSON, left and top by table
  create table diagrams (
    profile_id text not null,
    schema text not null,
    detail text not null,
    positions text not null,
    primary key (profile_id, schema, detail)
  ) strict, without rowid;
  `,
  `
  -- changes of rows that were not applied yet; changes: JSON, rows by their keys and old values
  create table kept_edits (
    id text primary key,
    tab_id text not null,
    profile_id text not null,
    statement text not null,
    changes text not null
  ) strict;
  create index kept_edits_by_tab on kept_edits (tab_id);

  -- how results are drawn, as JSON
  alter table tabs add column charts text;
  `,
  `
  -- event: JSON
  create table pool_events (
    id integer primary key,
    pool_id text not null,
    at_ms real not null,
    event text not null
  ) strict;
  create index pool_events_of_pool on pool_events (pool_id, id);
  create index pool_events_by_age on pool_events (at_ms);

  -- statements: JSON, figures of each and the slow runs
  create table pool_statements (
    pool_id text primary key,
    statements text not null
  ) strict, without rowid;
  `,
  `
  -- how often it was saved, by which a window knows whether another one did
  alter table tabs add column revision integer not null default 0;
  -- how its statements are committed, its open transaction and its schema: JSON
  alter table tabs add column session text;
  `,
]
