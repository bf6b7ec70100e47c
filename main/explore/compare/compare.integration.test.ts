import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Difference } from '../../../contract/schemaCompare.ts'
import { mssql } from '../../drivers/mssql/index.ts'
import { collectRows } from '../../frame/collectRows.ts'
import { startPostgres, type PostgresServer } from '../../testing/postgresServer.ts'
import { startTdsServer, type TdsServer } from '../../testing/tds/startTdsServer.ts'
import { startServices, type StartedServices } from '../../testing/startServices.ts'

let postgres: PostgresServer
let services: StartedServices
let client: Client

beforeAll(async () => {
  ;[postgres, services] = await Promise.all([startPostgres(), startServices()])
  client = new Client({ connectionString: postgres.url })
  await client.connect()
})
afterAll(async () => {
  await client?.end()
  await services?.stop()
  await postgres?.stop()
})

async function addProfile(url: string, name: string): Promise<string> {
  const { driverId, fields, secrets } = await services.call('profiles.parseUrl', { url })
  const profile = { id: randomUUID(), name, driverId, fields, pool: {} }
  return (await services.call('profiles.save', { profile, secrets })).id
}

/** Statements on a session of their own. */
async function runOn({ url }: TdsServer, ...statements: string[]): Promise<void> {
  const { fields, secrets } = mssql.parseUrl(url)
  const target = { profileName: 'test', fields: { ...fields, ...secrets }, isReadOnly: false }
  const { signal } = new AbortController()
  const connection = await mssql.connect(
    { ...target, connectTimeoutMs: 5_000, statementTimeoutMs: 0 },
    { spawnProcess: () => expect.unreachable() },
    signal,
  )
  for (const sql of statements) await collectRows(connection, { sql }, signal)
  await connection.close()
}

type Place = { profileId: string; schema: string }

const idsOf = (differences: readonly Difference[]): string[] =>
  differences.flatMap(({ id, children }) => [id, ...idsOf(children)])

/** Compares, takes all over, and gives the script with what is left to compare after it ran. */
async function migrate(
  left: Place,
  right: Place,
  run: (script: string) => Promise<void> | void,
  access = false,
) {
  const { differences } = await services.call('schemas.compare', { left, right, access })
  const chosen = idsOf(differences)
  const script = await services.call('schemas.migrationScript', { left, right, chosen, access })
  await run(script)
  const after = await services.call('schemas.compare', { left, right, access })
  return { differences, script, after: idsOf(after.differences) }
}

const summary = (differences: readonly Difference[]) =>
  differences.map(({ id, status }) => `${status} ${id}`).toSorted()

const WANTED = `
  create type mood as enum ('calm', 'cross');
  create domain percent as integer check (value between 0 and 100);
  create table authors (id serial primary key, name varchar(80) not null, mood mood default 'calm',
    email text unique, share percent);
  create table books (
    id integer generated always as identity primary key,
    author_id integer not null references authors (id) on delete cascade deferrable,
    title text collate "C" not null,
    price numeric(10, 2) not null default 9.99 check (price >= 0),
    net numeric(12, 4) generated always as (price / 1.2) stored,
    "Odd name" jsonb);
  create index books_by_title on books (lower(title)) where price > 0;
  create table pairs (a integer, b integer, primary key (a, b), foreign key (a) references pairs_b);
  create view dear as select * from books where price > 20;
  create view dearest as select * from dear where price > 100;
  create materialized view totals as select author_id, sum(price) as total from books group by author_id;
  create function net_of(price numeric) returns numeric language sql immutable as 'select price / 1.2';
  create function stamp() returns trigger language plpgsql as 'begin return new; end';
  create trigger stamped before insert on books for each row execute function stamp();`
  // Two tables that name each other.
  .replace(
    'create table pairs (',
    'create table pairs_b (id integer primary key); create table pairs (',
  )

const BEFORE = `
  create table authors (id integer primary key, name text, email text, nickname text);
  insert into authors values (1, 'Ada', 'a@x', 'A'), (2, 'Ben', null, 'B');
  create table books (id integer primary key, author_id bigint, title text not null default 'none',
    price numeric(8, 2), "Odd name" text, net numeric, constraint stale check (price < 1000));
  insert into books values (1, 1, 'One', 5, '{"a": 1}', 1), (2, 2, 'Two', 30, null, 2);
  create index books_by_title on books (title);
  create index old_index on books (price);
  create view dear as select id from books where price > 50;
  create table old_parent (id integer primary key, child_id integer);
  create table old_child (id integer primary key, parent_id integer references old_parent);
  alter table old_parent add foreign key (child_id) references old_child;
  create view old_view as select 1 as one;
  create function net_of(price numeric) returns numeric language sql as 'select price';
  create function old_function(a integer) returns integer language sql as 'select a';
  create sequence old_sequence;`

test('a script gives a PostgreSQL schema the shape of another, and keeps its rows', async () => {
  await client.query(`create schema wanted; create schema present`)
  await client.query(`set search_path to wanted; ${WANTED}`)
  await client.query(`set search_path to present; ${BEFORE}; set search_path to public`)
  const profileId = await addProfile(postgres.url, 'both')
  const left = { profileId, schema: 'wanted' }
  const right = { profileId, schema: 'present' }

  const { differences, script, after } = await migrate(left, right, async (sql) => {
    await client.query(sql)
  })
  const found = summary(differences)
  expect(found).toEqual(
    expect.arrayContaining([
      'missing table/pairs',
      'missing type/mood',
      'missing view/dearest',
      'different view/dear',
      'extra table/old_child',
      'extra routine/old_function(a integer)',
      'different table/books',
      'missing sequence/authors_id_seq',
    ]),
  )
  const books = differences.find(({ id }) => id === 'table/books')!
  expect(summary(books.children)).toEqual(
    expect.arrayContaining([
      'different table/books/column/author_id',
      'different table/books/index/books_by_title',
      'extra table/books/index/old_index',
      'extra table/books/key/stale',
      'missing table/books/key/books_author_id_fkey',
      'missing table/books/trigger/stamped',
    ]),
  )
  const price = books.children.find(({ name }) => name === 'price')!
  expect(price.aspects).toEqual(['type', 'nullability', 'default'])
  expect(after).toEqual([])

  // What loses data stands last, each with a word of warning.
  const drops = script.indexOf('-- Dangerous')
  expect(script.slice(0, drops)).not.toMatch(/drop (table|view old)/i)
  expect(script).toContain(
    '-- Dangerous: drops the table with all of its rows.\nDROP TABLE old_child',
  )
  expect(script.indexOf('ADD CONSTRAINT books_author_id_fkey')).toBeGreaterThan(
    script.indexOf('CREATE TABLE pairs'),
  )
  const { rows } = await client.query<{ title: string; price: string; 'Odd name': unknown }>(
    'select title, price, "Odd name" from present.books order by id',
  )
  expect(rows).toEqual([
    { title: 'One', price: '5.00', 'Odd name': { a: 1 } },
    { title: 'Two', price: '30.00', 'Odd name': null },
  ])
}, 60_000)

test('takes over only what was chosen', async () => {
  await client.query(`create schema chosen; create table chosen.authors (id integer primary key)`)
  const profileId = await addProfile(postgres.url, 'some')
  const left = { profileId, schema: 'wanted' }
  const right = { profileId, schema: 'chosen' }
  const script = await services.call('schemas.migrationScript', {
    left,
    right,
    chosen: ['table/authors/column/name', 'view/nothing'],
  })
  expect(script.split('\n').filter((line) => /create|alter|drop/i.test(line))).toEqual([
    'ALTER TABLE authors ADD COLUMN name character varying(80) NOT NULL;',
  ])
  expect(script).toContain('-- Fails where the table has rows')
  const none = await services.call('schemas.migrationScript', { left, right, chosen: [] })
  expect(none).toBe('')
})

test('carries the comments of a PostgreSQL schema over, and takes stale ones away', async () => {
  await client.query(`create schema said; create schema unsaid`)
  const both = `
    create table boats (id integer primary key, name text, length numeric, twice numeric);
    create view long_boats as select id, length from boats where length > 12;
    create view short_boats as select id from boats;
    create function knots(speed numeric) returns numeric language sql as 'select speed';
    create aggregate longest(numeric) (sfunc = numeric_larger, stype = numeric);
    create domain berth as integer; create sequence berths;`
  await client.query(`set search_path to said; ${both}
    alter table boats drop twice, add twice numeric generated always as (length * 2) stored;
    create table harbours (id integer);
    comment on table boats is 'What sails: the harbour''s "own"\\';
    comment on column boats.name is E'Two\nlines';
    comment on column boats.twice is 'Reckoned';
    comment on view long_boats is 'Longer than 12';
    comment on column long_boats.length is 'In metres';
    comment on function knots is 'Per hour';
    comment on aggregate longest(numeric) is 'The longest';
    comment on domain berth is 'Where one lies'; comment on sequence berths is 'Counts';
    comment on table harbours is 'New'; comment on column harbours.id is 'Also new';`)
  await client.query(`set search_path to unsaid; ${both}
    create or replace view short_boats as select id from boats where length < 5;
    comment on table boats is 'Old'; comment on column boats.id is 'Stale';
    comment on column boats.twice is 'Lost with its column';
    comment on view short_boats is 'Goes with the view'; set search_path to public`)
  const profileId = await addProfile(postgres.url, 'comments')
  const left = { profileId, schema: 'said' }
  const right = { profileId, schema: 'unsaid' }
  const { differences, after } = await migrate(left, right, async (sql) => {
    await client.query(sql)
  })
  const aspectsOf = (found: readonly Difference[]) =>
    Object.fromEntries(found.map(({ id, aspects }) => [id, aspects]))
  expect(aspectsOf(differences)).toEqual({
    'table/boats': ['comment'],
    'table/harbours': [],
    'view/long_boats': ['comment'],
    'view/short_boats': ['definition', 'comment'],
    'type/berth': ['comment'],
    'sequence/berths': ['comment'],
    'routine/knots(speed numeric)': ['comment'],
    'routine/longest(numeric)': ['comment'],
  })
  const boats = differences.find(({ id }) => id === 'table/boats')!
  expect(aspectsOf(boats.children)).toEqual({
    'table/boats/column/id': ['comment'],
    'table/boats/column/name': ['comment'],
    'table/boats/column/twice': ['generated', 'comment'],
  })
  expect(boats.left).toContain('COMMENT ‘What sails: the harbour\'s "own"\\’')
  expect(after).toEqual([])
})

const SHARED = `
  create table boats (id serial primary key, name text, length numeric);
  create table crews (id integer primary key);
  create view long_boats as select id from boats where length > 12;
  create function knots(speed numeric) returns numeric language sql as 'select speed';
  create procedure sail() language sql as 'select 1';
  create aggregate longest(numeric) (sfunc = numeric_larger, stype = numeric);
  create type mood as enum ('calm', 'rough');
  create sequence berths;`

test('carries owners and privileges of a PostgreSQL schema over where it is asked to', async () => {
  await client.query(`create schema granted; create schema ungranted;
    create role "cmp Skipper"; create role cmp_mate; create role cmp_guest`)
  await client.query(`set search_path to granted; ${SHARED}
    create table harbours (id integer, name text);
    alter table harbours owner to cmp_mate; grant select on harbours to public;
    alter table boats owner to "cmp Skipper";
    grant select, insert on boats to cmp_mate with grant option;
    grant select (id, name), update (name) on boats to cmp_guest;
    revoke truncate on boats from "cmp Skipper";
    grant usage on sequence boats_id_seq to cmp_mate; grant usage on sequence berths to cmp_guest;
    create or replace view long_boats as select id from boats where length > 20;
    alter view long_boats owner to cmp_mate; grant select on long_boats to cmp_guest;
    alter function knots owner to cmp_mate; revoke execute on function knots from public;
    grant execute on procedure sail to cmp_guest; grant execute on function longest(numeric) to cmp_mate;
    revoke usage on type mood from public; grant usage on type mood to "cmp Skipper"`)
  await client.query(`set search_path to ungranted; ${SHARED}
    alter table boats owner to cmp_mate; grant select on boats to "cmp Skipper";
    grant select on boats to cmp_guest; grant select (id) on boats to cmp_guest;
    revoke insert on boats from cmp_mate;
    alter table crews owner to cmp_guest; grant all on crews to public;
    revoke execute on function longest(numeric) from public; set search_path to public`)
  const profileId = await addProfile(postgres.url, 'access')
  const left = { profileId, schema: 'granted' }
  const right = { profileId, schema: 'ungranted' }

  const plain = await services.call('schemas.compare', { left, right })
  expect(summary(plain.differences)).toEqual([
    'different view/long_boats',
    'missing table/harbours',
  ])
  const { differences, after } = await migrate(
    left,
    right,
    async (sql) => {
      await client.query(sql)
    },
    true,
  )
  expect(Object.fromEntries(differences.map(({ id, aspects }) => [id, aspects]))).toEqual({
    'table/boats': ['owner', 'privileges'],
    'table/crews': ['owner', 'privileges'],
    'table/harbours': [],
    'view/long_boats': ['definition', 'owner', 'privileges'],
    'type/mood': ['privileges'],
    'sequence/berths': ['privileges'],
    'sequence/boats_id_seq': ['privileges'],
    'routine/knots(speed numeric)': ['owner', 'privileges'],
    'routine/longest(numeric)': ['privileges'],
    'routine/sail()': ['privileges'],
  })
  expect(differences.find(({ id }) => id === 'table/boats')!.left).toMatch(
    /OWNER cmp Skipper\nREVOKE TRUNCATE FROM .*\nGRANT INSERT, SELECT TO cmp_mate WITH GRANT OPTION\n/,
  )
  expect(after).toEqual([])
})

test('leaves a view that is made anew to its owner, with its privileges', async () => {
  const both = 'create table boats (id integer, length integer);'
  await client.query(`create schema above; create schema below; create role cmp_cook;
    set search_path to above; ${both} create view lengths as select id from boats;
    set search_path to below; ${both} create view lengths as select length from boats;
    alter view lengths owner to cmp_cook; grant select on lengths to public; set search_path to public`)
  const profileId = await addProfile(postgres.url, 'view')
  const places = ['above', 'below'].map((schema) => ({ profileId, schema })) as [Place, Place]
  const { after } = await migrate(...places, async (sql) => {
    await client.query(sql)
  })
  expect(after).toEqual([])
  const { rows } = await client.query<{ owner: string; everybody: boolean }>(
    `select pg_get_userbyid(relowner)::text as owner,
       exists (select from aclexplode(relacl) where grantee = 0) as everybody
     from pg_class where oid = 'below.lengths'::regclass`,
  )
  expect(rows).toEqual([{ owner: 'cmp_cook', everybody: true }])
})

test('carries the comments of a SQL Server database over', async () => {
  const servers = await Promise.all([startTdsServer(), startTdsServer()])
  try {
    const [left, right] = (await Promise.all(
      servers.map(async ({ url }, at) => ({
        profileId: await addProfile(url, `tds ${at}`),
        schema: 'dbo',
      })),
    )) as [Place, Place]
    const property = (value: string, type: string, name: string, column?: string) =>
      `EXEC sp_addextendedproperty @name = N'MS_Description', @value = N'${value}', @level0type = N'SCHEMA',
        @level0name = N'dbo', @level1type = N'${type}', @level1name = N'${name}'` +
      (column ? `, @level2type = N'COLUMN', @level2name = N'${column}'` : '')
    for (const server of servers)
      await runOn(
        server,
        'CREATE TABLE boats (id int NOT NULL, name nvarchar(40))',
        'CREATE VIEW named AS SELECT id, name FROM boats',
        'CREATE PROCEDURE sail AS SELECT 1',
      )
    await runOn(
      servers[0],
      property('What sails, and its own', 'TABLE', 'boats'),
      property('Painted on', 'TABLE', 'boats', 'name'),
      property('With a name', 'VIEW', 'named'),
      property('The name', 'VIEW', 'named', 'name'),
      property('Off', 'PROCEDURE', 'sail'),
    )
    await runOn(
      servers[1],
      property('Old', 'TABLE', 'boats'),
      property('Stale', 'TABLE', 'boats', 'id'),
    )
    const { differences, after } = await migrate(left, right, async (script) => {
      await runOn(servers[1], ...script.split(/\nGO\n/))
    })
    expect(idsOf(differences)).toEqual([
      'table/boats',
      'table/boats/column/id',
      'table/boats/column/name',
      'view/named',
      'routine/sail()',
    ])
    expect(after).toEqual([])
  } finally {
    await Promise.all(servers.map((server) => server.stop()))
  }
})

const SQLITE_WANTED = `
  create table authors (id integer primary key autoincrement, name text collate nocase not null, born date);
  create table books (id integer primary key, author_id integer not null references authors (id) on delete cascade,
    title text not null default 'none', price numeric(10, 2) default 9.5 check (price >= 0),
    gross as (price * 1.2), note text, unique (author_id, title));
  create index books_by_title on books (title) where price > 0;
  create table strict_one (id integer primary key, value text) strict;
  create view dear as select * from books where price > 20;
  create trigger noted after insert on books begin update books set note = 'new' where id = new.id; end;`

const SQLITE_BEFORE = `
  create table authors (id integer primary key, name text, nickname text);
  insert into authors values (1, 'Ada', 'A'), (2, 'Ben', 'B');
  create table books (id integer primary key, author_id integer, title text not null, price real);
  insert into books values (1, 1, 'One', 5), (2, 2, 'Two', 30);
  create view dear as select id from books;
  create view on_books as select title from books;
  create index books_by_title on books (title);
  create table strict_one (id integer primary key, value text);
  create table old_table (id integer primary key);`

test('a script gives a SQLite file the shape of another, and keeps its rows', async () => {
  const paths = ['wanted.db', 'present.db'].map((name) => join(services.dataDir, name))
  const [wanted, present] = paths.map((path) => new Database(path))
  wanted!.exec(SQLITE_WANTED)
  present!.exec(SQLITE_BEFORE)
  wanted!.close()
  const [left, right] = await Promise.all(
    paths.map(async (path) => ({
      profileId: await addProfile(`sqlite:///${path}`, path),
      schema: 'main',
    })),
  )
  const { differences, script, after } = await migrate(left!, right!, (sql) => {
    present!.exec(sql)
  })
  expect(summary(differences)).toEqual([
    'different table/authors',
    'different table/books',
    'different table/strict_one',
    'different view/dear',
    'extra table/old_table',
    'extra view/on_books',
  ])
  expect(after).toEqual([])
  expect(present!.prepare('select * from books order by id').all()).toEqual([
    { id: 1, author_id: 1, title: 'One', price: 5, gross: 6, note: null },
    { id: 2, author_id: 2, title: 'Two', price: 30, gross: 36, note: null },
  ])
  expect(present!.pragma('foreign_key_check')).toEqual([])
  expect(present!.pragma('foreign_keys', { simple: true })).toBe(1)
  expect(script).toContain(
    '-- Dangerous: drops the column with all of its values. The table authors',
  )
  present!.close()
})

test('compares databases of different makes by what their columns hold, and writes no script', async () => {
  await client.query(`create schema shop; create table shop.items (
    id bigint primary key, name varchar(20) not null, sold_at timestamptz, price numeric(10, 2), extra uuid)`)
  const path = join(services.dataDir, 'items.db')
  const database = new Database(path)
  database.exec(`create table Items (id integer primary key, name text not null, sold_at datetime,
    price text, more text)`)
  database.close()
  const left = { profileId: await addProfile(postgres.url, 'shop'), schema: 'shop' }
  const right = { profileId: await addProfile(`sqlite:///${path}`, 'items'), schema: 'main' }
  const { by, differences } = await services.call('schemas.compare', { left, right })
  expect(by).toBe('general')
  expect(differences).toHaveLength(1)
  expect(summary(differences[0]!.children)).toEqual([
    'different table/items/column/price',
    'extra table/items/column/more',
    'missing table/items/column/extra',
  ])
  // Owners that one side alone tells are no difference.
  const asked = await services.call('schemas.compare', { left, right, access: true })
  expect(asked.differences).toEqual(differences)
  await expect(
    services.call('schemas.migrationScript', { left, right, chosen: [] }),
  ).rejects.toMatchObject({ code: 'unsupported' })
})
