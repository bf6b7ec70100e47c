import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startPostgres, type PostgresServer } from '../testing/postgresServer.ts'
import { startServices, type StartedServices } from '../testing/startServices.ts'

let postgres: PostgresServer
let services: StartedServices

beforeAll(async () => {
  ;[postgres, services] = await Promise.all([startPostgres(), startServices()])
  const client = new Client({ connectionString: postgres.url })
  await client.connect()
  await client.query(`
    create schema shop; create schema archive; create schema secret;
    create table shop.boats (region text, id int, unique (id), primary key (region, id));
    create table shop.trips (id int, boat_id int references shop.boats (id));
    create table shop.parts (boat_id int references shop.boats (id)) partition by range (boat_id);
    create table shop.parts_low partition of shop.parts for values from (0) to (100);
    create table archive.trips (of_region text, of_id int,
      foreign key (of_region, of_id) references shop.boats (region, id));
    create table secret.notes (boat_id int references shop.boats (id));
    create table secret.closed (boat_id int references shop.boats (id));
    create role referring_reader login password 'reads';
    grant usage on schema shop, archive, secret to referring_reader;
    grant select on all tables in schema shop, archive to referring_reader;
    grant select on secret.notes to referring_reader;
    insert into shop.boats values ('north', 1), ('north', 2);
    insert into shop.trips select g, 1 from generate_series(1, 1500) g;
    create view shop.slow as select g as boat_id from generate_series(1, 5) g
      where pg_sleep(30) is not null;
    grant select on shop.slow to referring_reader`)
  await client.end()
})
afterAll(async () => {
  await services?.stop()
  await postgres?.stop()
})

async function addProfile(url: string): Promise<string> {
  const { driverId, fields, secrets } = await services.call('profiles.parseUrl', { url })
  const profile = { id: randomUUID(), name: url, driverId, fields, pool: {} }
  return (await services.call('profiles.save', { profile, secrets })).id
}

async function readerProfile(): Promise<string> {
  const url = new URL(postgres.url)
  url.username = 'referring_reader'
  url.password = 'reads'
  return addProfile(url.href)
}

test('keys of all schemas that lead to a table are found, of tables that the user may read', async () => {
  const profileId = await readerProfile()
  const boats = { profileId, schema: 'shop', name: 'boats' }
  const byId = { columns: ['boat_id'], referenced: ['id'] }
  expect(await services.call('explorer.referring', boats)).toEqual([
    { schema: 'shop', table: 'parts', ...byId },
    { schema: 'shop', table: 'trips', ...byId },
    {
      ...{ schema: 'archive', table: 'trips' },
      ...{ columns: ['of_region', 'of_id'], referenced: ['region', 'id'] },
    },
    { schema: 'secret', table: 'notes', ...byId },
  ])
})

test('rows of a value are counted up to a limit, and not for longer than a moment', async () => {
  const profileId = await readerProfile()
  const count = (name: string, value: string) =>
    services.call('explorer.countSome', {
      ...{ profileId, schema: 'shop', name, limit: 1_000 },
      where: [{ column: 'boat_id', value, kind: 'number' }],
    })
  expect(await count('trips', '1')).toEqual({ rowCount: 1_000, isMore: true })
  expect(await count('trips', '2')).toEqual({ rowCount: 0, isMore: false })
  const startedAtMs = Date.now()
  await expect(count('slow', '1')).rejects.toMatchObject({ code: 'statement-cancelled' })
  expect(Date.now() - startedAtMs).toBeLessThan(15_000)
}, 30_000)

test('where keys do not leave their schema, it is looked through', async () => {
  const path = join(services.dataDir, 'boats.db')
  const database = new Database(path)
  database.exec(`create table boats (id integer primary key); create table trips (boat references boats);
    insert into boats values (1); insert into trips values (1), (1)`)
  database.close()
  const profileId = await addProfile(`sqlite:///${path}`)
  const boats = { profileId, schema: 'main', name: 'boats' }
  expect(await services.call('explorer.referring', boats)).toEqual([
    { schema: 'main', table: 'trips', columns: ['boat'], referenced: ['id'] },
  ])
  const where = [{ column: 'boat', value: '1', kind: 'number' as const }]
  const trips = { profileId, schema: 'main', name: 'trips', where, limit: 5 }
  expect(await services.call('explorer.countSome', trips)).toEqual({ rowCount: 2, isMore: false })
})
