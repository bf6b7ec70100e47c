import Database from 'better-sqlite3'

/** Straight into the schema, all on one page: created one by one they would take minutes. */
export function writeManyTables(path: string, count: number): void {
  const database = new Database(path)
  database.exec('create table t1 (id integer primary key, a text, b)')
  database.unsafeMode().pragma('writable_schema = on')
  database
    .prepare(
      `with recursive n(i) as (select 2 union all select i + 1 from n where i < ?)
       insert into sqlite_schema select 'table', 't' || i, 't' || i, 2,
         'create table t' || i || ' (id integer primary key, a text, b)' from n`,
    )
    .run(count)
  database.close()
}
